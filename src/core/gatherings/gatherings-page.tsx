import { Card, CardGrid, DateTimeText, EmptyState, type NavItem, PageHeader, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Gathering, kindWords } from './gathering.ts'

export const gatheringBreadcrumbs: NavItem[] = [
  { href: urls.home(), label: '首页' },
  { href: urls.gatherings(), label: '活动' },
]

export type GatheringsPageProps = {
  coming: Gathering[]
  past: Gathering[]
  registered: Map<string, number>
  unitName: (id: string) => string
  timeZone: string
}

/** 活动: what one can register for, and what there was. */
export function GatheringsPage({ coming, past, registered, unitName, timeZone }: GatheringsPageProps) {
  const cards = (all: Gathering[]) => (
    <CardGrid columns={2}>
      {all.map((one) => (
        <Card
          key={one.id}
          title={one.title}
          href={urls.gathering(one.number)}
          meta={`${kindWords[one.kind]} · ${unitName(one.unitId)}`}
        >
          <p>
            <DateTimeText at={one.startsAt} timeZone={timeZone} />，{one.place}
          </p>
          <p>{one.cancelledAt ? '已经取消' : `名额 ${one.seats} 人，已报名 ${registered.get(one.id) ?? 0} 人`}</p>
        </Card>
      ))}
    </CardGrid>
  )
  return (
    <>
      <PageHeader
        title="活动"
        lead="政务开放日、列席会议、座谈会：谁都可以报名。报名的人超过名额时随机抽取，不由人挑，人人可以核对。"
      />
      <Section title="接下来的">
        {coming.length === 0 ? (
          <EmptyState title="现在没有可以报名的活动">有了新活动，会出现在这里。</EmptyState>
        ) : (
          cards(coming)
        )}
      </Section>
      {past.length > 0 && <Section title="已经办过的">{cards(past)}</Section>}
    </>
  )
}
