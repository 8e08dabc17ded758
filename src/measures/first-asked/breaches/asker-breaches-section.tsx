import { Card, DateText, DateTimeText, DescriptionList, LinkButton, PlainText, Section, StateBadge } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { AskerBreach } from './asker-breaches.ts'
import { type BreachState, breachKinds } from './words.ts'

/** 您反映的问题, on the page by which whoever asked follows their matter. */
export function AskerBreachesSection({ breaches }: { breaches: readonly AskerBreach[] }) {
  if (breaches.length === 0) return null
  return (
    <Section title="您反映的问题">
      {breaches.map((breach) => (
        <Card
          key={breach.id}
          title={`${breachKinds[breach.kind]} · ${breach.unit}`}
          icon="flag"
          headingLevel={3}
          meta={
            <>
              <StateBadge {...stateFor(breach)} /> <DateTimeText at={breach.at} />
            </>
          }
        >
          <PlainText text={breach.complaint} />
          <DescriptionList
            items={[
              {
                label: '最迟告诉您是否受理',
                value: breach.state === 'raised' && breach.dueOn && <DateText date={breach.dueOn} />,
              },
              { label: '不受理的理由', value: breach.declined },
              { label: '核查结果', value: breach.finding },
              { label: '对您的答复', value: breach.answer },
            ]}
          />
        </Card>
      ))}
    </Section>
  )
}

function stateFor({ state, finding }: AskerBreach): { state: string; tone: 'sun' | 'neutral' | 'good' | 'info' } {
  if (state === 'raised') return { state: '已收到', tone: 'sun' }
  if (state === 'declined') return { state: '没有受理', tone: 'neutral' }
  return finding ? { state: '有结果了', tone: 'good' } : { state: waitingWord(state), tone: 'info' }
}

const waitingWord = (state: BreachState): string => (state === 'decided' ? '已有决定，正在告知' : '正在核查')

export const ComplaintLink = ({ number }: { number: string }) => (
  <LinkButton href={urls.followComplaint(number)} variant="secondary" icon="flag">
    反映首问责任没落实
  </LinkButton>
)
