import {
  Badge,
  DataTable,
  DateText,
  DateTimeText,
  Disclosure,
  EmptyState,
  type NavItem,
  PageHeader,
  Section,
  Tabs,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { subjectWord } from '../subject.ts'
import { decisionWords, type ItemDecision, itemKindWords, type MeetingWithItems, type Member } from './conference.ts'
import type { Plan, PlanItem } from './plan.ts'

/** Of the whole of 在线访谈: what there is, what is planned, who decides. */
export const InterviewTabs = ({ year, at }: { year: number; at: 'interviews' | 'plan' | 'conference' }) => {
  const items: NavItem[] = [
    { href: urls.interviews(), label: '访谈', current: at === 'interviews' },
    { href: urls.interviewPlan(year), label: '年度计划', current: at === 'plan' },
    { href: urls.interviewConference(), label: '联席会议', current: at === 'conference' },
  ]
  return <Tabs label="在线访谈" items={items} />
}

export type PlanPageProps = {
  year: number
  /** That have a plan. */
  years: number[]
  thisYear: number
  versions: Plan[]
  items: PlanItem[]
  /** Interviews that carry out a line, by its key. */
  carried: Map<string, { number: string; title: string }>
  unitName: (id: string) => string
  timeZone: string
}

/** 年度计划: what is to be talked about when, how many letters asked for it, and how the plan was changed. */
export const PlanPage = ({ year, years, thisYear, versions, items, carried, unitName, timeZone }: PlanPageProps) => {
  const [now] = versions
  return (
    <>
      <PageHeader
        title={`${year} 年在线访谈计划`}
        lead="请哪个单位、什么时候、谈什么，由联席会议按群众来信的多少来定，定了就公布。"
        meta={
          now && (
            <span>
              第 {now.version} 版，
              <DateTimeText at={now.decidedAt} timeZone={timeZone} /> 决定
            </span>
          )
        }
      />
      <InterviewTabs year={thisYear} at="plan" />
      <DataTable
        caption={`${year} 年在线访谈计划`}
        captionHidden
        rows={items}
        rowKey={({ key }) => key}
        empty={
          <EmptyState title={`${year} 年还没有计划`}>
            <p>
              计划由<a href={urls.interviewConference()}>联席会议</a>决定，决定以后公布在这里。
            </p>
          </EmptyState>
        }
        columns={[
          { key: 'month', label: '月份', tight: true, cell: ({ month }) => `${month} 月` },
          {
            key: 'title',
            label: '题目',
            cell: ({ key, title }) => {
              const held = carried.get(key)
              return held ? <a href={urls.interview(held.number)}>{title}</a> : title
            },
          },
          { key: 'subject', label: '主题', tight: true, cell: ({ subject }) => subjectWord(subject) },
          { key: 'unit', label: '牵头单位', cell: ({ leadUnitId }) => unitName(leadUnitId) },
          { key: 'guest', label: '拟邀嘉宾', cell: ({ guest }) => guest },
          {
            key: 'letters',
            label: '近一年来信',
            numeric: true,
            cell: ({ letters, lettersTo }) => (letters === null ? '' : `${letters} 件（到 ${lettersTo}）`),
          },
        ]}
      />
      <p>来信的件数由系统在列入议程时数出，举报不在其中。一封信说了几件事，各算一件。</p>
      {years.some((other) => other !== year) && (
        <p>
          其他年份的计划：
          {years
            .filter((other) => other !== year)
            .map((other) => (
              <a key={other} class="plan-year" href={urls.interviewPlan(other)}>
                {other} 年
              </a>
            ))}
        </p>
      )}
      {versions.length > 1 && (
        <Section title="计划是怎么变的">
          <DataTable
            caption="计划的各个版本"
            captionHidden
            rows={versions}
            rowKey={({ version }) => String(version)}
            columns={[
              { key: 'version', label: '版本', tight: true, cell: ({ version }) => `第 ${version} 版` },
              {
                key: 'at',
                label: '决定时间',
                tight: true,
                cell: ({ decidedAt }) => <DateTimeText at={decidedAt} timeZone={timeZone} />,
              },
              { key: 'reason', label: '理由', cell: ({ reason }) => reason ?? '首次公布' },
            ]}
          />
        </Section>
      )}
    </>
  )
}

export type ConferencePageProps = {
  thisYear: number
  members: Member[]
  meetings: MeetingWithItems[]
  unitName: (id: string) => string
  timeZone: string
}

/** 联席会议: who sits in it, what was on each agenda, what was decided. */
export const ConferencePage = ({ thisYear, members, meetings, unitName, timeZone }: ConferencePageProps) => (
  <>
    <PageHeader
      title="“在线访谈”联席会议"
      lead="定全年谈什么、请谁来谈；群众来信里问得多的先谈。谁参加、议了什么、定了什么，都在这里。"
    />
    <InterviewTabs year={thisYear} at="conference" />
    <Section title="成员单位">
      <DataTable
        caption="成员单位"
        captionHidden
        rows={members}
        rowKey={({ id }) => id}
        empty={<EmptyState title="还没有登记成员单位">登记以后会列在这里。</EmptyState>}
        columns={[
          {
            key: 'unit',
            label: '单位',
            cell: ({ unitId, isConvenor }) => (
              <>
                {unitName(unitId)} {isConvenor && <Badge tone="info">召集单位</Badge>}
              </>
            ),
          },
          { key: 'since', label: '加入', tight: true, cell: ({ since }) => <DateText date={since} /> },
        ]}
      />
    </Section>
    <Section title="历次会议">
      {meetings.length === 0 && <EmptyState title="还没有开过会">会议通知和决定会列在这里。</EmptyState>}
      {meetings.map((meeting) => (
        <MeetingRecord key={meeting.id} {...{ meeting, unitName, timeZone }} />
      ))}
    </Section>
  </>
)

function MeetingRecord(props: { meeting: MeetingWithItems; unitName: (id: string) => string; timeZone: string }) {
  const { meeting, unitName, timeZone } = props
  const { title, heldAt, place, items, concludedAt, attendedUnitIds, planYear } = meeting
  return (
    <Disclosure
      summary={
        <>
          {title}（<DateTimeText at={heldAt} timeZone={timeZone} />，{concludedAt ? '已作出决定' : '会前公布议程'}）
        </>
      }
      open={!concludedAt}
    >
      <p>
        地点：{place}。关于 <a href={urls.interviewPlan(planYear)}>{planYear} 年的计划</a>。
      </p>
      {attendedUnitIds.length > 0 && <p>到会单位：{attendedUnitIds.map(unitName).join('、')}。</p>}
      <Agenda {...{ items, unitName }} caption={`${title}的议程`} />
    </Disclosure>
  )
}

export const Agenda = (props: {
  items: MeetingWithItems['items']
  unitName: (id: string) => string
  caption: string
}) => (
  <DataTable
    caption={props.caption}
    captionHidden
    rows={props.items}
    rowKey={({ id }) => id}
    empty={<p>议程还没有定。</p>}
    columns={[
      { key: 'position', label: '序号', tight: true, cell: ({ position }) => position },
      { key: 'kind', label: '种类', tight: true, cell: ({ kind }) => itemKindWords[kind] },
      {
        key: 'title',
        label: '议题',
        cell: ({ title, month, subject, leadUnitId, guest }) =>
          subject && leadUnitId
            ? `${title}（${month} 月，${subjectWord(subject)}，${props.unitName(leadUnitId)}，${guest}）`
            : title,
      },
      {
        key: 'letters',
        label: '近一年来信',
        numeric: true,
        cell: ({ letters }) => (letters === null ? '' : `${letters} 件`),
      },
      {
        key: 'decision',
        label: '决定',
        cell: ({ decision, decisionText }) =>
          decision
            ? `${decisionWords[decision as ItemDecision]}${decisionText ? `：${decisionText}` : ''}`
            : '等待会议决定',
      },
    ]}
  />
)
