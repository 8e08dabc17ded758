import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { matterEvents, wakeDue } from '#core/matters/index.ts'
import { heldMessages } from '#core/notices/index.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { seedLadder } from '../ladder/seed-ladder.ts'
import { ladderSteps } from '../ladder/tables.ts'
import { breakThrough } from './break-through.ts'
import { runRounds } from './run-round.ts'
import { reminderRounds } from './tables.ts'

let desk: DeskOfTests
beforeAll(async () => {
  // Monday 2026-11-23, 10:00
  desk = await deskOfTests()
  await seedLadder(desk.house)
})
afterAll(async () => {
  expect(await desk.check()).toEqual([])
  await desk.close()
})

const zone = '+08:00'

/** The clock records what is due, then the minute's job looks. @returns how many rounds went out */
async function pass(at: string): Promise<number> {
  desk.house.clock.set(`${at}${zone}`)
  await wakeDue(desk.house)
  return runRounds(desk.house)
}

/** What a person was sent, newest first. */
async function told(username: string): Promise<string[]> {
  const { personId } = await desk.actorOf(username)
  return (await heldMessages(desk.house, { personId, contactIds: [] })).map(({ text }) => text)
}

const everybody = [
  'zhujian.chengban1',
  'chengban',
  'fuzeren',
  'paidan',
  'ducha',
  'lingdao',
  'jijian',
  'jiwei.fuzeren',
  'bianji',
]

async function toldAll(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const who of everybody) {
    const digests = (await told(who)).filter((text) => text.startsWith('工作提醒')).length
    if (digests > 0) counts[who] = digests
  }
  return counts
}

const eventsOf = async (number: string, type: string) =>
  desk.house.db
    .select({ actor: matterEvents.actorKind, name: matterEvents.actorName })
    .from(matterEvents)
    .where(and(eq(matterEvents.matterId, (await desk.rowOf(number)).id), eq(matterEvents.type, type)))

describe('digests and the ladder', () => {
  let letter: string
  let report: string

  beforeAll(async () => {
    letter = await desk.writeOne()
    await desk.does('paidan', letter, 'dispatch', { dispatchUnit: 'zjj', dispatchClass: 'help' })
    await desk.does('zhujian.chengban1', letter, 'signature')
    report = await desk.writeOne({ sort: 'report', title: '收受红包', unit: desk.unit('市住房城乡建设局').id })
    await desk.does('jijian', report, 'signature')
  })

  test('nothing to say, nothing sent; and a round is a round, however often the job looks', async () => {
    expect(await pass('2026-11-23T14:20')).toBe(1)
    expect(await pass('2026-11-23T14:21')).toBe(0)
    expect(await toldAll()).toEqual({})
    expect(await pass('2026-11-24T08:44')).toBe(0)
    expect(await pass('2026-11-24T08:45')).toBe(1)
    expect(await toldAll()).toEqual({})
  })

  test('quiet on the weekend', async () => {
    expect(await pass('2026-11-28T09:00')).toBe(0)
    expect(await pass('2026-11-29T15:00')).toBe(0)
  })

  test('yellow: the handler alone is told, once', async () => {
    expect(await pass('2026-12-01T08:45')).toBe(1)
    expect(await toldAll()).toEqual({ 'zhujian.chengban1': 1 })
    expect((await told('zhujian.chengban1'))[0]).toContain('快到期1件。最急的编号')
    await pass('2026-12-01T14:15')
    expect(await toldAll()).toEqual({ 'zhujian.chengban1': 1 })
  })

  test('the page shows what the digest told, to its reader only', async () => {
    const page = await desk.text('zhujian.chengban1', '/desk/reminders')
    expect(page).toContain('快到期（1）')
    expect(page).toContain('炳草岗大街路灯不亮')
    expect(await desk.text('chengban', '/desk/reminders')).toContain('还没有提醒')
  })

  test('four working hours before the end it breaks through, once, by one message for all', async () => {
    const second = await desk.writeOne()
    await desk.does('paidan', second, 'dispatch', { dispatchUnit: 'zjj', dispatchClass: 'help' })
    await desk.does('zhujian.chengban1', second, 'signature')
    // Both end with the day of 2 and 10 December.
    desk.house.clock.set(`2026-12-02T11:29${zone}`)
    expect(await breakThrough(desk.house)).toBe(0)
    desk.house.clock.set(`2026-12-02T11:31${zone}`)
    expect(await breakThrough(desk.house)).toBe(1)
    expect(await breakThrough(desk.house)).toBe(0)
    expect((await told('zhujian.chengban1'))[0]).toContain('有1件事还剩不到4个工作小时到期')
    await desk.does('zhujian.chengban1', second, 'drafts', {
      replyText: '您好，已经修好，谢谢您的来信。',
      intent: 'submit',
    })
    await desk.does('fuzeren', second, 'approval')
  })

  test('red: handler and head; two working days later the machine urges, unless a superior did on that day', async () => {
    await pass('2026-12-03T08:45')
    expect(await toldAll()).toEqual({ 'zhujian.chengban1': 2, fuzeren: 1 })
    expect((await told('fuzeren'))[0]).toContain('已超期1件')
    await pass('2026-12-04T08:45')
    expect(await eventsOf(letter, 'urged')).toEqual([{ actor: 'system', name: 'ladder' }])
    expect((await told('fuzeren'))[0]).toContain('被催办1件')
    const refused = await desk.does('ducha', letter, 'urge', { urgeText: '请抓紧' })
    expect(refused.page).toContain('系统已于 08:45 催办。一件一天只催一次')
    expect(await desk.text('chengban', `/desk/letters/${letter}`)).toContain('催办')
  })

  test('a person who urged before the machine is the only one on that day', async () => {
    const third = await desk.writeOne()
    await desk.does('paidan', third, 'dispatch', { dispatchUnit: 'zjj', dispatchClass: 'consult' })
    await desk.does('zhujian.chengban1', third, 'signature')
    // Dispatched on Friday 4 December, due on Wednesday 9, two working days over on Friday 11.
    await pass('2026-12-08T08:45')
    await pass('2026-12-10T08:45')
    desk.house.clock.set(`2026-12-11T08:30${zone}`)
    await wakeDue(desk.house)
    expect((await desk.does('ducha', third, 'urge')).status).toBe(303)
    await pass('2026-12-11T08:45')
    expect(await eventsOf(third, 'urged')).toEqual([{ actor: 'staff', name: null }])
    const [step] = await desk.house.db
      .select()
      .from(ladderSteps)
      .where(and(eq(ladderSteps.matterId, (await desk.rowOf(third)).id), eq(ladderSteps.rungId, 'LAD-5')))
    expect(step?.isTaken).toBe(true)
  })

  test('the supervisor is asked, then the leader in charge hears of it', async () => {
    expect((await told('ducha')).some((text) => text.includes('待您决定是否督办'))).toBe(true)
    expect((await told('lingdao'))[0]).toContain('已超期1件')
    expect(await desk.text('ducha', '/desk/supervision')).toContain('炳草岗大街路灯不亮')
  })

  test('a 举报 reminds its own officers, names nothing, and is proposed to nobody', async () => {
    // 15 working days from 23 November end on 14 December.
    for (const day of ['2026-12-10', '2026-12-15', '2026-12-16', '2026-12-18', '2026-12-22', '2026-12-24'])
      await pass(`${day}T08:45`)
    const officers = [...(await told('jijian')), ...(await told('jiwei.fuzeren'))]
    expect(officers.some((text) => text.includes('已超期'))).toBe(true)
    for (const text of officers) {
      expect(text).not.toContain(report)
      expect(text).not.toMatch(/编号|举报|红包/)
    }
    const { rows } = await desk.house.db.execute(
      sql`select 1 from supervision_proposals p join matters m on m.id = p.matter_id where m.number = ${report}`,
    )
    expect(rows).toEqual([])
    const matterId = (await desk.rowOf(report)).id
    const { rows: lines } = await desk.house.db.execute<{ person: string }>(
      sql`select distinct person_id as person from reminder_lines where matter_id = ${matterId}`,
    )
    const allowed = await Promise.all(
      ['jijian', 'jiwei.fuzeren'].map(async (who) => (await desk.actorOf(who)).personId),
    )
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.every(({ person }) => allowed.includes(person))).toBe(true)
    expect(await desk.text('ducha', '/desk/supervision')).not.toContain('收受红包')
  })

  test('what is put to a unit is told while it waits; what was taken up is not', async () => {
    desk.house.clock.set(`2026-12-25T16:00${zone}`)
    const waiting = await desk.writeOne({ title: '井盖坏了' })
    await desk.does('paidan', waiting, 'dispatch', { dispatchUnit: '市交通运输局', dispatchClass: 'help' })
    const taken = await desk.writeOne({ title: '站牌歪了' })
    await desk.does('paidan', taken, 'dispatch', { dispatchUnit: '市交通运输局', dispatchClass: 'help' })
    await desk.does('jiaotong.chengban1', taken, 'signature')
    await pass('2026-12-28T08:45')
    expect((await told('jiaotong.chengban2'))[0]).toMatch(/逾期未签收、未接收1件|新派来、转来1件/)
    const page = await desk.text('jiaotong.chengban2', '/desk/reminders')
    expect(page).toContain('井盖坏了')
    expect(page).not.toContain('站牌歪了')
  })

  test('a digest goes by the media that its reader wishes: without any it stays in the inbox', async () => {
    const cookie = await desk.as('fuzeren')
    const before = (await told('fuzeren')).length
    await desk.post('fuzeren', '/account/messages', { quiet: 'yes' })
    expect(cookie).toContain('session')
    const fourth = await desk.writeOne()
    await desk.does('paidan', fourth, 'dispatch', { dispatchUnit: 'zjj', dispatchClass: 'consult' })
    await desk.does('zhujian.chengban1', fourth, 'signature')
    await pass('2027-01-08T08:45')
    expect((await told('fuzeren')).length).toBe(before + 1)
    const { personId } = await desk.actorOf('fuzeren')
    const drive = await import('#core/notices/index.ts').then(
      ({ noticesModule }) => noticesModule.jobs?.tasks?.['notices:drive'],
    )
    await drive?.(desk.house, {})
    const { rows } = await desk.house.db.execute<{ channel: string; state: string }>(
      sql`select channel, state from notices where to_person_id = ${personId} order by created_at desc, id desc limit 1`,
    )
    expect(rows).toEqual([{ channel: 'inbox', state: 'sent' }])
  })

  test('every round is finished, and nobody had two digests in one', async () => {
    const rounds = await desk.house.db.select().from(reminderRounds)
    expect(rounds.every(({ finishedAt }) => finishedAt !== null)).toBe(true)
    const { rows } = await desk.house.db.execute<{ digests: number; rounds: number }>(sql`
      select n.digests, l.rounds
      from (select to_person_id as id, count(*)::int as digests from notices where template = 'reminder.digest' group by 1) n
        full join (select person_id as id, count(distinct round_at)::int as rounds from reminder_lines group by 1) l using (id)`)
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.filter(({ digests, rounds: told }) => digests !== told)).toEqual([])
  })
})
