import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLedger, publishEntries } from '#core/ledger/index.ts'
import { importLetters } from '#measures/dialogue/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'
import { letterPublications } from '../tables.ts'
import { groupLetters } from './group-letters.ts'
import { letterTopics, sameConcerns, topicLetters } from './tables.ts'
import { checkTopics } from './topics.ts'

let desk: DeskOfTests

const noise = [
  '三线新村广场上跳舞的音响噪音扰民，夜里十点还在放，孩子没法写作业。',
  '凤凰小区广场音响噪音扰民，一放就是两个钟头，老人睡不着。',
  '滨江公园广场的音响噪音扰民，连续一周到凌晨，请管一管。',
  '木棉佳苑外面广场音响噪音扰民，唱歌唱到凌晨，报警也没有用。',
  '新华街广场音响噪音扰民，劝过还是一样，声音越开越大。',
  '人民街广场音响噪音扰民，从早到晚震得墙都在抖。',
]
const others = [
  '公积金贷款额度怎么计算，首付要交多少？',
  '芒果种植保险怎么买，今年保费补贴多少？',
  '疫苗接种点几点开门？',
]

async function importAll(bodies: readonly string[], from: number): Promise<void> {
  async function* lines() {
    for (const [at, body] of bodies.entries())
      yield JSON.stringify({
        id: from + at,
        title: body.slice(0, 14),
        body,
        writtenAt: `2026-11-${String(2 + at).padStart(2, '0')}T09:30:00+08:00`,
        reply: '您好，经核实已经处理，今后每周巡查，感谢您的来信。',
        repliedAt: '2026-11-20T15:00:00+08:00',
        class: 'help',
        unit: '市住房城乡建设局',
      })
  }
  const report = await importLetters(desk.house, lines())
  if (report.filed !== bodies.length) throw new Error(JSON.stringify(report))
}

const topicOf = async (letters: number): Promise<string> => {
  const [topic] = await desk.house.db.select().from(letterTopics).where(eq(letterTopics.letters, letters))
  if (!topic) throw new Error(`no topic of ${letters}`)
  return topic.id
}
const read = async (path: string) => (await desk.house.app.request(path, { headers: { Accept: 'text/html' } })).text()
const statusOf = async (path: string) => (await desk.house.app.request(path)).status
const tap = (path: string) =>
  desk.house.app.request(path, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', Accept: 'text/html' },
    body: new FormData(),
  })

beforeAll(async () => {
  desk = await deskOfTests()
  await importAll([...noise.slice(0, 4), ...others], 1)
  await groupLetters(desk.house)
})
afterAll(() => desk.close())

describe('热点话题', () => {
  test('letters about one thing come together; four are not shown to the public, five are', async () => {
    const id = await topicOf(4)
    expect(await statusOf(`/letters/topics/${id}`)).toBe(404)
    expect(await read('/letters/topics')).toContain('还没有热点话题')
    expect((await tap(`/letters/topics/${id}/same-concern`)).status).toBe(404)
    await importAll(noise.slice(4), 20)
    expect(await groupLetters(desk.house)).toBe(2)
    expect(await topicOf(6)).toBe(id)
    expect(await desk.house.db.$count(topicLetters)).toBe(9)
    const list = await read('/letters/topics')
    expect(list).toContain('公开来信 6 封')
    expect(list).toContain('噪音')
    const page = await read(`/letters/topics/${id}`)
    expect(page).toContain('还没有指定答复单位')
    expect(page).toContain('从哪里来')
    for (const body of noise) expect(page).toContain(body.slice(0, 14))
    const chart = await desk.house.app.request(`/letters/topics/${id}/time.svg`)
    expect(chart.headers.get('Content-Type')).toContain('image/svg+xml')
    expect(await checkTopics(desk.house.db)).toEqual([])
    // Again: nothing is counted twice.
    expect(await groupLetters(desk.house, { all: true })).toBe(0)
  })

  test('a dispatcher names it and the unit; one drafts, another publishes, it stands in the record and on every letter', async () => {
    const id = await topicOf(6)
    const at = `/desk/topics/${id}`
    expect((await desk.get('wenlv.chengban1', at)).status).toBe(404)
    expect((await desk.get('chengban', at)).status).toBe(404)
    expect((await desk.get('bianji', '/desk/topics')).status).toBe(403)
    const named = { title: '夜间噪音扰民', unit: 'zjj' }
    expect((await desk.post('lingdao', `${at}/naming`, named)).status).toBe(403)
    expect((await desk.post('paidan', `${at}/naming`, { ...named, title: '噪' })).status).toBe(422)
    expect((await desk.post('paidan', `${at}/naming`, { ...named, unit: '没有的局' })).status).toBe(422)
    expect((await desk.post('paidan', `${at}/naming`, named)).status).toBe(303)
    expect(await read(`/letters/topics/${id}`)).toMatch(/由[^<]*住房和城乡建设局统一答复/)

    const body = '夜间二十二时以后施工须有证明并提前公告，违者依法处罚；十二月起每晚联合巡查，值守电话0812-3333333。'
    expect((await desk.post('chengban', `${at}/draft`, { body: '好' })).status).toBe(422)
    expect((await desk.post('chengban', `${at}/draft`, { body })).status).toBe(303)
    expect(await read(`/letters/topics/${id}`)).not.toContain('每晚联合巡查')
    expect((await desk.post('chengban', `${at}/answer`)).status).toBe(403)
    expect((await desk.post('fuzeren', `${at}/answer`)).status).toBe(303)
    expect(await read(`/letters/topics/${id}`)).toContain('每晚联合巡查')
    const [letter] = await desk.house.db
      .select({ number: letterPublications.number })
      .from(letterPublications)
      .innerJoin(topicLetters, eq(topicLetters.publicationId, letterPublications.id))
      .where(eq(topicLetters.topicId, id))
    expect(await read(`/letters/${letter?.number}`)).toContain('热点话题：夜间噪音扰民')

    // The head corrects and may not publish that alone.
    const corrected = { body: body.replace('十二月', '十一月'), ground: '巡查开始的月份写错了' }
    expect((await desk.post('fuzeren', `${at}/draft`, { body: corrected.body })).status).toBe(422)
    expect((await desk.post('fuzeren', `${at}/draft`, corrected)).status).toBe(303)
    expect((await desk.post('fuzeren', `${at}/answer`)).status).toBe(422)
    expect((await desk.post('chengban', `${at}/draft`, corrected)).status).toBe(303)
    expect((await desk.post('fuzeren', `${at}/answer`)).status).toBe(303)
    const page = await read(`/letters/topics/${id}`)
    expect(page).toContain('十一月起每晚联合巡查')
    expect(page).toContain('巡查开始的月份写错了')
    expect(page).toContain('以前的版本（1）')
    await publishEntries(desk.house)
    const { rows } = await desk.house.db.execute<{ type: string }>(
      sql`select type from ledger_entries where subject_type = 'letterTopic' and leaf_index is not null order by version`,
    )
    expect(rows.map(({ type }) => type)).toEqual(['letterTopic.answered', 'letterTopic.corrected'])
    expect(await checkLedger(desk.house)).toEqual([])
    expect(await checkTopics(desk.house.db)).toEqual([])
  })

  test('我也有这个问题: one tap without account or cookie, once a day for an address, shown and part of the heat', async () => {
    const id = await topicOf(6)
    const page = await desk.house.app.request(`/letters/topics/${id}`, { headers: { Accept: 'text/html' } })
    expect(page.headers.get('Set-Cookie')).toBeNull()
    expect(await page.text()).toContain('我也有这个问题')
    const first = await tap(`/letters/topics/${id}/same-concern`)
    expect(first.status).toBe(303)
    expect(first.headers.get('Location')).toBe(`/letters/topics/${id}`)
    expect(first.headers.get('Set-Cookie')).toContain('flash=counted;')
    expect((await tap(`/letters/topics/${id}/same-concern`)).headers.get('Set-Cookie')).toContain(
      'flash=countedBefore;',
    )
    const [letter] = await desk.house.db.select().from(letterPublications).limit(1)
    expect((await tap(`/letters/${letter?.number}/same-concern`)).status).toBe(303)
    expect(await read(`/letters/${letter?.number}`)).toContain('已有 1 人次说也有这个问题')
    expect(await read(`/letters/topics/${id}`)).toContain('已有')
    const rows = await desk.house.db.select().from(sameConcerns)
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(2)
    expect((await tap(`/letters/202611230000017/same-concern`)).status).toBe(404)
    await groupLetters(desk.house)
    const [topic] = await desk.house.db.select().from(letterTopics).where(eq(letterTopics.id, id))
    expect(topic?.heat).toBeGreaterThan(6)
    desk.house.clock.advance({ hours: 25 })
    expect((await tap(`/letters/topics/${id}/same-concern`)).headers.get('Set-Cookie')).toContain('flash=counted;')
  })

  test('a 举报 is in no topic whatever it says; what is not public is in none', async () => {
    await desk.writeOne({
      sort: 'report',
      title: '举报噪音扰民',
      body: noise[0] ?? '',
      unit: desk.unit('市住房城乡建设局').id,
    })
    await desk.writeOne({ title: '噪音扰民', body: noise[1] ?? '' })
    expect(await groupLetters(desk.house, { all: true })).toBe(0)
    const { rows } = await desk.house.db.execute<{ count: number }>(
      sql`select count(*)::int as count from topic_letters l join letter_publications p on p.id = l.publication_id where p.class = 'report'`,
    )
    expect(rows[0]?.count).toBe(0)
  })

  test('what is taken down leaves its topic; hidden, it is nowhere in public', async () => {
    const id = await topicOf(6)
    const [gone] = await desk.house.db
      .select({ id: topicLetters.publicationId })
      .from(topicLetters)
      .where(eq(topicLetters.topicId, id))
    await desk.house.db.execute(
      sql`update letter_publications set status = 'withdrawn', title = '', body = '', reply = '' where id = ${gone?.id}`,
    )
    expect(await read(`/letters/topics/${id}?x=${newId()}`)).toContain('夜间噪音扰民')
    await groupLetters(desk.house)
    expect(await topicOf(5)).toBe(id)
    await desk.post('ducha', `/desk/topics/${id}/naming`, { title: '夜间噪音扰民', unit: 'zjj', isHidden: 'yes' })
    expect(await statusOf(`/letters/topics/${id}`)).toBe(404)
    expect(await read('/letters/topics')).not.toContain('夜间噪音扰民')
    expect(await desk.text('ducha', '/desk/topics')).toContain('夜间噪音扰民')
  })
})
