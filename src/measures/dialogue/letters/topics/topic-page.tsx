import {
  Alert,
  Card,
  Chart,
  DataTable,
  DateText,
  DateTimeText,
  Disclosure,
  formatCount,
  KeyPager,
  LinkButton,
  PageHeader,
  Prose,
  Section,
  StatFigure,
  StatRow,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { SameConcernForm } from './same-concern-form.tsx'
import type { Counted, ListedTopic, TopicAnswer, TopicLetter } from './topics.ts'

type Props = {
  topic: ListedTopic & { answers: TopicAnswer[] }
  times: Counted[]
  places: Counted[]
  letters: TopicLetter[]
  nextHref?: string
  timeZone: string
}

/** One topic: how it grew, where, who says what to it, and the letters themselves. */
export function TopicPage({ topic, times, places, letters, nextHref, timeZone }: Props) {
  return (
    <>
      <PageHeader title={topic.title} lead={`来信里常见的词：${topic.words.join('、')}`} />
      <Answer topic={topic} timeZone={timeZone} />
      <StatRow>
        <StatFigure
          label="公开的来信"
          value={formatCount(topic.letters)}
          unit="封"
          formula="现在公开着、归到这个话题的来信。"
        />
        <StatFigure
          label="近 4 周"
          value={formatCount(topic.recent)}
          unit="封"
          delta={`前 4 周 ${formatCount(topic.before)} 封`}
          deltaTone={topic.recent > topic.before ? 'warn' : 'neutral'}
          formula="按来信的那一周算，最近 28 天和再往前 28 天。"
        />
        <StatFigure
          label="也有这个问题"
          value={formatCount(topic.same)}
          unit="人次"
          formula="在这个话题和它的来信上点“我也有这个问题”的次数，同一个网络地址一天只记一次。"
        />
      </StatRow>
      <SameConcernForm action={urls.letterTopicConcern(topic.id)} count={topic.same} />
      <Section title="什么时候写来的" id="time">
        <Chart
          src={urls.letterTopicChart(topic.id)}
          narrowSrc={urls.letterTopicChart(topic.id, true)}
          alt={`“${topic.title}”的来信件数，按时间`}
          table={{
            caption: '来信件数',
            columns: ['时间', '件数'],
            rows: times.map((item) => [item.label, item.letters]),
          }}
        />
      </Section>
      <Section title="从哪里来" id="places">
        <DataTable
          caption="各地来信"
          captionHidden
          rows={places}
          rowKey={(place) => place.label}
          columns={[
            { key: 'place', label: '地点', cell: (place) => place.label },
            { key: 'letters', label: '来信', tight: true, cell: (place) => `${formatCount(place.letters)} 封` },
          ]}
        />
      </Section>
      <Section title="这些来信" id="letters">
        <DataTable
          caption="话题里的来信"
          captionHidden
          rows={letters}
          rowKey={(letter) => letter.id}
          rowHref={(letter) => urls.letter(letter.number)}
          columns={[
            { key: 'title', label: '标题', cell: (letter) => letter.title },
            { key: 'place', label: '地点', cell: (letter) => letter.divisionName },
            { key: 'unit', label: '答复单位', cell: (letter) => letter.unitName },
            { key: 'week', label: '来信当周', tight: true, cell: (letter) => <DateText date={letter.askedWeek} /> },
          ]}
        />
        <KeyPager shown={letters.length} nextHref={nextHref} />
      </Section>
      <div class="page-actions">
        <LinkButton href={urls.newLetter()}>我要写信</LinkButton>
        <LinkButton href={urls.letterTopics()} variant="secondary">
          看其他话题
        </LinkButton>
      </div>
    </>
  )
}

function Answer({ topic, timeZone }: Pick<Props, 'topic' | 'timeZone'>) {
  const latest = topic.answers.at(-1)
  if (!latest) {
    return (
      <Alert tone="info" title={topic.unitName ? `由${topic.unitName}统一答复` : '还没有指定答复单位'}>
        <p>统一答复公开后会出现在这里；每封来信各自的答复，请点下面的标题看。</p>
      </Alert>
    )
  }
  return (
    <>
      <Card
        title={`${latest.unitName}的统一答复`}
        tone="sun"
        meta={latest.publishedAt && <DateTimeText at={latest.publishedAt} timeZone={timeZone} />}
      >
        <Prose plain={latest.body} />
        {latest.version > 1 && (
          <p>
            <small>
              第 {latest.version} 版。更正说明：{latest.ground}
            </small>
          </p>
        )}
      </Card>
      {topic.answers.length > 1 && (
        <Disclosure summary={`以前的版本（${topic.answers.length - 1}）`}>
          {topic.answers
            .slice(0, -1)
            .toReversed()
            .map((answer) => (
              <Card
                key={answer.id}
                title={`第 ${answer.version} 版`}
                meta={answer.publishedAt && <DateTimeText at={answer.publishedAt} timeZone={timeZone} />}
              >
                <Prose plain={answer.body} />
              </Card>
            ))}
        </Disclosure>
      )}
    </>
  )
}
