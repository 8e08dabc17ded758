import {
  Button,
  CheckboxGroup,
  DataTable,
  DateTimeText,
  ErrorSummary,
  errorList,
  Fieldset,
  Form,
  LinkButton,
  PageHeader,
  RadioGroup,
  Section,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { subjectOptions, subjectWord } from '../subject.ts'
import { itemKindWords, type MeetingWithItems, type Member } from './conference.ts'
import { itemFields, itemKindOptions } from './conference-forms.ts'
import type { Demand } from './demand.ts'
import type { Filled, Units } from './desk-pages.tsx'
import type { Plan, PlanItem } from './plan.ts'
import { Agenda } from './plan-pages.tsx'

export type MeetingPageProps = Filled & {
  meeting: MeetingWithItems
  members: Member[]
  demand: Demand[]
  plan: (Plan & { items: PlanItem[] }) | null
  units: Units
  names: { unit: (id: string) => string; class: (id: string) => string; division: (code: string) => string }
  isHeld: boolean
  timeZone: string
}

/** One meeting at the desk: what letters ask for beside the agenda, then what was decided. */
export function MeetingPage(props: MeetingPageProps) {
  const { meeting, demand, names, errors, isHeld, timeZone } = props
  return (
    <>
      <PageHeader
        title={meeting.title}
        lead={`${meeting.place} · 关于 ${meeting.planYear} 年的计划`}
        meta={<DateTimeText at={meeting.heldAt} timeZone={timeZone} />}
        actions={
          <LinkButton href={urls.interviewConference()} variant="secondary">
            看公开的页面
          </LinkButton>
        }
      />
      <ErrorSummary
        errors={errorList(errors, [
          ...itemFields,
          'attended',
          ...meeting.items.map(({ position }) => `decision${position}`),
          'reason',
        ])}
      />
      <Section title="议程">
        <Agenda items={meeting.items} unitName={names.unit} caption="议程" />
      </Section>
      {!meeting.concludedAt && (
        <>
          <DemandTable demand={demand} names={names} meetingId={meeting.id} />
          <ItemForm {...props} />
          {isHeld && meeting.items.length > 0 && <ConclusionForm {...props} />}
        </>
      )}
    </>
  )
}

const partWords = (parts: { key: string; letters: number }[], word: (key: string) => string): string =>
  parts
    .slice(0, 3)
    .map(({ key, letters }) => `${word(key)} ${letters}`)
    .join('，')

const DemandTable = (props: { demand: Demand[]; names: MeetingPageProps['names']; meetingId: string }) => (
  <Section title="近一年群众来信问得最多的">
    <DataTable
      caption="近一年的来信，按主题"
      captionHidden
      rows={props.demand}
      rowKey={({ subject }) => subject}
      rowHref={({ subject }) => `${urls.deskMeeting(props.meetingId, subject)}#kind`}
      empty={<p>近一年没有来信。</p>}
      columns={[
        { key: 'subject', label: '主题', cell: ({ subject }) => subjectWord(subject) },
        { key: 'letters', label: '来信', numeric: true, cell: ({ letters }) => letters },
        { key: 'published', label: '已公开答复', numeric: true, cell: ({ published }) => published },
        { key: 'classes', label: '类别', cell: ({ classes }) => partWords(classes, props.names.class) },
        { key: 'divisions', label: '地点', cell: ({ divisions }) => partWords(divisions, props.names.division) },
        { key: 'unit', label: '办得最多的单位', cell: ({ unitId }) => (unitId ? props.names.unit(unitId) : '') },
      ]}
    />
    <p>件数由系统按信里的词数出来，举报不在其中；点主题就填进下面的议题。</p>
  </Section>
)

function ItemForm({ meeting, demand, plan, units, typed, errors, formKey }: MeetingPageProps) {
  const asked = demand.find(({ subject }) => subject === typed.subject)
  const kinds = itemKindOptions.filter((kind) => plan || kind === 'add' || kind === 'other')
  return (
    <Section title="增加议题">
      <Form action={urls.deskMeetingAct(meeting.id, 'items')} formKey={formKey}>
        <RadioGroup
          name="kind"
          label="种类"
          options={kinds.map((value) => ({ value, label: itemKindWords[value] }))}
          value={typed.kind ?? 'add'}
          error={errors.kind}
          inline
          required
        />
        {plan && (
          <SelectField
            name="planKey"
            label="计划里的哪一场"
            hint="调整、取消时选择"
            empty="不选"
            options={plan.items.map(({ key, month, title }) => ({ value: key, label: `${month} 月：${title}` }))}
            value={typed.planKey}
            error={errors.planKey}
          />
        )}
        <TextField
          name="title"
          label="题目"
          value={typed.title}
          error={errors.title}
          width="wide"
          optionalMark={false}
        />
        <Fieldset legend="列入或者调整计划时填写">
          <TextField
            name="month"
            label="月份"
            inputMode="numeric"
            value={typed.month}
            error={errors.month}
            width="short"
            optionalMark={false}
          />
          <SelectField
            name="subject"
            label="主题"
            hint={asked && `近一年来信 ${asked.letters} 件`}
            empty="请选择"
            options={subjectOptions}
            value={typed.subject}
            error={errors.subject}
            optionalMark={false}
          />
          <SelectField
            name="leadUnit"
            label="牵头单位"
            empty="请选择"
            options={units}
            value={typed.leadUnit ?? asked?.unitId ?? ''}
            error={errors.leadUnit}
            optionalMark={false}
          />
          <TextField
            name="guest"
            label="拟邀嘉宾"
            hint="职务，例如：市医保局主要负责人"
            value={typed.guest}
            error={errors.guest}
            width="wide"
            optionalMark={false}
          />
        </Fieldset>
        <Button>列入议程</Button>
      </Form>
    </Section>
  )
}

function ConclusionForm({ meeting, members, plan, names, typed, errors, formKey }: MeetingPageProps) {
  return (
    <Section title="记录决定">
      <p>记录以后不能再改；通过的议题马上成为{plan ? '计划的新一版' : '全年的计划'}，对外公布。</p>
      <Form action={urls.deskMeetingAct(meeting.id, 'conclusion')} formKey={formKey}>
        <CheckboxGroup
          name="attended"
          label="到会单位"
          options={members.map(({ unitId }) => ({ value: unitId, label: names.unit(unitId) }))}
          values={typed.attended?.split(' ') ?? []}
          error={errors.attended}
          required
        />
        {meeting.items.map(({ position, title }) => (
          <Fieldset key={position} legend={`${position}. ${title}`}>
            <RadioGroup
              name={`decision${position}`}
              label="决定"
              options={[
                { value: 'accepted', label: '通过' },
                { value: 'declined', label: '没有通过' },
              ]}
              value={typed[`decision${position}`] ?? ''}
              error={errors[`decision${position}`]}
              inline
              required
            />
            <TextField name={`text${position}`} label="怎么定的" value={typed[`text${position}`]} width="wide" />
          </Fieldset>
        ))}
        {plan && (
          <TextArea
            name="reason"
            label="为什么调整计划"
            hint="会和新一版计划一起公布"
            rows={2}
            value={typed.reason}
            error={errors.reason}
          />
        )}
        <Button>记录决定</Button>
      </Form>
    </Section>
  )
}
