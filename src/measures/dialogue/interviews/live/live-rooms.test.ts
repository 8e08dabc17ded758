import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endLastingAnswers } from '#platform/lasting-answers.ts'
import { type InterviewCity, interviewCity } from '../../../../../test/interview-city.ts'
import { liveRooms } from './live-rooms.ts'

let city: InterviewCity
let number = ''

beforeAll(async () => {
  city = await interviewCity()
  number = await city.announce()
  city.at('2026-11-25T10:00')
  await city.does('bianji', number, 'opening')
})
afterAll(async () => {
  endLastingAnswers(city.house)
  await city.close()
})

const say = async (words: string) => {
  const answer = await city.does('bianji', number, 'entries', {
    speaker: '主持人',
    words,
    pictureWords: '',
    link: '',
    corrects: '',
  })
  expect(answer.status).toBe(303)
}

type Event = { id: number; html: string }

/** Reads events of a stream until there are so many; whoever does not call `next` reads nothing. */
function eventsOf(response: Response) {
  const reader = response.body?.getReader()
  if (!reader) throw new Error(`no stream: ${response.status}`)
  const decoder = new TextDecoder()
  const events: Event[] = []
  let text = ''
  let isOver = false
  return {
    events,
    isOver: () => isOver,
    until: async (many: number): Promise<Event[]> => {
      while (events.length < many && !isOver) {
        const { done, value } = await reader.read()
        isOver = done
        text += decoder.decode(value, { stream: true })
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const [, id, data] = /^id: (\d+)\nevent: \w+\ndata: (.*)$/s.exec(text.slice(0, end)) ?? []
          if (id && data) events.push({ id: Number(id), html: JSON.parse(data) })
          text = text.slice(end + 2)
        }
      }
      return events
    },
    leave: () => reader.cancel(),
  }
}

const open = async (headers: Record<string, string> = {}, app = city.house.app) =>
  eventsOf(await app.request(`/interviews/${number}/live`, { headers }))

test('a reader gets what was said and what is said, in order, with the headers that no proxy holds back', async () => {
  const response = await city.house.app.request(`/interviews/${number}/live`, {
    headers: { 'Accept-Encoding': 'gzip' },
  })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  for (const name of ['set-cookie', 'content-encoding']) expect(response.headers.get(name)).toBeNull()
  const reader = eventsOf(response)
  expect((await reader.until(1))[0]?.html).toContain('访谈开始')
  await say('欢迎各位网友 <script>alert(1)</script>')
  const [, second] = await reader.until(2)
  expect(second).toMatchObject({ id: 2 })
  expect(second?.html).toContain('&lt;script')
  await reader.leave()
})

test('whoever comes back is given what is missing, nothing twice', async () => {
  await say('第三条')
  const back = await open({ 'Last-Event-ID': '2' })
  expect((await back.until(1)).map(({ id }) => id)).toEqual([3])
  await say('第四条')
  expect((await back.until(2)).map(({ id }) => id)).toEqual([3, 4])
  await back.leave()
  const byAddress = eventsOf(await city.house.app.request(`/interviews/${number}/live?after=3`))
  expect((await byAddress.until(1)).map(({ id }) => id)).toEqual([4])
  await byAddress.leave()
  for (const odd of ['-1', '1e99', 'x', '99999']) {
    const reader = await open({ 'Last-Event-ID': odd })
    await reader.leave()
  }
})

test('a question that nobody has passed is in no stream; one that was passed is as it was passed', async () => {
  const reader = await open({ 'Last-Event-ID': '4' })
  await city.ask(number, { body: '我叫秦可贞，电话15477712345，物业费怎么定？', name: '秦可贞', phone: '15477712345' })
  await city.pass(number, 1, { name: '秦女士', body: '物业费怎么定？' })
  await city.does('bianji', number, 'questions/1/asking')
  const [event] = await reader.until(1)
  expect(event?.html).toContain('秦女士')
  for (const words of ['秦可贞', '15477712345']) expect(event?.html).not.toContain(words)
  await reader.leave()
})

test('a reader of another process hears the same; one transaction rolled back is heard by nobody', async () => {
  const other = city.process()
  const here = await open({ 'Last-Event-ID': '5' })
  const there = await open({ 'Last-Event-ID': '5' }, other.app)
  await city.house.db
    .transaction(async (tx) => {
      await tx.execute(sql`insert into interview_entries (interview_id, seq, kind, speaker, words, at, by)
        select id, 6, 'words', '主持人', '没有发生的事', now(), announced_by from interviews where number = ${number}`)
      await tx.execute(sql`select pg_notify('interviews_live', id::text) from interviews where number = ${number}`)
      throw new Error('rolled back')
    })
    .catch(() => {})
  await say('第六条')
  for (const reader of [here, there]) {
    const [event] = await reader.until(1)
    expect(event).toMatchObject({ id: 6 })
    expect(event?.html).toContain('第六条')
  }
  // The connection that listens is cut: what was said meanwhile is read when it is back.
  await city.house.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'yangguang-interviews' and datname = current_database()`,
  )
  await say('断线时说的')
  for (const reader of [here, there]) expect((await reader.until(2)).map(({ id }) => id)).toEqual([6, 7])
  // The other process leaves: its reader is let go and goes on here.
  endLastingAnswers(other)
  await there.until(99)
  expect(there.isOver()).toBe(true)
  await here.leave()
  await other.db.$client.end()
}, 30_000)

test('a slow reader holds up nobody, costs little, and misses nothing', async () => {
  const slow = await open({ 'Last-Event-ID': '7' })
  const quick = await open({ 'Last-Event-ID': '7' })
  const long = '慢慢说。'.repeat(490)
  for (let at = 0; at < 12; at++) await say(`${at}：${long}`)
  expect((await quick.until(12)).length).toBe(12)
  // Twelve times six kilobytes were said; of them no more than the limit and one entry wait.
  expect(liveRooms(city.house).waiting).toBeLessThan(16 * 1024 + 8 * 1024)
  expect((await slow.until(12)).map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, at) => at + 8))
  await slow.leave()
  await quick.leave()
})

test('the end is told, ends every stream, and tells a browser not to come back', async () => {
  const readers = await Promise.all(Array.from({ length: 20 }, () => open({ 'Last-Event-ID': '19' })))
  expect((await city.does('bianji', number, 'closing')).status).toBe(303)
  for (const reader of readers) {
    const events = await reader.until(2)
    expect(events.map(({ html }) => html).join()).toContain('访谈结束')
    expect(reader.isOver()).toBe(true)
  }
  expect((await city.anybody(`/interviews/${number}/live`)).status).toBe(204)
  expect((await city.anybody('/interviews/202611230000019/live')).status).toBe(404)
})

test('one address has so many readers and no more; before its time there is no stream', async () => {
  const next = await city.announce({ day: '2026-11-26', title: '下一场访谈的题目' })
  expect((await city.anybody(`/interviews/${next}/live`)).status).toBe(204)
  city.at('2026-11-26T09:45')
  const readers = []
  for (let at = 0; at < 200; at++) {
    const response = await city.house.app.request(`/interviews/${next}/live`)
    expect(response.status).toBe(200)
    readers.push(eventsOf(response))
  }
  const refused = await city.house.app.request(`/interviews/${next}/live`)
  expect(refused.status).toBe(429)
  expect(await refused.text()).toContain('现在看直播的人太多了')
  for (const reader of readers) await reader.leave()
  const again = await city.house.app.request(`/interviews/${next}/live`)
  expect(again.status).toBe(200)
  await again.body?.cancel()
})
