import {
  Badge,
  Card,
  CardGrid,
  DateTimeText,
  EmptyState,
  KeyPager,
  type NavItem,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { InterviewTabs } from './conference/plan-pages.tsx'
import { type Interview, stateOf, stateWords } from './interview.ts'
import { subjectWord } from './subject.ts'

export const interviewBreadcrumbs: NavItem[] = [
  { href: urls.home(), label: '首页' },
  { href: urls.interviews(), label: '在线访谈' },
]

export type InterviewsPageProps = {
  coming: Interview[]
  past: Interview[]
  next: string | null
  isFirst: boolean
  thisYear: number
  unitName: (id: string) => string
  timeZone: string
}

/** 在线访谈: what is live or to come, then what was. */
export function InterviewsPage(props: InterviewsPageProps) {
  const { coming, past, next, isFirst, thisYear } = props
  return (
    <>
      <PageHeader
        title="在线访谈"
        lead="请部门负责人来回答社保、就业、教育等大家关心的事。事先、当场都可以提问；没来得及回答的，一件一件办到有答复。"
      />
      <InterviewTabs year={thisYear} at="interviews" />
      {isFirst && (
        <Section title="正在直播和接下来的">
          {coming.length === 0 ? (
            <EmptyState title="现在没有预告的访谈">
              <p>
                全年谈什么，看<a href={urls.interviewPlan(thisYear)}>年度计划</a>。有急事请写信或者拨打 12345。
              </p>
            </EmptyState>
          ) : (
            <Cards {...props} interviews={coming} />
          )}
        </Section>
      )}
      {past.length > 0 && (
        <Section title="往期">
          <Cards {...props} interviews={past} />
          {(next || !isFirst) && (
            <KeyPager
              shown={past.length}
              {...(next && { nextHref: urls.interviews({ before: next }) })}
              {...(!isFirst && { previousHref: urls.interviews() })}
            />
          )}
        </Section>
      )}
    </>
  )
}

const Cards = ({
  interviews,
  unitName,
  timeZone,
}: Pick<InterviewsPageProps, 'unitName' | 'timeZone'> & { interviews: Interview[] }) => (
  <CardGrid columns={2}>
    {interviews.map((one) => {
      const state = stateOf(one)
      return (
        <Card
          key={one.id}
          title={one.title}
          href={urls.interview(one.number)}
          meta={`${subjectWord(one.subject)} · ${unitName(one.leadUnitId)}`}
        >
          <p>
            <DateTimeText at={one.startsAt} timeZone={timeZone} />
          </p>
          <p>
            <Badge tone={state === 'live' ? 'good' : state === 'cancelled' ? 'warn' : 'neutral'}>
              {stateWords[state]}
            </Badge>
          </p>
        </Card>
      )
    })}
  </CardGrid>
)
