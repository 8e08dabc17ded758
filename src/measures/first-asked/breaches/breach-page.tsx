import {
  Alert,
  Columns,
  DateText,
  DateTimeText,
  type Description,
  DescriptionList,
  ErrorSummary,
  errorList,
  NumberText,
  PageHeader,
  PlainText,
  Section,
  StateBadge,
  Timeline,
} from '#ui/index.ts'
import { deskUrls, urls } from '#urls.ts'
import type { BreachDates, BreachHappening } from './breach.ts'
import { type BreachFormProps, BreachForms } from './breach-forms.tsx'
import { breachTones } from './breaches-page.tsx'
import { allowedGrades } from './grades.ts'
import type { BreachStep } from './read-breach.ts'
import type { BreachPart } from './tables.ts'
import {
  appealResults,
  breachCauses,
  breachKinds,
  breachSources,
  breachStates,
  gradeWords,
  gravities,
  outcomes,
  partyWords,
  tolerances,
} from './words.ts'

export type BreachPageProps = BreachFormProps & { refusal: string | null }

const fieldOrder = [
  ...['declineReason', 'findings', 'gravity', 'cause', 'person', 'party', 'statement', 'outcome', 'grade', 'tolerance'],
  ...['reason', 'answer', 'toldOn', 'appeal', 'result', 'lowerGrade', 'appealReason', 'evidence', 'materials'],
]

/** One breach: what is said, what was found, what the person says, what was decided; and the forms of whoever may go on. */
export function BreachPage(props: BreachPageProps) {
  const { breach, unit, errors, refusal } = props
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            首问问责 <NumberText value={breach.number} />
          </>
        }
        title={`${breachKinds[breach.kind]} · ${unit}`}
        meta={<StateBadge state={breachStates[breach.state]} tone={breachTones[breach.state]} />}
      />
      <ErrorSummary errors={errorList(errors, fieldOrder)} />
      {refusal && (
        <Alert tone="bad" title="没有办成" live>
          <p>{refusal}</p>
        </Alert>
      )}
      <Columns
        asideLabel="这件事和规则"
        main={
          <>
            <Section title="经过">
              {props.hidesComplaint && (
                <p>反映人没有同意公开身份，反映的原话不转给被反映的单位和个人；查到的事实写在“核查情况”里。</p>
              )}
              <Timeline
                label="首问问责经过"
                items={props.steps.map((step) => ({
                  title: titleOf(step.event as BreachHappening),
                  when: <DateTimeText at={step.event.at} />,
                  who: step.by,
                  state: 'done',
                  body: <StepBody step={step} id={breach.id} />,
                }))}
              />
            </Section>
            <BreachForms {...props} />
          </>
        }
        aside={<Aside {...props} />}
      />
    </>
  )
}

const partTitles: Partial<Record<BreachPart, string>> = { answer: '告诉反映人的话', reason: '理由' }

function StepBody({ step, id }: { step: BreachStep; id: string }) {
  const said = detailOf(step.event as BreachHappening)
  if (!said && step.words.length === 0 && step.files.length === 0) return null
  return (
    <>
      {said && <p>{said}</p>}
      {step.words.map(({ part, text }) => (
        <div key={part}>
          {partTitles[part] && <p>{partTitles[part]}：</p>}
          <PlainText text={text} />
        </div>
      ))}
      {step.files.length > 0 && (
        <ul>
          {step.files.map((file) => (
            <li key={file.id}>
              <a href={urls.deskBreachFile(id, file.id)}>{file.name}</a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function titleOf(event: BreachHappening): string {
  switch (event.type) {
    case 'proposed':
      return '系统建议核查'
    case 'raised':
      return breachSources[event.data.source]
    case 'takenUp':
      return '受理'
    case 'declined':
      return '不予受理'
    case 'found':
      return '核查情况'
    case 'invited':
      return '发出陈述通知'
    case 'stated':
      return `${partyWords[event.data.party]}陈述${event.data.isRecorded ? '（当面说，督查人员记录）' : ''}`
    case 'decided':
      return `决定：${outcomes[event.data.outcome]}`
    case 'told':
      return '告知当事人和反映人'
    case 'appealed':
      return '提出申诉'
    case 'appealDecided':
      return `申诉决定：${appealResults[event.data.result]}`
    case 'becameFinal':
      return '决定生效'
    case 'datesMoved':
      return '放假安排调整，期限重新计算'
    case 'expired':
      return '影响期满'
  }
}

function detailOf(event: BreachHappening): string | null {
  switch (event.type) {
    case 'found':
      return `情节${gravities[event.data.gravity]}；原因：${breachCauses[event.data.cause]}`
    case 'invited':
      return `请在 ${event.data.hearBy} 前陈述`
    case 'decided':
      if (event.data.grade) return gradeWords[event.data.grade]
      return event.data.tolerance && tolerances[event.data.tolerance]
    case 'told':
      return `${event.data.on} 告知，可申诉到 ${event.data.appealBy}`
    case 'appealDecided':
      return event.data.result === 'lowered' && event.data.grade ? `减轻为${gradeWords[event.data.grade]}` : null
    case 'datesMoved':
      return movedText(event.data)
    case 'proposed':
      return '依据转办和盯办的记录提出；是不是问题，由人核查。'
    default:
      return null
  }
}

function movedText({ hearBy, appealBy, effectUntil, dueOn }: BreachDates): string {
  if (hearBy) return `请在 ${hearBy} 前陈述`
  if (appealBy) return `可申诉到 ${appealBy}`
  return effectUntil ? `影响期到 ${effectUntil}` : `本环节改到 ${dueOn}`
}

function Aside(props: BreachPageProps) {
  const { breach, unit, person, matter } = props
  const items: Description[] = [
    { label: '情形', value: breachKinds[breach.kind] },
    { label: '单位', value: unit },
    { label: '工作人员', value: person },
    {
      label: '问的事',
      value: matter && (
        <a href={deskUrls('/desk/matters').one(matter.number)}>
          <NumberText value={matter.number} />
        </a>
      ),
    },
    { label: '来源', value: breachSources[breach.source] },
    { label: '本环节期限', value: breach.dueOn && <DateText date={breach.dueOn} long /> },
    { label: '结论', value: breach.outcome && outcomes[breach.outcome] },
    { label: '处理', value: breach.grade && gradeWords[breach.grade] },
    { label: '决定机关', value: props.decidedUnit },
    {
      label: '申诉期限',
      value: breach.state === 'told' && breach.appealBy && <DateText date={breach.appealBy} long />,
    },
    { label: '影响期到', value: breach.grade && breach.effectUntil && <DateText date={breach.effectUntil} long /> },
  ]
  return (
    <>
      <DescriptionList items={items} />
      {breach.gravity && <RuleSays {...props} />}
    </>
  )
}

function RuleSays({ breach, repeats }: BreachPageProps) {
  const { gravity } = breach
  if (!gravity || breach.outcome) return null
  const highest = (party: 'person' | 'unit') => {
    const grade = allowedGrades(party, gravity, repeats[party]).at(-1)
    return grade ? gradeWords[grade] : '不处理'
  }
  return (
    <Section title="规则允许的">
      <p>
        情节{gravities[gravity]}
        {repeats.unit > 0 && `，本单位影响期内另有 ${repeats.unit} 次`}
        {repeats.person > 0 && `，当事人影响期内另有 ${repeats.person} 次`}。
      </p>
      <ul>
        <li>对单位：最高到{highest('unit')}（政府办公室、分管领导决定）</li>
        {breach.personId && <li>对个人：最高到{highest('person')}（任免机关、单位或者监察机关决定）</li>}
      </ul>
      <p>
        <small>本市自定（非法律规定）。</small>
      </p>
    </Section>
  )
}
