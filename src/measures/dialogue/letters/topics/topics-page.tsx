import {
  Alert,
  Badge,
  Card,
  DateTimeText,
  EmptyState,
  formatCount,
  KeyPager,
  LinkButton,
  type NavItem,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { leastLetters } from './topic.ts'
import type { ListedTopic } from './topics.ts'

export const topicsBreadcrumbs: NavItem[] = [
  { href: urls.home(), label: '首页' },
  { href: urls.letters(), label: '来信公开' },
  { href: urls.letterTopics(), label: '热点话题' },
]

type Props = { topics: ListedTopic[]; nextHref?: string; timeZone: string }

/** 热点话题：what many write about, and who answers for the whole. */
export function TopicsPage({ topics, nextHref, timeZone }: Props) {
  return (
    <>
      <PageHeader
        title="热点话题"
        lead="许多人写信说同一类事，合在一起看，由一个单位统一答复。"
        actions={
          <LinkButton href={urls.letters()} variant="secondary">
            看来信
          </LinkButton>
        }
      />
      {topics.length === 0 ? (
        <EmptyState title="还没有热点话题">同一类事公开的来信满 {leastLetters} 封，会出现在这里。</EmptyState>
      ) : (
        <Section title="按热度">
          <ul class="letter-list">
            {topics.map((topic) => (
              <li key={topic.id}>
                <Card
                  title={topic.title}
                  href={urls.letterTopic(topic.id)}
                  headingLevel={2}
                  meta={topic.answeredAt ? <Badge tone="good">已统一答复</Badge> : <Badge>待答复</Badge>}
                >
                  <p>
                    公开来信 {formatCount(topic.letters)} 封，{growthWords(topic)}
                    {topic.same > 0 && `；${formatCount(topic.same)} 人次说也有这个问题`}。
                  </p>
                  <p>
                    <small>
                      {topic.unitName ? `答复单位：${topic.unitName}` : '答复单位待指定'}
                      {topic.answeredAt && (
                        <>
                          ，<DateTimeText at={topic.answeredAt} timeZone={timeZone} />
                        </>
                      )}
                    </small>
                  </p>
                </Card>
              </li>
            ))}
          </ul>
          <KeyPager shown={topics.length} nextHref={nextHref} />
        </Section>
      )}
      <Alert tone="info" title="话题是怎么来的？">
        <p>
          由电脑按用词把已经公开、隐去个人信息的来信归到一起，满 {leastLetters}{' '}
          封才列出（本市自定）；举报和没有公开的来信一律不算。按最近 12
          周的来信和“我也有这个问题”的次数排列。归错了请点页面底部“我要纠错”。
        </p>
      </Alert>
    </>
  )
}

/** 近 4 周 6 封，前 4 周 2 封 */
export const growthWords = ({ recent, before }: Pick<ListedTopic, 'recent' | 'before'>): string =>
  `近 4 周 ${formatCount(recent)} 封，前 4 周 ${formatCount(before)} 封`
