import type { Context } from 'hono'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { isId } from '#platform/id.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { barChart } from '#ui/charts.ts'
import { urls } from '#urls.ts'
import { publishedLetter } from '../publishing/publications.ts'
import { sayConcern } from './same-concern.ts'
import { TopicPage } from './topic-page.tsx'
import { listTopics, readTopic, topicLetterPage, topicPlaces, topicTimes } from './topics.ts'
import { TopicsPage, topicsBreadcrumbs } from './topics-page.tsx'

/** What everybody may read of topics, from the masked rows alone. */
export const topicRoutes = routes()
  .get(urls.letterTopics(), async (c) => {
    const { db, config } = c.get('house')
    const { topics, next } = await listTopics(db, asking(c), c.req.query('after'))
    cacheable(c, { tags: ['topics', 'letters'], query: ['after'] })
    return page(
      c,
      '热点话题',
      <TopicsPage
        topics={topics}
        nextHref={next ? urls.letterTopics({ after: next }) : undefined}
        timeZone={config.timeZone}
      />,
      { breadcrumbs: topicsBreadcrumbs },
    )
  })

  .get(urls.letterTopicChart(':id'), async (c) => {
    const topic = await find(c)
    const narrow = c.req.query('narrow') === '1'
    const times = await topicTimes(c.get('house').db, topic.id)
    cacheable(c, { tags: [`topic:${topic.id}`, 'topics', 'letters'], query: ['narrow'] })
    const svg = barChart(
      { labels: times.map(({ label }) => label), values: times.map(({ letters }) => letters) },
      { theme: c.get('display'), narrow, height: 260 },
    )
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8', Vary: 'Cookie' })
  })

  .get(urls.letterTopic(':id'), async (c) => {
    const { db, config } = c.get('house')
    const topic = await find(c)
    const [times, places, { letters, next }] = await Promise.all([
      topicTimes(db, topic.id),
      topicPlaces(db, topic.id),
      topicLetterPage(db, topic.id, c.req.query('after')),
    ])
    cacheable(c, { tags: [`topic:${topic.id}`, 'topics', 'letters'], query: ['after'] })
    return page(
      c,
      topic.title,
      <TopicPage
        topic={topic}
        times={times}
        places={places}
        letters={letters}
        nextHref={next ? urls.letterTopic(topic.id, { after: next }) : undefined}
        timeZone={config.timeZone}
      />,
      { breadcrumbs: [...topicsBreadcrumbs, { href: urls.letterTopic(topic.id), label: topic.title }] },
    )
  })

  .post(urls.letterTopicConcern(':id'), async (c) => {
    const { id } = await find(c)
    return sayConcern(c, { type: 'topic', id }, { back: urls.letterTopic(id), tags: [`topic:${id}`] })
  })

  .post(urls.letterConcern(':number{\\d{15,}}'), async (c) => {
    const letter = await publishedLetter(c.get('house').db, c.req.param('number') ?? '')
    if (letter?.status !== 'published') throw notFound('来信')
    const { id, number } = letter
    return sayConcern(c, { type: 'letter', id }, { back: urls.letter(number), tags: [`letter:${number}`] })
  })

const asking = (c: Context<Env>) => {
  const { clock, config } = c.get('house')
  return { actor: c.get('actor'), isDesk: false, today: dateIn(config.timeZone, clock.now()) }
}

async function find(c: Context<Env>) {
  const id = c.req.param('id') ?? ''
  const topic = isId(id) ? await readTopic(c.get('house').db, asking(c), id) : null
  if (!topic) throw notFound('话题')
  return topic
}
