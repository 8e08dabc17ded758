import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchDocuments } from '#core/documents/index.ts'
import { matters, matterTexts } from '#core/matters/index.ts'
import { modules } from '#modules.ts'
import { openLog } from '#platform/log.ts'
import { apiCalls } from './api-calls.ts'
import { dumpOf, tablesWith } from './dump.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'
import { Visitor } from './visitor.ts'

const seeded = {
  idNumber: '510402196003070017',
  name: '秦可贞',
  phone: '15477712345',
  apiPhone: '15477767890',
  familyPhone: '15477754321',
  email: 'qinkezhen@mail.example',
  newName: '秦可珍',
  newPhone: '15477711111',
}
const everywhere = Object.values(seeded)

let desk: DeskOfTests
let logged = ''

beforeAll(async () => {
  desk = await deskOfTests({
    env: { LOG_LEVEL: 'trace' },
    log: openLog('trace', {
      write: (line) => {
        logged += line
      },
    }),
  })
})
afterAll(() => desk.close())

const body = (serial: number) => `我的身份证号码是${seeded.idNumber}，低保金三个月没有发，请帮忙查一查。第${serial}次。`
const letter = (serial: number, change: Record<string, string> = {}) => ({
  sort: 'help',
  title: '低保金没有发',
  body: body(serial),
  division: '510402',
  name: seeded.name,
  phone: seeded.phone,
  ...change,
})

const run = async (task: string) => {
  const job = modules.flatMap(({ jobs }) => Object.entries(jobs?.tasks ?? {})).find(([name]) => name === task)
  if (!job) throw new Error(`no task ${task}`)
  await job[1](desk.house, {})
}

async function signedIn(phone: string): Promise<Visitor> {
  await desk.forgetTries()
  const visitor = new Visitor(desk.house)
  expect((await visitor.citizen(phone)).status).toBe(303)
  return visitor
}

/** By number and code, as the message told them. */
async function opened(number: string, phone: string): Promise<Visitor> {
  await desk.forgetTries()
  const told = (await desk.messagesTo(phone)).find((text) => text.replaceAll(' ', '').includes(number))
  const [, code = ''] = /查询码\s?(\d{3} ?\d{3})/.exec(told ?? '') ?? []
  const visitor = new Visitor(desk.house)
  expect((await visitor.post('/follow', { number, code })).headers.get('Location')).toBe(`/follow/${number}`)
  return visitor
}

async function written(visitor: Visitor, fields: Record<string, string>): Promise<string> {
  await desk.forgetTries()
  expect((await visitor.post('/letters/new', fields)).status).toBe(303)
  return (await desk.letters()).at(-1)?.number ?? ''
}

async function answer(number: string): Promise<void> {
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
  await desk.does('chengban', number, 'signature')
  await desk.does('chengban', number, 'drafts', { replyText: '您好，低保金今天已经补发到您的账户。', intent: 'submit' })
  await desk.does('fuzeren', number, 'approval')
  expect((await desk.rowOf(number)).state).toBe('answered')
}

const textOf = async (response: Response | Promise<Response>): Promise<string> => (await response).text()

describe('what one person leaves behind, through every door', () => {
  let writer: Visitor
  let own: string
  let open: string
  let unnamed: string
  let byApi: string

  test('before erasure the words stand in their one table; name, phone and mail nowhere', async () => {
    writer = await signedIn(seeded.phone)
    own = await written(writer, letter(1, { publish: 'yes' }))
    open = await written(writer, letter(2))
    unnamed = await written(new Visitor(desk.house), letter(3))
    await apiCalls(desk.house).post('/api/v1/letters', letter(4, { phone: seeded.apiPhone }))
    byApi = (await desk.letters()).at(-1)?.number ?? ''
    await answer(own)
    expect((await writer.post(`/follow/${own}/acceptance`)).status).toBe(303)
    await desk.does('bianji', own, 'publication', {
      title: '低保金没有发',
      body: '低保金三个月没有发，请帮忙查一查。',
      reply: '您好，低保金今天已经补发。',
      secrecyReviewed: 'yes',
    })
    expect((await desk.rowOf(own)).isPublished).toBe(true)
    expect((await writer.post('/account/messages/email', { email: seeded.email })).status).toBe(303)
    expect((await writer.post('/account/data/name', { name: seeded.name })).status).toBe(303)
    const mandate = { form: 'give', phone: seeded.familyPhone, until: '2026-12-31' }
    expect((await writer.post('/account/mandates', mandate)).status).toBe(303)
    await desk.does('chengban', own, 'unmasking', { unmaskReason: 'call' })

    const dump = await dumpOf(desk.house.db)
    expect(tablesWith(dump, seeded.idNumber)).toEqual(['public.matter_texts'])
    for (const text of everywhere.filter((one) => one !== seeded.idNumber)) expect(tablesWith(dump, text)).toEqual([])
    expect(dump.get('graphile_worker._private_jobs')).toMatch(/[0-9a-f-]{36}/)
    expect(dump.get('public.spent_keys')).not.toBe('')
  })

  test('what would stand there in the clear would be found', async () => {
    await desk.house.db.execute(sql`update units set phone = ${seeded.phone} where short_name = '市水利局'`)
    await desk.house.db.execute(
      sql`update persons set id_number_cipher = ${Buffer.from(seeded.name)} where kind = 'citizen'`,
    )
    const dump = await dumpOf(desk.house.db)
    expect(tablesWith(dump, seeded.phone)).toEqual(['public.units'])
    expect(tablesWith(dump, seeded.name)).toEqual(['public.persons'])
    await desk.house.db.execute(sql`update units set phone = null where short_name = '市水利局'`)
    await desk.house.db.execute(sql`update persons set id_number_cipher = null where kind = 'citizen'`)
  })

  test('the page says what is kept and who has seen the phone: the unit and its role, not the name', async () => {
    const page = await textOf(writer.get('/account/data'))
    for (const words of [
      seeded.name,
      '154****2345',
      '2 封，1 封还在办',
      '查看写信人电话',
      '攀枝花市住房和城乡建设局 承办人',
    ])
      expect(page.replace(/\s+/g, ' ')).toContain(words)
    const { name } = (await desk.actorOf('chengban')) as { name: string }
    expect(page).not.toContain(name)
    expect(await textOf(writer.get(`/follow/${own}/data`))).toContain('查看写信人电话')
    expect(await textOf(writer.get(`/follow/${open}/data`))).toContain('没有人看过')
  })

  test('the copy has it all, for themselves; by number and code name and phone stay masked', async () => {
    const copied = await textOf(writer.get('/account/data/copy.json'))
    for (const words of [seeded.idNumber, seeded.name, seeded.phone, '今天已经补发到您的账户'])
      expect(copied).toContain(words)
    // The address waits for its code: it is not theirs yet.
    expect(copied).not.toContain(seeded.email)
    const printed = await textOf(writer.get('/account/data/copy.html'))
    expect(printed).toContain(seeded.idNumber)
    const other = await opened(unnamed, seeded.phone)
    const one = await textOf(other.get(`/follow/${unnamed}/data/copy.json`))
    expect(one).toContain(seeded.idNumber)
    expect(one).not.toContain(seeded.phone)
    expect(one).not.toContain('今天已经补发到您的账户')
    expect((await other.get(`/follow/${own}/data/copy.json`)).status).toBe(404)
  })

  test('an hour later the copy asks who it is', async () => {
    desk.house.clock.advance({ minutes: 20 })
    const asked = await writer.get('/account/data/copy.json')
    expect(asked.headers.get('Location')).toMatch(/^\/step-up\?return=/)
    expect((await writer.post('/account/data/closure', { understood: 'yes' })).status).toBe(403)
  })

  test('name and phone are corrected: of a letter, and of the account by the code that went to the new number', async () => {
    const other = await opened(unnamed, seeded.phone)
    const correction = `/follow/${unnamed}/data/correction`
    expect((await other.post(correction, { name: '', phone: '' })).status).toBe(422)
    expect((await other.post(correction, { phone: '12345' })).status).toBe(422)
    expect((await other.post(correction, { name: seeded.newName, phone: seeded.newPhone })).status).toBe(303)
    expect(await textOf(other.get(`/follow/${unnamed}/data`))).toContain('154****1111')

    writer = await signedIn(seeded.phone)
    expect((await writer.post('/account/data/name', { name: '1<b>' })).status).toBe(422)
    const sent = await textOf(writer.post('/account/data/phone-code', { phone: seeded.newPhone }))
    expect(sent).toContain('154****1111')
    const wrong = await writer.post('/account/data/phone', { phone: seeded.newPhone, code: '000000' })
    expect(wrong.status).toBe(422)
    const code = await writer.lastCode(seeded.newPhone)
    // The code is for this number only.
    expect((await writer.post('/account/data/phone', { phone: seeded.familyPhone, code })).status).toBe(422)
    expect((await writer.post('/account/data/phone', { phone: seeded.newPhone, code })).status).toBe(303)
    expect((await writer.post('/account/data/phone', { phone: seeded.newPhone, code })).status).toBe(422)
    writer = await signedIn(seeded.newPhone)
    expect(await textOf(writer.get('/account/data'))).toContain('154****1111')
  })

  test('an open letter is not erased; the refusal names the law, and what is withdrawn is erased', async () => {
    const other = await opened(byApi, seeded.apiPhone)
    const erasure = `/follow/${byApi}/data/erasure`
    expect((await other.post(erasure, {})).status).toBe(422)
    expect((await other.post(erasure, { understood: 'yes' })).status).toBe(422)
    expect(await textOf(other.get(`/follow/${byApi}/data`))).toContain('个人信息保护法 第47条')
    for (const [number, visitor] of [
      [byApi, other],
      [unnamed, await opened(unnamed, seeded.phone)],
    ] as const) {
      expect((await visitor.post(`/follow/${number}/withdrawal`)).status).toBe(303)
      expect((await visitor.post(`/follow/${number}/data/erasure`, { understood: 'yes' })).status).toBe(303)
      expect(await textOf(visitor.get(`/follow/${number}/data`))).toContain('已经删除')
    }
  })

  test('closing the account says what goes, erases what has ended, and the open letter once it has', async () => {
    const asked = await textOf(writer.get('/account/data/closure'))
    expect(asked).toContain('办完才能删')
    expect((await writer.post('/account/data/closure', {})).status).toBe(422)
    expect((await writer.post('/account/data/closure', { understood: 'yes' })).headers.get('Location')).toBe('/')
    expect((await writer.get('/account/data')).headers.get('Location')).toContain('/sign-in')
    const [gone] = await desk.house.db.select().from(matters).where(eq(matters.number, own))
    expect(gone).toMatchObject({ isPublished: false, contactId: null, askerPersonId: null })
    expect((await searchDocuments(desk.house.db, { q: '低保金' })).items).toEqual([])
    expect(await textOf(desk.house.app.request(`/letters/${own}`))).not.toContain('三个月没有发')

    const before = tablesWith(await dumpOf(desk.house.db), seeded.idNumber)
    expect(before).toEqual(['public.matter_texts'])
    await run('personal-data:forget-ended')
    expect(tablesWith(await dumpOf(desk.house.db), seeded.idNumber)).toEqual(before)
    await answer(open)
    desk.house.clock.advance({ hours: 24 * 90 })
    await run('matters:wake')
    expect((await desk.rowOf(open)).closedAt).not.toBeNull()
    await run('personal-data:forget-ended')
  })

  test('afterwards it stands nowhere: not in the database, its ciphers, the log or the figures', async () => {
    const { db } = desk.house
    const dump = await dumpOf(db)
    for (const text of everywhere) expect(tablesWith(dump, text)).toEqual([])
    const count = (query: ReturnType<typeof sql>) =>
      db.execute<{ n: string }>(query).then(({ rows }) => Number(rows[0]?.n))
    expect(await count(sql`select count(*) as n from contacts`)).toBe(0)
    expect(
      await count(sql`select count(*) as n from persons where kind = 'citizen' and closed_at is not null
      and coalesce(name_cipher, phone_cipher, phone_hash, id_number_cipher) is not null`),
    ).toBe(0)
    expect(
      await count(sql`select count(*) as n from notices where matter_id is not null and body_cipher is not null`),
    ).toBe(0)
    expect(
      await count(sql`select count(*) as n from mandates where phone_cipher is not null or ended_at is null`),
    ).toBe(0)
    expect(await count(sql`select count(*) as n from files where state = 'kept' and matter_id is not null`)).toBe(0)
    const figures = await textOf(desk.house.app.request('/metrics'))
    expect(logged).toContain('/follow')
    for (const text of everywhere) {
      expect(logged).not.toContain(text)
      expect(figures).not.toContain(text)
    }
    expect(await desk.check()).toEqual([])
  })
})

describe('what has served its time', () => {
  test('an ended letter is forgotten after its years and not a day before, again and again without harm', async () => {
    desk.house.clock.set('2027-06-01T10:00:00+08:00')
    const writer = new Visitor(desk.house)
    const number = await written(writer, letter(9))
    const follower = await opened(number, seeded.phone)
    await follower.post(`/follow/${number}/withdrawal`)
    const { id } = await desk.rowOf(number)
    const texts = () => desk.house.db.$count(matterTexts, eq(matterTexts.matterId, id))
    desk.house.clock.set('2030-05-31T10:00:00+08:00')
    await run('personal-data:forget-ended')
    expect(await texts()).toBeGreaterThan(0)
    desk.house.clock.set('2030-06-01T10:01:00+08:00')
    await run('personal-data:forget-ended')
    expect(await texts()).toBe(0)
    await run('personal-data:forget-ended')
    expect(tablesWith(await dumpOf(desk.house.db), seeded.idNumber)).toEqual([])
    expect(await desk.check()).toEqual([])
  })

  test('messages lose words and address after a year, phones of staff a year after they left, mandates after three', async () => {
    const { db, clock } = desk.house
    const { personId } = (await desk.actorOf('chengban')) as { personId: string }
    clock.set('2031-01-01T10:00:00+08:00')
    await desk.forgetTries()
    const giver = await signedIn('15400000001')
    await giver.post('/account/mandates', { form: 'give', phone: '15400000002', until: '2031-02-01' })
    const phone = desk.house.secrets.encrypt('15400000099', 'persons.phone')
    await db.execute(
      sql`update persons set phone_cipher = ${phone}, closed_at = ${clock.now().toString()}::timestamptz where id = ${personId}`,
    )
    const left = async () => {
      const { rows } = await db.execute<{ words: string; phones: string; mandates: string }>(sql`select
        (select count(*) from notices where body_cipher is not null) as words,
        (select count(*) from persons where id = ${personId} and phone_cipher is not null) as phones,
        (select count(*) from mandates where until = '2031-02-01') as mandates`)
      return rows[0]
    }
    const sweep = async (at: string) => {
      clock.set(at)
      await run('notices:sweep')
      await run('people:sweep')
      return left()
    }
    expect(Number((await left())?.words)).toBeGreaterThan(0)
    expect(await sweep('2031-12-31T10:00:00+08:00')).toMatchObject({ phones: '1', mandates: '1' })
    expect(await sweep('2032-01-01T10:01:00+08:00')).toEqual({ words: '0', phones: '0', mandates: '1' })
    expect(await sweep('2034-02-02T10:00:00+08:00')).toEqual({ words: '0', phones: '0', mandates: '0' })
  })
})
