import {
  Badge,
  Button,
  ButtonRow,
  DateTimeText,
  Disclosure,
  Form,
  NumberText,
  Prose,
  Section,
  SelectField,
} from '#ui/index.ts'
import type { Desk } from '../desk.ts'
import { unmaskReasons } from './contact.ts'
import type { DeskMatter } from './desk-matter.ts'

type Person = { name: string; phone: string }
type Of = { desk: Desk; matter: DeskMatter }

/** Masked; the number in full comes by a post of its own, which the audit records. */
export function Contact({ desk, matter, unmasked }: Of & { unmasked: Person | null }) {
  if (!matter.contact) return <>{matter.contactNote ?? '没有留下联系方式'}</>
  if (unmasked) {
    return (
      <>
        {unmasked.name} <NumberText value={unmasked.phone} />
        <br />
        <small>本次查看已记入审计记录</small>
      </>
    )
  }
  return (
    <>
      {matter.contact.name} {matter.contact.phone}
      <Disclosure summary="查看完整电话">
        <Form action={desk.urls.act(matter.number, 'unmasking')}>
          <SelectField name="unmaskReason" label="用途" options={[...unmaskReasons]} required />
          <ButtonRow>
            <Button variant="secondary" size="small">
              查看并记入审计
            </Button>
            <Button variant="quiet" size="small" formAction={desk.urls.print(matter.number)}>
              打印带电话的办理单
            </Button>
          </ButtonRow>
        </Form>
      </Disclosure>
    </>
  )
}

export function Files({ desk, matter }: Of) {
  if (matter.files.length === 0) return null
  return (
    <ul class="file-list" aria-label="附件">
      {matter.files.map((file) => {
        const href = desk.urls.file(matter.number, file.id)
        return (
          <li key={file.id}>
            <a href={href}>
              {file.isImage && <img src={`${href}?size=small`} alt="" loading="lazy" width={96} height={96} />}
              <span>{file.name}</span>
            </a>
            <small>{file.size}</small>
            {file.from === 'staff' && <Badge>办理材料</Badge>}
          </li>
        )
      })}
    </ul>
  )
}

export function Supplements({ desk, matter }: Of) {
  if (matter.supplements.length + matter.questions.length === 0) return null
  return (
    <Section title="补充情况">
      {matter.questions.map((question, index) => (
        <div key={`q${index}`}>
          <p>
            <b>问：</b>
            {question.text}
          </p>
          <p>
            <small>
              {question.by}，<DateTimeText at={question.at} />
            </small>
          </p>
        </div>
      ))}
      {matter.supplements.map((supplement, index) => (
        <div key={`s${index}`}>
          <Prose plain={supplement.text} />
          <p>
            <small>
              {desk.words.asker}，
              <DateTimeText at={supplement.at} />
            </small>
          </p>
        </div>
      ))}
    </Section>
  )
}

export function JointParts({ desk, matter }: Of) {
  if (matter.joint.length === 0) return null
  return (
    <Section title="协办单位">
      {matter.joint.map((part) => (
        <div key={part.number}>
          <p>
            <a href={desk.urls.one(part.number)}>{part.unit}</a>{' '}
            {part.answeredAt ? (
              <>
                <Badge tone="good">已答复</Badge> <DateTimeText at={part.answeredAt} />
              </>
            ) : (
              <Badge tone="warn">还没有答复</Badge>
            )}
          </p>
          {part.answer && <Prose plain={part.answer} />}
        </div>
      ))}
    </Section>
  )
}
