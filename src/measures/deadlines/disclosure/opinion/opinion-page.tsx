import type { VNode } from 'preact'
import { fullDayText } from '#core/calendar/index.ts'
import { type DoorProps, NumberAndCodePage } from '#core/following/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Card,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  NumberText,
  PageHeader,
  PlainText,
  RadioGroup,
  TextArea,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { opinions } from '../parties.ts'
import type { OpenedLetter } from './find-letter.ts'

/** For whoever got a 征求意见书: number and code stand in it. */
export const OpinionDoorPage = (door: DoorProps) => (
  <NumberAndCodePage
    {...door}
    title="对公开提出意见"
    lead="收到征求意见书的个人、企业和机关，凭书上的编号和回复码在这里提出意见，也可以书面寄回。"
    action={urls.disclosureOpinion()}
    numberLabel="征求意见书编号"
    codeLabel="回复码"
    button="打开征求意见书"
  />
)

type PageProps = {
  letter: OpenedLetter
  formKey: string
  typed: { opinion: string; reasons: string }
  errors: FieldErrors
  refusal: string | null
  /** Where the opinion is sent. */
  action: string
  /** 签收, where the letter came to the desk of a unit and nobody has yet said that it is there. */
  receipt?: VNode | null
}

/** The letter, and what one says to it; who applied is told to nobody. */
export function OpinionPage({ letter, formKey, typed, errors, refusal, action, receipt }: PageProps) {
  const { number, unit, title, asked, isAgency, by, within, given } = letter
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            征求意见书 <NumberText value={number} />
          </>
        }
        title={`${unit}征求您的意见`}
        lead={`有人申请公开《${title}》，其中可能涉及${isAgency ? '贵机关制作的内容' : '您的权益'}。`}
      />
      {refusal && (
        <Alert tone="warn" title="没有提交成功" live>
          <p>{refusal}</p>
        </Alert>
      )}
      <Card title="征求意见的内容" icon="letter">
        <PlainText text={asked} />
      </Card>
      {receipt}
      {given ? (
        <Alert tone="good" title="您的意见已经收到">
          <p>
            {given}。{isAgency ? '' : '如果决定公开，机关会书面告知您内容和理由。'}
          </p>
        </Alert>
      ) : (
        <Card title="您的意见" icon="check" tone="sun">
          <p>
            {by ? `请在${fullDayText(by)}之前提出。` : `请自收到征求意见书之日起${within}内提出。`}
            {isAgency ? '逾期没有意见的，视为同意公开。' : '逾期没有意见的，由机关依法决定是否公开。'}
          </p>
          <ErrorSummary errors={errorList(errors, ['opinion', 'reasons'])} />
          <Form action={action} formKey={formKey}>
            <HiddenField name="number" value={number} />
            <RadioGroup
              name="opinion"
              label="是否同意公开"
              options={Object.entries(opinions).map(([value, label]) => ({ value, label }))}
              value={typed.opinion}
              error={errors.opinion}
              required
            />
            <TextArea
              name="reasons"
              label="理由"
              hint="不同意、部分同意的请写明：哪一部分、公开后会损害什么权益"
              value={typed.reasons}
              error={errors.reasons}
              maxLength={2000}
              rows={6}
            />
            <ButtonRow>
              <Button>提交意见</Button>
            </ButtonRow>
          </Form>
        </Card>
      )}
    </>
  )
}
