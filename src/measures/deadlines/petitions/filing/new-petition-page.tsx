import { findEmergency } from '#core/documents/index.ts'
import { Alert, Button, Card, Columns, ErrorSummary, errorList, Form, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { petitionFields } from '../petition-form.ts'
import { PetitionFields, type PetitionFieldsProps } from './petition-fields.tsx'

type Props = Omit<PetitionFieldsProps, 'byStaff'> & {
  formKey: string
  /** Said above the form when it comes back for a reason that concerns no field. */
  notice?: string | undefined
}

/** 网上信访. */
export function NewPetitionPage({ formKey, notice, ...fields }: Props) {
  const { errors, typed } = fields
  return (
    <>
      <PageHeader
        title="网上信访"
        lead="依照《信访工作条例》提出申诉求决、建议意见、检举控告。不用注册，每一步都有法定期限，随时能查。"
      />
      <p>
        问事、求助、报修、提意见，<a href={urls.newLetter()}>写信给市长</a>更快，几个工作日就有答复。
      </p>
      <Danger words={`${typed.title ?? ''}\n${typed.facts ?? ''}`} />
      {notice && (
        <Alert tone="warn" title="这次没有提交成功" live>
          <p>{notice}</p>
        </Alert>
      )}
      <ErrorSummary errors={errorList(errors, [...petitionFields])} />
      <Columns
        asideLabel="写信还是信访，接下来会怎样"
        main={
          <Form action={urls.newPetition()} formKey={formKey} upload keep="petition">
            <PetitionFields {...fields} byStaff={false} />
            <Button size="large" icon="letter">
              提交信访事项
            </Button>
          </Form>
        }
        aside={
          <>
            <WhichDoor />
            <WhatFollows rule={fields.rule} />
          </>
        }
      />
    </>
  )
}

export function Danger({ words }: { words: string }) {
  const phones = [
    ...new Set(findEmergency(words).flatMap(({ certainty, phones: numbers }) => (certainty === 'now' ? numbers : []))),
  ]
  if (phones.length === 0) return null
  return (
    <Alert tone="bad" title="可能有危险，请先打电话" live>
      <p>
        {phones.map((phone) => (
          <a key={phone} href={`tel:${phone}`}>
            <b>{phone}</b>{' '}
          </a>
        ))}
        提交信访事项不能代替报警和急救。
      </p>
    </Alert>
  )
}

const WhichDoor = () => (
  <Card title="写信还是信访？" icon="info" tone="sun">
    <p>对单位的处理不服、权益受到侵害、要一份书面处理意见的，走信访：有处理意见书，不服还可以申请复查、复核。</p>
    <p>已经或者应当通过诉讼、仲裁、行政复议解决的，请直接走那个程序，以免误了期限。</p>
  </Card>
)

const WhatFollows = ({ rule }: Pick<Props, 'rule'>) => (
  <Card title="接下来" icon="clock">
    <ol>
      <li>{rule('PET-1').span}内登记、转给有权处理的单位，告诉您去向。</li>
      <li>单位收到后{rule('PET-3').span}内书面告知是否受理、怎么办。</li>
      <li>
        申诉求决受理之日起{rule('PET-6').span}内办结；情况复杂的延长不超过{rule('PET-6').extension}，并告知理由。
      </li>
      <li>出具处理意见书。不服的，{rule('PET-7-ask').span}内可以申请复查，再不服申请复核。</li>
    </ol>
    <p>
      已经提过？<a href={urls.follow()}>用编号和查询码查进度</a>。<a href={urls.rules({ q: '信访' })}>期限的法律依据</a>
    </p>
  </Card>
)
