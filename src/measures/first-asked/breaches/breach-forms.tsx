import {
  Button,
  DateField,
  Disclosure,
  type FieldErrors,
  FileField,
  Form,
  type KeptUpload,
  RadioGroup,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { BreachAct } from './breach-acts.ts'
import { allowedGrades, isUnitsCause, lowerGrades } from './grades.ts'
import type { BreachRead } from './read-breach.ts'
import {
  appealResults,
  breachCauses,
  type Grade,
  gradeWords,
  gravities,
  ladders,
  outcomes,
  type Party,
  partyWords,
  tolerances,
} from './words.ts'

export type BreachFormProps = BreachRead & {
  typed: Record<string, string>
  errors: FieldErrors
  kept: KeptUpload[]
  keyOf: (act: BreachAct) => string
  /** Suggestions for who it was. */
  colleagues: string[]
  todayText: string
}

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** Two forms with files may stand on one page. */
const evidence = (props: BreachFormProps, name: 'evidence' | 'materials') => (
  <FileField
    name={name}
    label="证据材料"
    hint="照片、录音、文件；涉密不上网，带密级字样的不会保存"
    error={props.errors[name]}
    kept={props.kept}
    multiple
    maxFiles={9}
    maxMegabytes={20}
  />
)

/** Every form that the rules allow this person now, in the order of the procedure. */
export function BreachForms(props: BreachFormProps) {
  const { may } = props
  return (
    <>
      {may.acceptance && <TakeUpForms {...props} />}
      {may.findings && !props.breach.gravity && <FindingsForm {...props} />}
      {may.hearing && <HearingForm {...props} />}
      {may.statements && <StatementForm {...props} />}
      {may.decision && <DecisionForm {...props} />}
      {may.notification && <NotificationForm {...props} />}
      {may.appeal && <AppealForm {...props} />}
      {may.review && <AppealDecisionForm {...props} />}
      {may.findings && props.breach.gravity && <FindingsForm {...props} />}
    </>
  )
}

const action = (props: BreachFormProps, act: BreachAct) => ({
  action: urls.deskBreachAct(props.breach.id, act),
  formKey: props.keyOf(act),
})

function TakeUpForms(props: BreachFormProps) {
  return (
    <>
      <Section title="受理，开始核查">
        <p>受理以后，被反映的单位和当事人看得到，可以陈述。</p>
        <Form {...action(props, 'acceptance')}>
          <Button>受理</Button>
        </Form>
      </Section>
      <Section title="不予受理">
        <Form {...action(props, 'refusal')}>
          <TextArea
            name="declineReason"
            label="理由"
            hint="反映人会看到这段话"
            value={props.typed.declineReason}
            error={props.errors.declineReason}
            rows={3}
            maxLength={500}
            required
          />
          <Button variant="secondary">不予受理</Button>
        </Form>
      </Section>
    </>
  )
}

/** Once there are findings, changing them is the exception. */
function FindingsForm(props: BreachFormProps) {
  if (!props.breach.gravity) {
    return (
      <Section title="记录核查情况">
        <FindingsFields {...props} />
      </Section>
    )
  }
  return (
    <Disclosure summary="补充、更正核查情况" open={findingsFields.some((name) => props.errors[name])}>
      {props.breach.state === 'hearing' && <p>改了核查情况，要重新发陈述通知，请当事人再说一次。</p>}
      <FindingsFields {...props} />
    </Disclosure>
  )
}

const findingsFields = ['findings', 'gravity', 'cause', 'person', 'evidence']

function FindingsFields(props: BreachFormProps) {
  const { typed, errors, breach } = props
  return (
    <Form {...action(props, 'findings')} upload keep={`findings-${breach.id}`}>
      <TextArea
        name="findings"
        label="查到了什么"
        hint="当事人和单位会看到这段话；不写反映人的姓名、电话"
        value={typed.findings}
        error={errors.findings}
        rows={6}
        maxLength={2000}
        required
      />
      <RadioGroup
        name="gravity"
        label="情节"
        options={options(gravities)}
        value={typed.gravity}
        error={errors.gravity}
        inline
        required
      />
      <RadioGroup
        name="cause"
        label="原因在哪里"
        hint="在职责目录或者人员配备的，由单位承担，不处理经办的个人"
        options={options(breachCauses)}
        value={typed.cause}
        error={errors.cause}
        required
      />
      <TextField
        name="person"
        label="是哪一位工作人员"
        hint="姓名或工号；只是单位的问题，就空着"
        value={typed.person ?? props.person ?? ''}
        error={errors.person}
        list={props.colleagues}
        autocomplete="off"
        width="wide"
      />
      {evidence(props, 'evidence')}
      <Button>保存核查情况</Button>
    </Form>
  )
}

function HearingForm(props: BreachFormProps) {
  return (
    <Section title="请当事人陈述">
      <p>没有听取陈述，不能作出处理。通知发给单位负责人{props.person !== null && '和当事人'}，期限按规则自动算。</p>
      <Form {...action(props, 'hearing')}>
        <Button>发出陈述通知</Button>
      </Form>
    </Section>
  )
}

function StatementForm(props: BreachFormProps) {
  const { typed, errors, breach } = props
  return (
    <Section title="陈述">
      <Form {...action(props, 'statements')} upload keep={`statement-${breach.id}`}>
        <RadioGroup
          name="party"
          label="谁的陈述"
          options={props.parties.map((party) => ({ value: party, label: partyWords[party] }))}
          value={typed.party ?? (props.parties.length === 1 ? props.parties[0] : undefined)}
          error={errors.party}
          inline
          required
        />
        <TextArea
          name="statement"
          label="陈述的内容"
          hint="怎么回事、为什么、有什么要说明的；督查人员代为记录的，写明当面听取的时间"
          value={typed.statement}
          error={errors.statement}
          rows={6}
          maxLength={2000}
          required
        />
        {evidence(props, 'materials')}
        <Button>提交陈述</Button>
      </Form>
    </Section>
  )
}

/** Which grades the rule allows here; the others stand there and cannot be chosen. */
function gradesFor({ breach, repeats }: BreachFormProps, party: Party) {
  const allowed = breach.gravity ? allowedGrades(party, breach.gravity, repeats[party]) : []
  const isBarred = party === 'person' && (breach.personId === null || isUnitsCause(breach.cause))
  return ladders[party].map((grade) => ({
    value: grade,
    label: gradeWords[grade],
    disabled: isBarred || !allowed.includes(grade),
  }))
}

function DecisionForm(props: BreachFormProps) {
  const { typed, errors, breach } = props
  return (
    <Section title="作出决定">
      <Form {...action(props, 'decision')} keep={`decision-${breach.id}`}>
        <RadioGroup
          name="outcome"
          label="结论"
          options={options(outcomes)}
          value={typed.outcome}
          error={errors.outcome}
          required
        />
        <SelectField
          name="grade"
          label="处理方式（成立的）"
          hint="灰色的超出规则允许的范围，或者不能对个人作出"
          empty="不处理"
          options={[
            { label: '对个人', options: gradesFor(props, 'person') },
            { label: '对单位', options: gradesFor(props, 'unit') },
          ]}
          value={typed.grade}
          error={errors.grade}
        />
        <SelectField
          name="tolerance"
          label="依据（容错免责的）"
          empty="不适用"
          options={options(tolerances)}
          value={typed.tolerance}
          error={errors.tolerance}
        />
        <TextArea
          name="reason"
          label="理由"
          hint="事实、依据、为什么这样处理；当事人会看到"
          value={typed.reason}
          error={errors.reason}
          rows={4}
          maxLength={1000}
          required
        />
        <TextArea
          name="answer"
          label="告诉反映人的话"
          hint="查到了什么、怎样改进；不写个人的姓名和处理"
          value={typed.answer}
          error={errors.answer}
          rows={3}
          maxLength={500}
          required
        />
        <Button>决定</Button>
      </Form>
    </Section>
  )
}

function NotificationForm(props: BreachFormProps) {
  return (
    <Section title="告知当事人">
      <Form {...action(props, 'notification')}>
        <DateField
          name="toldOn"
          label="哪天告知的"
          hint="申诉期限从这一天算；反映人同时收到结果"
          value={props.typed.toldOn ?? props.todayText}
          error={props.errors.toldOn}
          required
        />
        <Button>已告知</Button>
      </Form>
    </Section>
  )
}

function AppealForm(props: BreachFormProps) {
  return (
    <Section title="申诉">
      <p>由作出决定的机关以外的机关决定，申诉不加重。</p>
      <Form {...action(props, 'appeal')} upload keep={`appeal-${props.breach.id}`}>
        <TextArea
          name="appeal"
          label="申诉的理由"
          value={props.typed.appeal}
          error={props.errors.appeal}
          rows={5}
          maxLength={2000}
          required
        />
        {evidence(props, 'materials')}
        <Button>提出申诉</Button>
      </Form>
    </Section>
  )
}

function AppealDecisionForm(props: BreachFormProps) {
  const { typed, errors, breach } = props
  const lower: readonly Grade[] = breach.grade ? lowerGrades(breach.grade) : []
  return (
    <Section title="决定申诉">
      <Form {...action(props, 'review')}>
        <RadioGroup
          name="result"
          label="决定"
          options={options(appealResults).filter(({ value }) => value !== 'lowered' || lower.length > 0)}
          value={typed.result}
          error={errors.result}
          inline
          required
        />
        {lower.length > 0 && (
          <SelectField
            name="lowerGrade"
            label="减轻为"
            empty="不减轻"
            options={lower.map((grade) => ({ value: grade, label: gradeWords[grade] }))}
            value={typed.lowerGrade}
            error={errors.lowerGrade}
          />
        )}
        <TextArea
          name="appealReason"
          label="理由"
          value={typed.appealReason}
          error={errors.appealReason}
          rows={4}
          maxLength={1000}
          required
        />
        <Button>决定</Button>
      </Form>
    </Section>
  )
}
