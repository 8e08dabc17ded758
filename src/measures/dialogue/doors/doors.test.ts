import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contactOf } from '#core/matters/index.ts'
import { legacyDate } from '#platform/clock.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { runJobs } from '../../../../test/setup/run-jobs.ts'
import { sourceBySlug } from './sources.ts'
import { doorMessages, messageImports } from './tables.ts'
import { takeFile } from './take-file.ts'
import { runImport } from './take-import.ts'

let desk: DeskOfTests
const sources: Record<string, string> = {}

beforeAll(async () => {
  desk = await deskOfTests()
  for (const [slug, name, door] of [
    ['people-board', '人民网领导留言板', 'board'],
    ['wechat', '“阳光攀枝花”微信公众号', 'wechat'],
  ] as const) {
    const added = await desk.post('xitong', '/desk/doors/sources', { slug, name, door })
    expect(added.status).toBe(303)
    sources[slug] = (await sourceBySlug(desk.house.db, slug))?.id ?? ''
  }
})
afterAll(() => desk.close())
beforeEach(() => desk.forgetTries())

const head = '留言编号,网名,留言时间,标题,内容,网址,地区,类别'
let serial = 0
const line = (
  change: Partial<Record<'id' | 'author' | 'at' | 'title' | 'body' | 'url' | 'region' | 'kind', string>> = {},
) => {
  serial++
  const { id, author, at, title, body, url, region, kind } = {
    id: `A-${serial}`,
    author: '攀枝花的风',
    at: '2026-11-20 09:32',
    title: `竹湖园公交站没有雨棚${serial}`,
    body: `竹湖园公交站一下雨没处躲，老人带孩子等车很狼狈，请加装雨棚。（${serial}）`,
    url: `https://liuyan.example.com/threads/${serial}`,
    region: '东区炳草岗街道',
    kind: '建议',
    ...change,
  }
  return [id, author, at, title, body, url, region, kind].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
}

const file = (lines: string[], name = '留言.csv') => new File([[head, ...lines].join('\r\n')], name)

async function send(content: File, slug = 'people-board', who = 'paidan'): Promise<{ status: number; page: string }> {
  const body = new FormData()
  body.append('source', sources[slug] ?? '')
  body.append('file', content)
  const response = await desk.upload(who, '/desk/doors/imports', body)
  return { status: response.status, page: await response.text() }
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** Chooses a file, looks at the preview, and takes it. @returns the page of the import once it is done */
async function take(content: File, slug?: string): Promise<string> {
  const { page } = await send(content, slug)
  const lines = unescaped(/name="lines" value="([^"]*)"/.exec(page)?.[1] ?? '')
  const sent = await desk.post('paidan', '/desk/doors/imports', {
    step: 'take',
    source: sources[slug ?? 'people-board'] ?? '',
    lines,
    formKey: newId(),
  })
  expect(sent.status).toBe(303)
  await runJobs(desk.house, ['doors:import'])
  return desk.text('paidan', sent.headers.get('Location') ?? '')
}

const numbers = async () => (await desk.letters()).map(({ number }) => number)

describe('importing', () => {
  test('a file is looked at first, then each row is a letter: opened now, with its place kept, once', async () => {
    const rows = [line({ id: 'B-1' }), line({ id: 'B-2', kind: '', region: '', title: '' })]
    const looked = await send(file(rows))
    expect([looked.status, (await numbers()).length]).toEqual([200, 0])
    expect(looked.page).toContain('收下 2 条')
    const done = await take(file(rows))
    expect(done).toContain('2 条收下')
    const [first, second] = await desk.letters()
    expect(first).toMatchObject({
      channel: 'board',
      class: 'suggestion',
      divisionCode: '510402002',
      wantsPublic: false,
      state: 'opened',
    })
    expect(first?.openedAt.equals(desk.house.clock.now())).toBe(true)
    expect(second).toMatchObject({ class: 'help', divisionCode: '510400' })
    const [row] = await desk.house.db
      .select()
      .from(doorMessages)
      .where(eq(doorMessages.matterId, first?.id ?? ''))
    expect(row).toMatchObject({
      messageId: 'B-1',
      url: expect.stringContaining('liuyan.example.com'),
      postedBackAt: null,
    })
    expect(String(row?.postedAt)).toBe('2026-11-20T01:32:00Z')
    expect(await contactOf(desk.house, first?.contactId ?? '')).toMatchObject({ name: '攀枝花的风', phone: null })
    expect(await desk.text('paidan', `/desk/letters/${first?.number}`)).toContain('留言板（人民网领导留言板）')

    const again = await take(file([...rows, line({ id: 'B-3' })]))
    expect(again).toContain('1 条收下')
    expect(again).toContain('以前收过 2 条')
    expect((await numbers()).length).toBe(3)
    expect(await desk.check()).toEqual([])
  })

  test.each([
    ['empty', { body: '' }, '内容：请写下您要说的事'],
    ['too short', { body: '坏了' }, '内容太短了'],
    ['far too long', { body: '坑'.repeat(6000) }, '最多 5000 字'],
    ['without its number', { id: '' }, '留言编号'],
    ['without its author', { author: '' }, '网名'],
    ['of tomorrow', { at: '2027-01-01 08:00' }, '留言时间'],
    ['of no time', { at: '昨天' }, '留言时间'],
    ['with a script for a link', { url: 'javascript:alert(1)' }, '网址'],
    ['举报', { kind: '举报' }, '举报不从留言收'],
  ])('a message %s is not taken, and the sentence stands with its line', async (_, change, sentence) => {
    const before = (await numbers()).length
    const { page } = await send(file([line(change)]))
    expect(page).toContain(sentence)
    const done = await take(file([line(), line(change)]))
    expect(done).toContain('第 3 行')
    expect(done).toContain(sentence)
    expect((await numbers()).length).toBe(before + 1)
  })

  test('abusive words, emoji, a foreign script, an ID number, danger: taken, and said', async () => {
    const rows = [
      line({ body: '你们这群混蛋王八蛋，路灯坏了一个月也没有人来修，请马上修！' }),
      line({ body: '路灯又灭了😡😡😡，什么时候来修？孩子放学走夜路👧🏽。' }),
      line({ body: 'The street lamp in front of my house has been broken for two weeks, please repair it.' }),
      line({ body: '我的身份证号是 11010519491231002X，请帮我查一查低保到哪一步了。' }),
      line({ body: '楼下燃气泄漏，味道很大，有人晕倒了，快来人！' }),
    ]
    const { page } = await send(file(rows))
    for (const said of ['话说得重', '需要翻译', '遮住原文', '叫值班人员']) expect(page).toContain(said)
    await take(file(rows))
    const taken = (await desk.letters()).slice(-5)
    expect(taken.map(({ marks }) => marks)).toEqual([[], [], ['foreign'], [], ['emergency']])
    expect(taken.every(({ wantsPublic }) => !wantsPublic)).toBe(true)
  })

  test('every way to bring a file: Excel’s columns in another order, JSON lines, and what is none of them', async () => {
    const json = new File(
      [
        JSON.stringify({
          id: 'J-1',
          author: '阿诺',
          postedAt: '2026-11-22T08:00:00+08:00',
          body: '建议社区食堂周末也开门，方便老人。',
          extra: 1,
        }),
      ],
      'a.jsonl',
    )
    expect(await take(json, 'wechat')).toContain('1 条收下')
    expect((await desk.letters()).at(-1)).toMatchObject({ channel: 'wechat' })
    expect((await send(new File(['{"id": 1'], 'b.jsonl'))).page).toContain('第 1 行不是一个 JSON 对象')
    expect((await send(new File(['a,b\r\n1,2'], 'c.csv'))).page).toContain('没有找到表头')
    expect((await send(new File([head], 'd.csv'))).page).toContain('没有留言')
    expect((await send(new File(['留言编号,网名\r\n1,2'], 'e.csv'))).page).toContain('表头缺少：留言时间、内容')
    expect((await desk.get('paidan', '/desk/doors/imports/template.xlsx')).status).toBe(200)
  })

  test('an import that was cut off goes on where it was, counts nothing twice, and keeps no words afterwards', async () => {
    const rows = [line(), line(), line({ body: '短' }), line()]
    const { page } = await send(file(rows))
    const lines = unescaped(/name="lines" value="([^"]*)"/.exec(page)?.[1] ?? '')
    const source = sources['people-board'] ?? ''
    const sent = await desk.post('paidan', '/desk/doors/imports', { step: 'take', source, lines, formKey: newId() })
    const id = sent.headers.get('Location')?.split('/').at(-1) ?? ''
    const before = (await numbers()).length
    // Dies after the second message.
    let left = 2
    const dying = {
      ...desk.house,
      clock: {
        now: () => {
          if (left-- < 0) throw new Error('killed')
          return desk.house.clock.now()
        },
      },
    }
    await runImport(dying, id).catch(() => {})
    await runJobs(desk.house, ['doors:import'])
    const [row] = await desk.house.db.select().from(messageImports).where(eq(messageImports.id, id))
    expect(row).toMatchObject({ total: 4, taken: 3, already: 0, rowsCipher: null })
    expect(row?.refused).toMatchObject([{ line: 4 }])
    expect((await numbers()).length).toBe(before + 3)
  })
})

test('npm run import: a file by its name, started again without doubling, each refused line with its sentence', async () => {
  const path = join(desk.house.config.dataDir, 'messages.jsonl')
  const one = (id: string, body: string) =>
    JSON.stringify({ id, author: '金沙江', postedAt: '2026-11-19T20:00:00+08:00', body })
  const lines = [
    one('F-1', '广场舞音响晚上十点还在响，请管一管。'),
    '',
    '{',
    one('F-2', '短'),
    one('F-3', '请在滨江路加装座椅，老人走累了没处坐。'),
  ]
  writeFileSync(path, lines.join('\n'))
  const first = await takeFile(desk.house, { slug: 'people-board', path })
  expect(first).toMatchObject({ read: 4, taken: 2, already: 0 })
  expect(first.refused.map(({ line }) => line)).toEqual([3, 4])
  expect(await takeFile(desk.house, { slug: 'people-board', path })).toMatchObject({ taken: 0, already: 2 })
  await expect(takeFile(desk.house, { slug: 'nobody', path })).rejects.toThrow('没有登记过来源')
})

describe('bringing answers back', () => {
  const answered = async (number: string, replyText: string) => {
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
    await desk.does('chengban', number, 'signature')
    await desk.does('chengban', number, 'drafts', { replyText, intent: 'submit' })
    await desk.does('fuzeren', number, 'approval')
  }

  test('an answer waits to be brought back, leaves as a file without names, and is marked by whom and when', async () => {
    await take(file([line({ id: 'R-1' })]))
    const number = (await numbers()).at(-1) ?? ''
    await answered(number, '您好，雨棚已列入计划。维修人员李青禾，联系电话13612345678，请放心。')
    const page = await desk.text('paidan', '/desk/doors/replies')
    expect(page).toContain('雨棚已列入计划')
    expect(page).not.toContain('13612345678')
    const json = await (await desk.get('paidan', '/desk/doors/replies.json')).json()
    expect(json).toContainEqual(
      expect.objectContaining({
        id: 'R-1',
        source: '人民网领导留言板',
        unit: expect.stringContaining('住房'),
        repliedAt: expect.stringMatching(/\+08:00$/),
      }),
    )
    expect(await desk.text('paidan', '/desk/doors/replies.csv')).toContain('R-1')
    const { id } = await desk.rowOf(number)
    expect((await desk.post('paidan', '/desk/doors/replies/postings', { reply: [id] })).status).toBe(303)
    const [row] = await desk.house.db.select().from(doorMessages).where(eq(doorMessages.matterId, id))
    const { personId } = await desk.actorOf('paidan')
    expect(row).toMatchObject({ postedBackBy: personId })
    expect(row?.postedBackAt?.equals(desk.house.clock.now())).toBe(true)
    expect(await desk.text('paidan', '/desk/doors/replies')).not.toContain('雨棚已列入计划')
    expect(await desk.text('paidan', '/desk/doors/replies?list=done')).toContain('雨棚已列入计划')
    expect(await desk.text('paidan', `/desk/letters/${number}`)).toContain('已回到原处')
  })

  test('nothing ticked, an answer not given yet, a letter of nobody', async () => {
    expect((await desk.post('paidan', '/desk/doors/replies/postings', {})).status).toBe(422)
    await take(file([line({ id: 'R-2' })]))
    const number = (await numbers()).at(-1) ?? ''
    const { id } = await desk.rowOf(number)
    expect((await desk.post('paidan', '/desk/doors/replies/postings', { reply: [id, newId()] })).status).toBe(303)
    const [row] = await desk.house.db.select().from(doorMessages).where(eq(doorMessages.matterId, id))
    expect(row?.postedBackAt).toBeNull()
  })

  test('what nears three months since it was written is on a list, whenever it was taken', async () => {
    await take(
      file([
        line({ title: '三个月前的留言', at: '2026-08-20 08:00' }),
        line({ title: '快满三个月的留言', at: '2026-09-10 08:00' }),
      ]),
    )
    const page = await desk.text('paidan', '/desk/doors/replies?list=unanswered')
    expect(page).toContain('三个月前的留言')
    expect(page).toContain('快满三个月的留言')
    expect(page).not.toContain('竹湖园公交站没有雨棚1<')
    expect(page.split('已满</').length).toBe(2)
  })

  test.each(['chengban', 'bianji', 'xitong', 'ducha'])('%s gets none of it', async (who) => {
    for (const path of [
      '/desk/doors/imports',
      '/desk/doors/replies',
      '/desk/doors/replies.json',
      '/desk/doors/replies.csv',
      '/desk/doors/imports/template.xlsx',
    ])
      expect((await desk.get(who, path)).status).toBe(403)
    expect((await send(file([line()]), 'people-board', who)).status).toBe(403)
    expect((await desk.post(who, '/desk/doors/replies/postings', { reply: [newId()] })).status).toBe(403)
  })

  test('a dispatcher registers no source and gives out no secret', async () => {
    expect((await desk.get('paidan', '/desk/doors/sources')).status).toBe(403)
    expect((await desk.post('paidan', `/desk/doors/sources/${sources.wechat}/secret`)).status).toBe(403)
    const taken = await desk.post('xitong', '/desk/doors/sources', { slug: 'wechat', name: '另一个', door: 'weibo' })
    expect([taken.status, await taken.text()]).toEqual([422, expect.stringContaining('已经有了')])
  })
})

describe('the signed webhook', () => {
  const secretOfSource = async () => {
    const response = await desk.post('xitong', `/desk/doors/sources/${sources.wechat}/secret`)
    return unescaped(/whsec_[\w+/=&;]+/.exec(await response.text())?.[0] ?? '')
  }

  const push = (
    secret: string,
    data: Record<string, unknown>,
    change: { body?: string; at?: Temporal.Instant; id?: string; type?: string } = {},
  ) => {
    const body =
      change.body ?? JSON.stringify({ type: change.type ?? 'message.created', timestamp: '2026-11-23T02:00:00Z', data })
    const at = change.at ?? desk.house.clock.now()
    const id = change.id ?? `msg_${newId()}`
    return desk.house.app.request('/webhooks/media/wechat', {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.epochMilliseconds / 1000)),
        'webhook-signature': `v1,AAAA ${new Webhook(secret).sign(id, legacyDate(at), body)}`,
      },
    })
  }
  const message = (change: Record<string, unknown> = {}) => ({
    id: `wx-${newId()}`,
    author: '阿依',
    postedAt: '2026-11-23T09:58:30+08:00',
    body: `小区门口的井盖翘起来了，晚上很危险，请来看看。（${serial++}）`,
    ...change,
  })

  test('a message is taken once, however often it is sent, and counts as in time within three minutes', async () => {
    const secret = await secretOfSource()
    const data = message()
    const first = await push(secret, data)
    expect(first.status).toBe(200)
    const { code, number } = await first.json()
    expect(code).toBe('TAKEN')
    expect(await desk.rowOf(number)).toMatchObject({ channel: 'wechat', class: 'help' })
    expect(await (await push(secret, data)).json()).toMatchObject({ code: 'REPEATED', number })
    const many = await Promise.all(Array.from({ length: 6 }, () => push(secret, message({ id: 'same' }))))
    const codes = await Promise.all(many.map(async (one) => (await one.json()).code))
    expect(codes.toSorted()).toEqual(['REPEATED', 'REPEATED', 'REPEATED', 'REPEATED', 'REPEATED', 'TAKEN'])
    expect(await desk.text('paidan', '/desk/doors/replies')).toMatch(/新媒体 3 分钟内收下/)
  })

  test('a wrong, an old, a foreign signature; a body that is none; an old secret after a new one', async () => {
    const secret = await secretOfSource()
    const bad = async (response: Response | Promise<Response>) => [
      (await response).status,
      (await (await response).json()).code,
    ]
    expect(await bad(push(`whsec_${Buffer.alloc(32).toString('base64')}`, message()))).toEqual([401, 'BAD_SIGNATURE'])
    expect(await bad(push(secret, message(), { at: desk.house.clock.now().subtract({ minutes: 6 }) }))).toEqual([
      401,
      'BAD_SIGNATURE',
    ])
    expect(await bad(push(secret, message(), { at: desk.house.clock.now().add({ minutes: 6 }) }))).toEqual([
      401,
      'BAD_SIGNATURE',
    ])
    expect(await bad(push(secret, {}, { body: 'no json' }))).toEqual([422, 'BAD_BODY'])
    expect(await bad(push(secret, message(), { type: 'message.deleted' }))).toEqual([422, 'BAD_BODY'])
    expect(await bad(push(secret, {}, { body: 'x'.repeat(300_000) }))).toEqual([413, 'TOO_LARGE'])
    const renewed = await secretOfSource()
    expect(await bad(push(secret, message()))).toEqual([401, 'BAD_SIGNATURE'])
    expect((await push(renewed, message())).status).toBe(200)
    expect((await desk.house.app.request('/webhooks/media/people-board', { method: 'POST', body: '{}' })).status).toBe(
      404,
    )
    expect((await desk.house.app.request('/webhooks/media/nobody', { method: 'POST', body: '{}' })).status).toBe(404)
  })

  test('what cannot be taken is told with its sentences, what is taken with what was seen', async () => {
    const secret = await secretOfSource()
    const refused = await push(secret, message({ body: '' }))
    expect([refused.status, await refused.json()]).toEqual([
      422,
      { code: 'REFUSED', why: [expect.stringContaining('内容')] },
    ])
    const words = { author: '阿依', body: '同一个人一天之内说了两遍同样的话，只办一次。' }
    expect((await push(secret, message(words))).status).toBe(200)
    const repeated = await push(secret, message(words))
    expect([repeated.status, (await repeated.json()).why[0]]).toEqual([422, expect.stringContaining('内容完全相同')])
    const foreign = await push(
      secret,
      message({ body: 'Please repair the broken manhole cover in front of gate two.' }),
    )
    expect(await foreign.json()).toMatchObject({ code: 'TAKEN', notes: [expect.stringContaining('翻译')] })
  })
})
