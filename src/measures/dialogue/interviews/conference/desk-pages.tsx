import {
  Button,
  DataTable,
  DateField,
  DateTimeText,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  type Option,
  type OptionGroup,
  PageHeader,
  Section,
  SelectField,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { MeetingWithItems, Member } from './conference.ts'
import { meetingFields } from './conference-forms.ts'

export type Filled = { typed: Record<string, string>; errors: FieldErrors; formKey: string }
export type Units = (Option | OptionGroup)[]

export type DeskConferenceProps = Filled & {
  members: Member[]
  meetings: MeetingWithItems[]
  units: Units
  unitName: (id: string) => string
  timeZone: string
}

export const DeskConferencePage = (props: DeskConferenceProps) => {
  const { members, meetings, units, unitName, timeZone, typed, errors, formKey } = props
  return (
    <>
      <PageHeader
        title="联席会议"
        lead="成员单位、会议、年度计划。会议的议程和决定、计划的每一版都对外公布。"
        actions={
          <>
            <LinkButton href={urls.newDeskMeeting()} keys="n">
              召集会议
            </LinkButton>
            <LinkButton href={urls.interviewConference()} variant="secondary">
              看公开的页面
            </LinkButton>
          </>
        }
      />
      <ErrorSummary errors={errorList(errors, ['unit'])} />
      <Section title="会议">
        <DataTable
          caption="会议"
          captionHidden
          rows={meetings}
          rowKey={({ id }) => id}
          rowHref={({ id }) => urls.deskMeeting(id)}
          empty={<EmptyState title="还没有会议">先登记成员单位，再召集会议。</EmptyState>}
          columns={[
            { key: 'title', label: '会议', cell: ({ title }) => title },
            {
              key: 'at',
              label: '时间',
              tight: true,
              cell: ({ heldAt }) => <DateTimeText at={heldAt} timeZone={timeZone} />,
            },
            { key: 'items', label: '议题', numeric: true, cell: ({ items }) => items.length },
            {
              key: 'state',
              label: '情况',
              tight: true,
              cell: ({ concludedAt }) => (concludedAt ? '已作出决定' : '等待开会'),
            },
          ]}
        />
      </Section>
      <Section title="成员单位">
        <DataTable
          caption="成员单位"
          captionHidden
          rows={members}
          rowKey={({ id }) => id}
          empty={<p>还没有成员单位。第一个登记的人所在的单位就是召集单位。</p>}
          columns={[
            { key: 'unit', label: '单位', cell: ({ unitId }) => unitName(unitId) },
            {
              key: 'act',
              label: '情况',
              cell: ({ unitId, isConvenor }) =>
                isConvenor ? (
                  '召集单位'
                ) : (
                  <Form action={urls.deskConferenceMembers()} formKey={formKey}>
                    <HiddenField name="leaves" value={unitId} />
                    <Button variant="quiet" size="small">
                      退出
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
        <Form action={urls.deskConferenceMembers()} formKey={formKey}>
          <SelectField
            name="unit"
            label="增加成员单位"
            empty="请选择"
            options={units}
            value={typed.unit}
            error={errors.unit}
            required
          />
          <Button variant="secondary">增加</Button>
        </Form>
      </Section>
    </>
  )
}

export const NewMeetingPage = ({ typed, errors, formKey }: Filled) => (
  <>
    <PageHeader title="召集会议" lead="会议的时间、地点和议程马上公布，决定在开会以后记录。" />
    <ErrorSummary errors={errorList(errors, meetingFields)} />
    <Form action={urls.newDeskMeeting()} formKey={formKey}>
      <TextField
        name="title"
        label="会议名称"
        hint="例如：2027年第一次在线访谈联席会议"
        value={typed.title}
        error={errors.title}
        width="wide"
        required
      />
      <TextField
        name="planYear"
        label="哪一年的计划"
        inputMode="numeric"
        value={typed.planYear}
        error={errors.planYear}
        width="short"
        required
      />
      <DateField name="day" label="开会日期" value={typed.day} error={errors.day} required />
      <TextField
        name="time"
        label="几点"
        hint="例如 9:30"
        value={typed.time}
        error={errors.time}
        width="short"
        required
      />
      <TextField name="place" label="地点" value={typed.place} error={errors.place} width="wide" required />
      <Button>召集</Button>
    </Form>
  </>
)
