import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inviteJoint, matters } from '#core/matters/index.ts'
import { type SpeedCity, speedCity } from '../../../../test/speed-city.ts'
import { readBoard } from './board.ts'
import { medianDays, overdue, rawRate, standingRate } from './figures.ts'
import { speedClosings, speedMonths } from './tables.ts'

let city: SpeedCity

beforeAll(async () => {
  city = await speedCity('2026-10-12T10:00:00+08:00')
})
afterAll(() => city.close())

const at = (text: string) => city.house.clock.set(`${text}:00+08:00`)
const desk = () => readBoard(city.house, 'desk', {})
const total = async () => (await desk()).total.figures
const october = { from: '2026-10', to: '2026-10' }

const bureau = '市住房城乡建设局'
let first = ''

describe('an answer counts in the month in which it was given', () => {
  test('with the working days it took, saved and early', async () => {
    first = await city.taken(bureau, 'chengban')
    at('2026-10-14T11:00')
    await city.answer(first, 'chengban', 'fuzeren')
    expect(await city.rollUp()).toBe(1)
    const figures = await total()
    // Seven working days from the 12th: the 21st. Answered on the 14th: two used, five saved.
    expect(figures).toMatchObject({ closed: 1, timed: 1, met: 1, standing: 1, early: 1, savedDays: 5, rejected: 0 })
    expect(medianDays(figures)).toBe(2)
    const [row] = await city.house.db.select().from(speedClosings)
    expect(row).toMatchObject({ scope: 'public', kind: 'letter', divisionCode: '510402', unitId: city.unit(bureau).id })
  })

  test('counted twice it stays what it is', async () => {
    await city.house.db.execute(sql`insert into speed_changed (matter_id) select matter_id from speed_closings`)
    await city.house.db.execute(sql`insert into speed_changed (matter_id) select matter_id from speed_closings`)
    await city.rollUp()
    expect(await total()).toMatchObject({ closed: 1, met: 1 })
    expect(await city.rollUp()).toBe(0)
  })

  test('what the asker rejects does not stand; the second answer counts for itself', async () => {
    at('2026-10-15T09:00')
    await city.byWriter(first, { type: 'rejectAnswer', reason: 'notSolved', text: '没有修好。' })
    await city.rollUp()
    expect(await total()).toMatchObject({ closed: 1, met: 1, standing: 0, rejected: 1 })
    await city.by('zhujian.chengban2', first, { type: 'sign' })
    at('2026-10-19T09:00')
    await city.answer(first, 'zhujian.chengban2', 'fuzeren')
    await city.rollUp()
    const figures = await total()
    expect(figures).toMatchObject({ closed: 2, timed: 2, met: 2, standing: 1, rejected: 1 })
    expect([...figures.used]).toEqual([[2, 2]])
    expect(rawRate(figures)).toBe(1)
    expect(standingRate(figures)).toBe(0.5)
  })

  test('a review that ends the matter upholds both answers; one that sends it on upholds none', async () => {
    await city.byWriter(first, { type: 'rejectAnswer', reason: 'notSolved', text: '还是没有。' })
    await city.rollUp()
    expect(await total()).toMatchObject({ met: 2, standing: 0, rejected: 2 })
    const second = await city.taken(bureau, 'chengban')
    await city.answer(second, 'chengban', 'fuzeren')
    await city.toReview(second)
    await city.by('ducha', first, { type: 'review', result: 'end', text: '答复合法，已经解释清楚。' })
    await city.by('ducha', second, { type: 'review', result: 'otherTrack', text: '请向法院提起诉讼。' })
    await city.rollUp()
    expect(await total()).toMatchObject({ closed: 4, met: 4, standing: 2, rejected: 2 })
  })

  test('挂账 is still open, and its answers do not stand', async () => {
    const hung = await city.taken(bureau, 'chengban')
    await city.answer(hung, 'chengban', 'fuzeren')
    await city.toReview(hung)
    await city.by('ducha', hung, { type: 'review', result: 'hang', text: '要等明年大修，先挂账。' })
    await city.rollUp()
    const board = await desk()
    expect(board.total.figures).toMatchObject({ closed: 6, standing: 2, rejected: 4 })
    expect(board.total.open).toMatchObject({ open: 1, hung: 1, waiting: 0 })
    // Under review it is with the desk that filed it, which is compared with no department.
    expect(board.groups.map(({ id }) => id)).toEqual(['departments', 'desks'])
  })

  test('late, extended and stopped ones are told apart', async () => {
    const late = await city.taken(bureau, 'chengban', { sort: 'consult' })
    const slow = await city.taken('市交通运输局', 'jiaotong.chengban1')
    await city.by('jiaotong.chengban1', slow, {
      type: 'requestExtension',
      amount: 2,
      ground: 'complex',
      text: '要开挖检查。',
    })
    await city.by('jiaotong.fuzeren', slow, { type: 'approveExtension' })
    const stopped = await city.taken('市交通运输局', 'jiaotong.chengban1')
    await city.by('jiaotong.fuzeren', stopped, { type: 'pause', ground: 'inspection', noticeId: '攀交〔2026〕1号' })
    at('2026-10-27T10:00')
    await city.by('jiaotong.chengban1', stopped, { type: 'resume' })
    at('2026-10-28T10:00')
    await city.answer(late, 'chengban', 'fuzeren')
    await city.answer(slow, 'jiaotong.chengban1', 'jiaotong.fuzeren')
    await city.answer(stopped, 'jiaotong.chengban1', 'jiaotong.fuzeren')
    await city.rollUp()
    const board = await desk()
    expect(overdue(board.total.figures)).toBe(1)
    expect(board.total.figures).toMatchObject({ extended: 1, stopped: 1 })
    expect(board.stops).toEqual([{ label: '正在检验、检测、鉴定或专家评审', count: 1 }])
    const [departments] = board.groups
    expect(departments?.rows.map(({ label, figures }) => [label, figures.closed])).toEqual([
      [bureau, 7],
      ['市交通运输局', 2],
    ])
    // 19 → 28 October are seven working days, of which the clock stood six.
    const traffic = departments?.rows.find(({ label }) => label === '市交通运输局')
    expect([...(traffic?.figures.used ?? [])].sort()).toEqual([
      [1, 1],
      [7, 1],
    ])
  })
})

describe('what is counted where', () => {
  test('a 举报 is in no figure, not even among the open ones', async () => {
    const before = (await desk()).total
    const report = await city.writeOne({ sort: 'report', title: '收受红包', unit: city.unit(bureau).id })
    expect((await city.rowOf(report)).class).toBe('report')
    await city.by('jijian', report, { type: 'dispatch', unitId: city.unit('市纪委监委').id })
    await city.by('jijian', report, { type: 'sign' })
    const { total: now } = await desk()
    expect(now.open).toEqual(before.open)
    await city.by('jijian', report, { type: 'submitDraft', text: '已经核实，依规处理。' })
    await city.by('jiwei.fuzeren', report, { type: 'answer' })
    await city.rollUp()
    expect((await total()).closed).toBe(before.figures.closed)
    const rows = await city.house.db.select().from(speedMonths)
    expect(rows.every(({ scope, kind }) => scope === 'public' && kind === 'letter')).toBe(true)
  })

  test('a part of joint handling counts at the desk only', async () => {
    const main = await city.taken(bureau, 'chengban')
    const { id } = await city.rowOf(main)
    const traffic = city.unit('市交通运输局').id
    const acted = await inviteJoint(city.house, await city.actorOf('chengban'), id, {
      unitIds: [traffic],
      text: '请出具意见。',
    })
    const [part] = await city.house.db
      .select()
      .from(matters)
      .where(eq(matters.id, acted.state.parts[0]?.matterId ?? ''))
    expect(part?.kind).toBe('part')
    const open = await desk()
    expect(open.kinds.find(({ key }) => key === 'part')?.open?.open).toBe(1)
    await city.by('jiaotong.chengban1', part?.number ?? '', { type: 'sign' })
    await city.answer(part?.number ?? '', 'jiaotong.chengban1', 'jiaotong.fuzeren')
    await city.rollUp()
    expect((await desk()).kinds.map(({ label, figures }) => [label, figures.closed])).toEqual([
      ['来信', 9],
      ['协办件', 1],
    ])
    const board = await readBoard(city.house, 'public', {})
    expect(board.kinds.map(({ key }) => key)).toEqual(['letter'])
    expect(board.total.figures.closed).toBe(9)
  })

  test('sums of months, units, kinds and counties are the sums of the answers', async () => {
    const board = await readBoard(city.house, 'desk', october)
    const parts = [board.months, board.groups.flatMap(({ rows }) => rows), board.kinds, board.divisions]
    for (const rows of parts) {
      expect(rows.reduce((sum, { figures }) => sum + figures.closed, 0)).toBe(board.total.figures.closed)
      expect(rows.reduce((sum, { figures }) => sum + figures.standing, 0)).toBe(board.total.figures.standing)
    }
    expect(board.months).toHaveLength(1)
  })

  test('a unit is counted with those below it; filters that match nothing say so', async () => {
    const government = await readBoard(city.house, 'desk', { unit: city.unit('市政府').id })
    expect(government.total.figures.closed).toBe((await total()).closed)
    const traffic = await readBoard(city.house, 'desk', { unit: city.unit('市交通运输局').id, division: '510402' })
    expect(traffic.total.figures.closed).toBe(3)
    expect((await readBoard(city.house, 'desk', { division: '510403' })).total.figures.closed).toBe(0)
    expect((await readBoard(city.house, 'desk', { kind: 'nothing' })).total.open?.open).toBe(0)
  })

  test('in public a unit with two answers is hidden, and the next smallest with it', async () => {
    const board = await readBoard(city.house, 'public', {})
    const rows = board.groups[0]?.rows ?? []
    expect(rows.map(({ label, isHidden }) => [label, isHidden])).toEqual([
      [bureau, true],
      ['市交通运输局', true],
    ])
    expect(board.total.isHidden).toBe(false)
  })
})
