import { readFileSync } from 'node:fs'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterArrangement, seedCalendar } from '#core/calendar/index.ts'
import { type Actor, anyone, systemActor } from '#platform/actor.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { openLog } from '#platform/log.ts'
import { Refusal } from '#platform/refusal.ts'
import { openSecrets } from '#platform/secrets.ts'
import { type FreshDatabase, freshDatabase } from '../../../test/setup/database.ts'
import { act } from './act.ts'
import { matterDates, recountDates } from './calendar-change.ts'
import { checkMatters } from './check-matters.ts'
import type { Command } from './commands.ts'
import { erase } from './erase.ts'
import { endParts, inviteJoint, recordPartAnswer } from './joint.ts'
import { findByNumberAndCode, findMatter, readMatter } from './matters.ts'
import { at, staff, testUnits, unitIds } from './matters-for-tests.ts'
import { checkNumber } from './number.ts'
import { type NewMatter, openMatter } from './open-matter.ts'
import { askerOf } from './sight.ts'
import { contacts, matterEvents, matters, matterTexts } from './tables.ts'
import './index.ts'
import { wakeDue } from './wake.ts'

let database: FreshDatabase
let house: ReturnType<typeof makeHouse>
let now = at('2026-11-23T10:00')

function makeHouse(url: string) {
  const config = readConfig({ DATABASE_URL: url, LOG_LEVEL: 'silent' })
  return {
    config,
    db: openDatabase(url, 8),
    clock: { now: () => now },
    log: openLog('silent'),
    secrets: openSecrets({ key: 'test-key-test-key-test-key-test-key', cipher: config.cipher }),
  }
}

beforeAll(async () => {
  database = await freshDatabase()
  house = makeHouse(database.url)
  await seedCalendar(house)
  await plant('divisions', { code: '510400', name: '攀枝花市', level: 'city', kind: 'national' })
  for (const unit of testUnits) await plant('units', snake(unit))
  for (const { personId, name, roles } of Object.values(staff)) {
    const name_cipher = `\\x${house.secrets.encrypt(name, 'persons.name').toString('hex')}`
    const created_at = now.toString()
    await plant('persons', { id: personId, kind: 'staff', name_cipher, created_at, must_change_password: false })
    for (const { role, unitId } of roles) {
      await plant('staff_roles', {
        id: newId(),
        person_id: personId,
        unit_id: unitId,
        role,
        from: '2020-01-01T00:00:00Z',
      })
    }
  }
})

/** A row of another room, by its columns: the room's own tables are not ours to import. */
const plant = (table: string, row: Record<string, unknown>) =>
  house.db.execute(
    sql`insert into ${sql.identifier(table)} select * from jsonb_populate_record(null::${sql.identifier(table)}, ${JSON.stringify(row)}::jsonb) on conflict do nothing`,
  )

const snake = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  )

afterAll(async () => {
  await house.db.$client.end()
  await database.drop()
})

const open = (more: Partial<NewMatter> = {}, actor: Actor = anyone) =>
  openMatter(house, actor, {
    kind: 'trial',
    class: 'complaint',
    channel: 'web',
    divisionCode: '510400',
    filingUnitId: unitIds.mailbox,
    texts: { title: '路灯不亮', body: '三号楼前的路灯不亮' },
    contact: { name: '张三丰', phone: '13900001234' },
    ...more,
  })

const dispatch = (id: string, unitId = unitIds.housing) =>
  act(house, staff.dispatcher, id, { type: 'dispatch', unitId })

async function answer(id: string): Promise<void> {
  await act(house, staff.housing, id, { type: 'sign' })
  await act(house, staff.housing, id, { type: 'submitDraft', text: '已修好' })
  await act(house, staff.housingHead, id, { type: 'answer' })
}

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw new Error('was not refused', { cause: error })
  return error
}

const sound = async () => expect(await checkMatters(house)).toEqual([])

describe('opening and following', () => {
  it('gives number and code, keeps texts and contact apart from events', async () => {
    const opened = await open()
    expect(checkNumber(opened.number).ok).toBe(true)
    expect(opened.queryCode).toMatch(/^\d{6}$/)
    const row = await findByNumberAndCode(house, opened.number, opened.queryCode)
    expect(row?.id).toBe(opened.state.id)
    expect(String(row?.dueOn)).toBe('2026-12-15')
    const wrong = String((Number(opened.queryCode) + 1) % 1_000_000).padStart(6, '0')
    expect(await findByNumberAndCode(house, opened.number, wrong)).toBeNull()
    expect(await findByNumberAndCode(house, '202611237999999', opened.queryCode)).toBeNull()
    const events = await house.db.select().from(matterEvents).where(eq(matterEvents.matterId, opened.state.id))
    expect(JSON.stringify(events)).not.toMatch(/路灯|张三丰|13900001234/)
    await sound()
  })

  it('numbers are unique when many file at once', async () => {
    const opened = await Promise.all(Array.from({ length: 20 }, () => open()))
    expect(new Set(opened.map(({ number }) => number)).size).toBe(20)
    await sound()
  })
})

describe('acting', () => {
  it('of two clerks who sign at once one signs, the other is told who was first', async () => {
    const { state } = await open()
    await dispatch(state.id)
    const results = await Promise.allSettled(
      [staff.housing, staff.housingToo].map((clerk) => act(house, clerk, state.id, { type: 'sign' })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const rejected = results.find((result) => result.status === 'rejected')
    expect(rejected?.reason).toMatchObject({
      code: 'already-signed',
      message: expect.stringMatching(/(王敏|李强)（市住建局）已于 10:00 签收/),
    })
    await sound()
  })

  it('another unit finds nothing, by id, by number, or by acting', async () => {
    const { state, number } = await open()
    await dispatch(state.id)
    expect(await findMatter(house.db, staff.water, state.id)).toBeNull()
    expect(await findMatter(house.db, staff.water, number)).toBeNull()
    expect(await findMatter(house.db, anyone, number)).toBeNull()
    expect((await refusal(act(house, staff.water, state.id, { type: 'sign' }))).status).toBe(404)
    expect((await refusal(act(house, staff.supervisor, state.id, { type: 'sign' }))).status).toBe(403)
    expect((await findMatter(house.db, staff.housing, number))?.id).toBe(state.id)
  })

  it('the reported side of a report never sees it, whatever they hold', async () => {
    const { state } = await open({ class: 'report', reportedUnitId: unitIds.housing })
    for (const actor of [staff.housing, staff.housingHead, staff.leader, staff.supervisor]) {
      expect(await findMatter(house.db, actor, state.id)).toBeNull()
    }
    expect((await findMatter(house.db, staff.dispatcher, state.id))?.id).toBe(state.id)
    expect((await refusal(dispatch(state.id))).code).toBe('reported-unit')
  })

  it('a refused act leaves nothing behind', async () => {
    const { state } = await open()
    const texts = await house.db.$count(matterTexts)
    await refusal(act(house, staff.dispatcher, state.id, { type: 'dispatch', unitId: unitIds.closed, text: '请办' }))
    expect(await house.db.$count(matterTexts)).toBe(texts)
    expect((await readMatter(house.db, staff.dispatcher, state.id))?.state.seq).toBe(1)
  })

  it('within an outer transaction that fails, nothing has happened', async () => {
    const { state } = await open()
    await expect(
      house.db.transaction(async (tx) => {
        await act({ ...house, db: tx }, staff.dispatcher, state.id, { type: 'dispatch', unitId: unitIds.housing })
        throw new Error('the room gave up')
      }),
    ).rejects.toThrow('gave up')
    expect((await readMatter(house.db, staff.dispatcher, state.id))?.state.state).toBe('opened')
  })

  it('two merges crossing end with one main matter', async () => {
    const [a, b] = [await open(), await open()]
    const merge = (from: string, intoId: string) => act(house, staff.dispatcher, from, { type: 'merge', intoId })
    const results = await Promise.allSettled([merge(a.state.id, b.state.id), merge(b.state.id, a.state.id)])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await sound()
  })
})

describe('what the database refuses', () => {
  it('events are never changed, deleted or truncated, and the first-asked stays', async () => {
    const { state } = await open()
    await dispatch(state.id)
    const denied = async (statement: ReturnType<typeof sql>) => {
      await expect(house.db.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } })
    }
    await denied(sql`update matter_events set type = 'closed' where matter_id = ${state.id}`)
    await denied(sql`delete from matter_events where matter_id = ${state.id}`)
    await denied(sql`truncate matter_events`)
    await denied(sql`update matters set first_asked_person_id = ${staff.water.personId} where id = ${state.id}`)
  })

  it('checkMatters names a planted change by number and column, and a changed text', async () => {
    const { state, number } = await open()
    await house.db.update(matters).set({ holderUnitId: unitIds.water }).where(eq(matters.id, state.id))
    expect(await checkMatters(house)).toEqual([
      { number, column: 'holderUnitId', is: unitIds.water, shouldBe: unitIds.mailbox },
    ])
    await house.db.update(matters).set({ holderUnitId: unitIds.mailbox }).where(eq(matters.id, state.id))
    const text = { title: '路灯不亮' }
    await house.db.update(matterTexts).set({ body: '路灯很亮' }).where(sql`matter_id = ${state.id} and part = 'title'`)
    expect(await checkMatters(house)).toMatchObject([{ number, is: 'changed' }])
    await house.db.update(matterTexts).set({ body: text.title }).where(sql`matter_id = ${state.id} and part = 'title'`)
    await sound()
  })
})

describe('协办', () => {
  it('each part has its own chain, and its answer reaches the main matter', async () => {
    const { state } = await open()
    await dispatch(state.id)
    await act(house, staff.housing, state.id, { type: 'sign' })
    await inviteJoint(house, staff.housing, state.id, { unitIds: [unitIds.water], text: '请查水压' })
    const [part] = await house.db.select().from(matters).where(eq(matters.parentId, state.id))
    if (!part) throw new Error('no part')
    expect(part).toMatchObject({ kind: 'part', offeredUnitId: unitIds.water, holderUnitId: unitIds.housing })
    expect(part.dueOn).not.toBeNull()
    await act(house, staff.housing, state.id, { type: 'submitDraft', text: '已修好' })
    expect((await refusal(act(house, staff.housingHead, state.id, { type: 'answer' }))).code).toBe('parts-open')
    await act(house, staff.water, part.id, { type: 'sign' })
    await act(house, staff.water, part.id, { type: 'submitDraft', text: '水压正常' })
    await act(house, staff.waterHead, part.id, { type: 'answer' })
    await recordPartAnswer(house, part.id)
    await recordPartAnswer(house, part.id)
    await act(house, staff.housingHead, state.id, { type: 'answer' })
    const types = (await readMatter(house.db, staff.housing, state.id))?.events.map((event) => event.type)
    expect(types?.filter((type) => type === 'jointAnswered')).toHaveLength(1)
    await sound()
  })

  it('an end of the main matter ends the parts', async () => {
    const { state } = await open()
    await dispatch(state.id)
    await act(house, staff.housing, state.id, { type: 'sign' })
    await inviteJoint(house, staff.housing, state.id, { unitIds: [unitIds.water], text: '请查水压' })
    await act(house, askerOf(state.id), state.id, { type: 'withdraw' })
    await endParts(house, state.id)
    const [part] = await house.db.select().from(matters).where(eq(matters.parentId, state.id))
    expect(part).toMatchObject({ state: 'closed', outcome: 'mainEnded', nextWakeAt: null })
    await sound()
  })
})

describe('the timer', () => {
  it('records each thing once at its moment, however late and by however many processes', async () => {
    const { state } = await open()
    await dispatch(state.id)
    now = at('2026-12-15T09:00')
    const woken = await Promise.all([wakeDue(house), wakeDue(house), wakeDue(house)])
    expect(woken.reduce((sum, one) => sum + one)).toBeGreaterThan(0)
    expect(await wakeDue(house)).toBe(0)
    const events = (await readMatter(house.db, staff.housing, state.id))?.events ?? []
    expect(events.map((event) => [event.type, 'light' in event.data ? event.data.light : ''])).toEqual([
      ['opened', ''],
      ['dispatched', ''],
      ['signed', ''],
      ['lightChanged', 'yellow'],
      ['lightChanged', 'red'],
    ])
    expect(events.at(-1)?.occurredAt.equals(at('2026-12-15T00:00'))).toBe(true)
    await sound()
  })

  it('a matter that cannot be woken does not keep the others asleep', async () => {
    const [broken, good] = [await open(), await open()]
    await house.db.execute(sql`alter table matter_events disable trigger matter_events_only_grow`)
    await house.db.execute(sql`update matter_events set data = '{}' where matter_id = ${broken.state.id}`)
    now = at('2026-12-18T09:00')
    await wakeDue(house)
    expect((await readMatter(house.db, staff.dispatcher, good.state.id))?.state.light).toBe('red')
    await house.db.execute(sql`delete from matter_events where matter_id = ${broken.state.id}`)
    await house.db.execute(sql`alter table matter_events enable trigger matter_events_only_grow`)
    await house.db.execute(sql`delete from matter_texts where matter_id = ${broken.state.id}`)
    await house.db.execute(sql`delete from matters where id = ${broken.state.id}`)
    await sound()
  })
})

describe('a decree', () => {
  it('moves the dates of open matters without an event, and only those', async () => {
    now = at('2026-12-21T10:00')
    const [moving, done] = [await open(), await open()]
    for (const { state } of [moving, done]) await dispatch(state.id)
    await answer(done.state.id)
    const before = await findMatter(house.db, staff.dispatcher, moving.state.id)
    expect(before).toMatchObject({ provisional: true })
    const off = (on: string) => ({ on: Temporal.PlainDate.from(on), kind: 'off' as const, name: '元旦' })
    const days = [off('2027-01-01'), off('2027-01-04')]
    const arrangement = { scope: 2027, title: '测试安排', sourceUrl: 'https://www.gov.cn/', days }
    const follower = matterDates(house)
    const { moved } = await house.db.transaction((tx) => enterArrangement(tx, arrangement, now, [follower]))
    expect(moved).toBeGreaterThan(0)
    const after = await findMatter(house.db, staff.dispatcher, moving.state.id)
    expect(after?.provisional).toBe(false)
    expect(after?.seq).toBe(before?.seq)
    expect(after?.dueOn?.equals(before?.dueOn ?? '')).toBe(false)
    await sound()
  })
})

describe('a decree and very many matters', () => {
  const decree = (scope: number, ...days: string[]) => {
    const off = (on: string) => ({ on: Temporal.PlainDate.from(on), kind: 'off' as const, name: '测试节' })
    const arrangement = { scope, title: '测试安排', sourceUrl: 'https://www.gov.cn/', days: days.map(off) }
    return house.db.transaction((tx) => enterArrangement(tx, arrangement, now, []))
  }
  const dueOf = async (id: string) => (await findMatter(house.db, systemActor('test'), id))?.dueOn?.toString()

  it('moves those of one day and rule together, replays the others, and comes to what each would be alone', async () => {
    now = at('2026-12-21T11:00')
    const plain: string[] = []
    for (const hour of ['11', '15']) {
      now = at(`2026-12-21T${hour}:00`)
      for (const one of ['complaint', 'consult']) {
        const { state } = await open({ class: one })
        await dispatch(state.id)
        await act(house, staff.housing, state.id, { type: 'sign' })
        plain.push(state.id)
      }
    }
    const [extended, unsigned] = [await open(), await open()]
    await dispatch(extended.state.id)
    await act(house, staff.housing, extended.state.id, { type: 'sign' })
    const asked = { type: 'requestExtension', amount: 5, ground: 'complex', text: '还要检测' } as const
    await act(house, staff.housing, extended.state.id, asked)
    await act(house, staff.housingHead, extended.state.id, { type: 'approveExtension' })
    await dispatch(unsigned.state.id)
    const before = await Promise.all(plain.map(dueOf))
    // Nobody moved the dates: as after a decree that was too large to be moved with its own transaction.
    await decree(2027, '2027-01-01', '2027-01-04', '2027-01-05')
    expect(await Promise.all(plain.map(dueOf))).toEqual(before)
    expect((await checkMatters(house)).some(({ column }) => column === 'dueOn')).toBe(true)
    expect(await recountDates(house)).toBeGreaterThanOrEqual(4)
    expect(await recountDates(house)).toBe(0)
    // 15 working days later; three working days end within the old year.
    expect(await dueOf(plain[0] ?? '')).toBe('2027-01-14')
    expect(await dueOf(plain[1] ?? '')).toBe('2026-12-24')
    await sound()
  })

  it('wakes the clock where a light is wrong afterwards', async () => {
    now = at('2027-01-12T09:00')
    await wakeDue(house)
    const yellow = await house.db.$count(matters, sql`light = 'yellow' and state = 'inProgress'`)
    expect(yellow).toBeGreaterThan(0)
    const off = ['01', '04', '05', '06', '07', '08', '11'].map((day) => `2027-01-${day}`)
    await decree(2027, ...off)
    await recountDates(house)
    expect(await wakeDue(house)).toBeGreaterThan(0)
    expect(await house.db.$count(matters, sql`light = 'yellow' and state = 'inProgress'`)).toBeLessThan(yellow)
    await sound()
  })
})

describe('erasing', () => {
  it('forgets words and person, keeps what was done, and the check accepts it', async () => {
    now = at('2027-02-01T10:00')
    const { state } = await open({ texts: { title: '身份证', body: '我的身份证号是510402199001011234' } })
    await dispatch(state.id)
    expect((await refusal(erase(house, staff.mailboxHead, state.id, 'asker-asks'))).code).toBe('open')
    await answer(state.id)
    await act(house, askerOf(state.id), state.id, { type: 'acceptAnswer' })
    const [held] = await house.db.select({ id: matters.contactId }).from(matters).where(eq(matters.id, state.id))
    await erase(house, staff.mailboxHead, state.id, 'asker-asks')
    expect(await house.db.$count(matterTexts, eq(matterTexts.matterId, state.id))).toBe(0)
    expect(await house.db.$count(contacts, eq(contacts.id, held?.id ?? ''))).toBe(0)
    const { rows } = await house.db.execute<{ found: string }>(
      sql`select data::text as found from matter_events where data::text like '%510402199001011234%'`,
    )
    expect(rows).toEqual([])
    expect((await readMatter(house.db, systemActor('test'), state.id))?.events.at(-1)?.type).toBe('erased')
    await sound()
  })
})

// Last, over all that happened above.
it('the chains of matters from before the column are filled as their events say', async () => {
  const [, fill] = readFileSync('migrations/0024_chain.sql', 'utf8').split('--> statement-breakpoint')
  const chains = async () => (await house.db.select({ id: matters.id, chain: matters.chain }).from(matters)).sort(byId)
  now = at('2027-02-02T09:00')
  const { state } = await open()
  const next = (actor: Actor, command: Command) => act(house, actor, state.id, command)
  await dispatch(state.id, unitIds.traffic)
  await next(staff.traffic, { type: 'returnDispatch', ground: 'notOurs', text: '应由住建局办理' })
  await dispatch(state.id)
  await answer(state.id)
  await next(askerOf(state.id), { type: 'rejectAnswer', reason: 'unsolved' })
  await next(staff.housingToo, { type: 'submitDraft', text: '再办' })
  await next(staff.housingHead, { type: 'answer' })
  await next(askerOf(state.id), { type: 'rejectAnswer', reason: 'unsolved' })
  const dueOn = Temporal.PlainDate.from('2027-02-20')
  await next(staff.mailboxHead, {
    type: 'review',
    result: 'continue',
    dueOn,
    unitId: unitIds.water,
    text: '改由水利局',
  })
  await next(staff.water, { type: 'offerHandOver', unitId: unitIds.traffic, text: '在路面上' })
  await next(staff.traffic, { type: 'acceptHandOver' })
  const { mailbox, housing, water, traffic } = unitIds
  const [row] = await house.db.select({ chain: matters.chain }).from(matters).where(eq(matters.id, state.id))
  expect(row?.chain).toEqual([mailbox, housing, mailbox, water, traffic])
  const before = await chains()
  await house.db.update(matters).set({ chain: [] })
  await house.db.execute(sql.raw(fill ?? ''))
  expect(await chains()).toEqual(before)
})

const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1)
