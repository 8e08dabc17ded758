import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { erase, matters } from '#core/matters/index.ts'
import { systemActor } from '#platform/actor.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { importLetters } from '../letters/importing/import-letters.ts'
import { adviserInUse, forgetAdviser, termKey } from './advising/adviser.ts'
import { adviceFor } from './advising/record-dispatching.ts'
import { findCategory } from './categories/categories.ts'
import { fellClearly, learnAdvice } from './learning/learn-advice.ts'
import { adviceModels, letterDispatchings, matterCategories } from './tables.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk?.close())

const idOf = async (title: string) => (await findCategory(desk.house.db, title))?.id ?? ''
const categoryOf = async (number: string) => {
  const { id } = await desk.rowOf(number)
  const [row] = await desk.house.db.select().from(matterCategories).where(eq(matterCategories.matterId, id))
  return row ?? null
}
const lastDispatching = async () =>
  (await desk.house.db.select().from(letterDispatchings).orderBy(desc(letterDispatchings.id)).limit(1))[0]

async function* lines(rows: object[]) {
  for (const row of rows) yield JSON.stringify(row)
}

/** Closed letters of two sorts, as an import brings them; each in words of its own. */
const closed = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => {
    const number = from + at
    const isWater = number % 2 === 0
    return {
      id: `c${number}`,
      title: isWater ? '小区自来水水压太低' : '学校门口放学时孩子入学难',
      body: isWater
        ? `家里自来水水压低，停水了第${number}次，水管老化请尽快维修。`
        : `幼儿园学位不够，老师说要摇号，孩子入学报名第${number}次没有成功。`,
      writtenAt: '2026-10-12T09:00:00+08:00',
      reply: '已经办理，请放心。',
      repliedAt: '2026-10-20T09:00:00+08:00',
      unit: isWater ? '市水利局' : '市教育和体育局',
      category: isWater ? '水电气' : '教育',
    }
  })

describe('分类', () => {
  test('a dispatch puts the letter under a category, which is shown, changed and filtered by', async () => {
    const number = await desk.writeOne({ title: '公交车总是不来' })
    const traffic = await idOf('公共交通')
    const form = await desk.text('paidan', `/desk/letters/${number}`)
    expect(form).toContain('交通 › 公共交通')
    const sent = await desk.does('paidan', number, 'dispatch', {
      dispatchUnit: '市交通运输局',
      dispatchClass: 'help',
      dispatchCategory: traffic,
    })
    expect(sent.status).toBe(303)
    expect(await categoryOf(number)).toMatchObject({ categoryId: traffic, by: 'person' })
    const at = (id: string) => desk.text('paidan', `/desk/letters?list=all&category=${id}`)
    expect(await at(await idOf('交通'))).toContain('公交车总是不来')
    expect(await at(traffic)).toContain('公交车总是不来')
    expect(await at(await idOf('医保'))).not.toContain('公交车总是不来')
    expect((await desk.does('chengban', number, 'category', { newCategory: '医保' })).status).not.toBe(303)
    expect((await desk.does('paidan', number, 'category', { newCategory: '道路和停车' })).status).toBe(303)
    expect(await categoryOf(number)).toMatchObject({ categoryId: await idOf('道路和停车') })
  })

  test('a category that is not on the list is refused in words, and the letter is not dispatched', async () => {
    const number = await desk.writeOne()
    const sent = await desk.does('paidan', number, 'dispatch', {
      dispatchUnit: '市交通运输局',
      dispatchClass: 'help',
      dispatchCategory: '天文',
    })
    expect([sent.status, sent.page.includes('没有“天文”这个分类')]).toEqual([422, true])
    expect((await desk.rowOf(number)).state).toBe('opened')
  })

  test('an import brings its category, and the public list is narrowed by it', async () => {
    const report = await importLetters(desk.house, lines([...closed(2), { ...closed(1, 900)[0], category: '天文' }]))
    expect(report).toMatchObject({ published: 2, refused: [{ line: 3, why: '没有这个分类：天文' }] })
    const list = await (await desk.get('paidan', `/letters?topic=${await idOf('城市管理')}`)).text()
    expect(list).toContain('小区自来水水压太低')
    expect(list).not.toContain('学校门口放学时孩子入学难')
    const feed = await (await desk.get('paidan', `/letters/feed.json?topic=${await idOf('教育')}`)).text()
    expect(feed).toContain('入学难')
    expect(feed).not.toContain('水压')
  })

  test('the list is kept by dispatchers', async () => {
    const fields = { title: '无障碍', words: '盲道 坡道 轮椅', parentId: '' }
    const write = (by: string, change = {}) => desk.post(by, '/desk/dispatching/categories', { ...fields, ...change })
    expect((await write('chengban')).status).toBe(403)
    expect((await write('paidan', { title: '' })).status).toBe(422)
    expect((await write('paidan')).status).toBe(303)
    const twice = await write('paidan')
    expect([twice.status, (await twice.text()).includes('已经有“无障碍”')]).toEqual([422, true])
    expect(await desk.text('paidan', '/desk/dispatching/categories')).toContain('盲道 坡道 轮椅')
    const id = await idOf('无障碍')
    expect((await desk.post('paidan', `/desk/dispatching/categories/${id}/end`)).status).toBe(303)
    expect(await idOf('无障碍')).toBe('')
    expect((await desk.post('paidan', `/desk/dispatching/categories/${id}/end`)).status).toBe(404)
  })
})

describe('派单建议', () => {
  test('is learnt from closed letters and catalogues, measured, and stands with its reasons before the dispatcher', async () => {
    await importLetters(desk.house, lines(closed(16, 100)))
    // What waits for a rating is not closed: silence closes it.
    await desk.house.db.update(matters).set({ closedAt: desk.house.clock.now() }).where(eq(matters.channel, 'import'))
    const learnt = await learnAdvice(desk.house)
    expect(learnt).toMatchObject({ version: 1, isTaken: true })
    expect(learnt?.measured.categories).toMatchObject({ folds: 5, letters: 18, macroF1: 1 })
    const number = await desk.writeOne({ title: '停水', body: '我家自来水水压很低，已经停水两天，水管坏了。' })
    const page = await desk.text('paidan', `/desk/letters/${number}`)
    for (const words of ['派单建议', '按建议派给市水利局', '有把握', '同类来信由它答复过', '依据信里的'])
      expect(page).toContain(words)
    expect(await desk.text('paidan', '/desk/letters?list=dispatch')).toContain('建议：城市管理，市水利局')
  })

  test('one key takes it; what was advised and what was decided are kept beside each other', async () => {
    const number = (await desk.letters()).findLast(({ state }) => state === 'opened')?.number ?? ''
    const { id } = await desk.rowOf(number)
    const advice = await adviceFor(desk.house, id)
    const unitId = advice?.units[0]?.id ?? ''
    const sent = await desk.does('paidan', number, 'dispatch', {
      dispatchUnit: unitId,
      dispatchCategory: advice?.category?.id ?? '',
    })
    expect(sent.status).toBe(303)
    expect(await lastDispatching()).toMatchObject({
      matterId: id,
      modelId: advice?.modelId,
      unitId,
      categoryId: advice?.category?.id,
      advisedUnitIds: advice?.units.map((unit) => unit.id),
    })
    const other = await desk.writeOne({ title: '又停水了', body: '自来水水压低，停水，水管坏了。' })
    await desk.does('paidan', other, 'dispatch', { dispatchUnit: '市交通运输局', dispatchClass: 'help' })
    expect(await categoryOf(other)).toMatchObject({ by: 'model' })
    expect(await desk.text('paidan', '/desk/dispatching')).toMatch(/单位一致[\s\S]*50\.0%/)
  })

  test('in bulk each goes where is advised for it; what is not sure stays and is told', async () => {
    const water = await desk.writeOne({ title: '自来水停水', body: '自来水水压低，停水三天了，水管老化。' })
    const school = await desk.writeOne({ title: '孩子入学', body: '幼儿园学位不够，入学报名要摇号，老师说没有。' })
    const unclear = await desk.writeOne({ title: '你好', body: '今天天气真不错，想说声您好呀朋友们。' })
    const answer = await desk.post('paidan', '/desk/dispatches', {
      matter: [water, school, unclear],
      intent: 'advised',
      list: 'list=dispatch',
    })
    expect(await answer.text()).toContain('没有有把握的建议')
    const unitOf = async (number: string) => (await desk.rowOf(number)).offeredUnitId
    expect(await unitOf(water)).toBe(desk.unit('市水利局').id)
    expect(await unitOf(school)).toBe(desk.unit('市教育和体育局').id)
    expect(await unitOf(unclear)).toBeNull()
  })

  test('a 举报 has no advice, no category and no row; who does not dispatch sees no advice', async () => {
    const number = await desk.writeOne({ sort: 'report', unit: desk.unit('市水利局').id, title: '举报停水收费' })
    const { id } = await desk.rowOf(number)
    expect(await adviceFor(desk.house, id)).toBeNull()
    expect(await desk.text('jijian', `/desk/letters/${number}`)).not.toContain('派单建议')
    expect(await categoryOf(number)).toBeNull()
    const official = await desk.writeOne({
      sort: 'complaint-official',
      title: '停水没人管',
      body: '自来水停水，水管坏了，窗口人员态度很差。',
    })
    expect(await adviceFor(desk.house, (await desk.rowOf(official)).id)).toBeNull()
    const rows = await desk.house.db.select().from(letterDispatchings).where(eq(letterDispatchings.matterId, id))
    expect(rows).toEqual([])
    const open = await desk.writeOne({ title: '停水', body: '自来水水压低，停水，水管坏了，请维修。' })
    const seen = await desk.get('xinxiang.chengban1', `/desk/letters/${open}`)
    expect(await seen.text()).not.toContain('按建议派给')
  })

  test('the figures are for dispatchers and supervisors; either turns it off, with a reason', async () => {
    for (const other of ['chengban', 'fuzeren', 'lingdao', 'xitong', 'jijian']) {
      expect((await desk.get(other, '/desk/dispatching')).status, other).toBe(403)
      expect((await desk.post(other, '/desk/dispatching/switch', { on: 'no', why: '关掉它' })).status, other).toBe(403)
    }
    for (const words of ['五折交叉验证', '宏平均 F1', '学过的来信', '散列'])
      expect(await desk.text('ducha', '/desk/dispatching')).toContain(words)
    expect((await desk.post('ducha', '/desk/dispatching/switch', { on: 'no', why: '' })).status).toBe(422)
    const off = await desk.post('ducha', '/desk/dispatching/switch', { on: 'no', why: '建议老是派错' })
    expect(off.status).toBe(303)
    expect(await adviserInUse(desk.house.db)).toBeNull()
    expect(await desk.text('paidan', '/desk/dispatching')).toContain('建议老是派错')
    await desk.post('paidan', '/desk/dispatching/switch', { on: 'yes', why: '重学以后好了' })
    expect(await adviserInUse(desk.house.db)).not.toBeNull()
  })

  test('a version that tells clearly worse waits for a person', async () => {
    const measured = (macroF1: number) => ({
      categories: { folds: 5, letters: 20, macroF1, byLabel: [], confusion: [] },
      units: null,
    })
    expect(fellClearly(measured(0.8), measured(0.78))).toBe(false)
    expect(fellClearly(measured(0.8), measured(0.7))).toBe(true)
    // The same letters, told apart by nothing any more.
    const water = await idOf('水电气')
    const school = await idOf('教育')
    const rows = await desk.house.db.select().from(matterCategories).where(eq(matterCategories.by, 'import'))
    for (const [at, row] of rows.entries())
      await desk.house.db
        .update(matterCategories)
        .set({ categoryId: at % 3 === 0 ? water : school })
        .where(eq(matterCategories.matterId, row.matterId))
    const worse = await learnAdvice(desk.house)
    expect(worse).toMatchObject({ version: 2, isTaken: false })
    expect(await desk.text('paidan', '/desk/dispatching')).toContain('第 2 版比在用的明显差')
    const take = (by: string) => desk.post(by, `/desk/dispatching/versions/${worse?.id}/taking`)
    expect((await take('chengban')).status).toBe(403)
    expect((await take('paidan')).status).toBe(303)
    expect((await take('paidan')).status).toBe(404)
    expect((await adviserInUse(desk.house.db))?.id).toBe(worse?.id)
    expect(await learnAdvice(desk.house, { onlyIfNew: true })).toBeNull()
  })

  test('an erased letter teaches nothing any more, and no word stands in what was learnt', async () => {
    const [one] = await desk.house.db.select().from(matters).where(eq(matters.channel, 'import')).limit(1)
    await desk.house.db.transaction((tx) =>
      erase({ ...desk.house, db: tx }, systemActor('retention'), one?.id ?? '', 'retention'),
    )
    const before = await desk.house.db.select().from(adviceModels)
    const after = await learnAdvice(desk.house)
    const [row] = await desk.house.db
      .select()
      .from(adviceModels)
      .where(eq(adviceModels.id, after?.id ?? ''))
    expect(row?.unitLetters).toBe((before.at(-1)?.unitLetters ?? 0) - 1)
    expect(JSON.stringify(row?.measured)).not.toMatch(/水压|入学/)
    forgetAdviser(desk.house.db)
    const adviser = await adviserInUse(desk.house.db)
    expect(adviser?.categories.labels.every((label) => /^[0-9a-f-]{36}$/.test(label))).toBe(true)
    expect(termKey(desk.house)).not.toBe(0)
    // Weights of the two newest only.
    const kept = (await desk.house.db.select().from(adviceModels)).filter(({ content }) => content !== null)
    expect(kept.length).toBeLessThanOrEqual(2)
  })
})

describe('街道、乡镇只办清单里的', () => {
  const street = '炳草岗街道'
  const sendTo = (number: string, change: Record<string, string> = {}) =>
    desk.does('paidan', number, 'dispatch', { dispatchUnit: street, dispatchClass: 'help', ...change })

  test('what is not in its list is refused with the way that is open', async () => {
    const number = await desk.writeOne({ title: '修路', division: '510402002' })
    const sent = await sendTo(number)
    expect(sent.status).toBe(422)
    for (const words of ['履职事项清单里没有查到这件事', '由主办单位邀请协办，期限由主办单位承担'])
      expect(sent.page).toContain(words)
    const bulk = await desk.post('paidan', '/desk/dispatches', { matter: [number], dispatchUnit: street })
    expect(await bulk.text()).toContain('履职事项清单里没有查到')
    expect((await desk.rowOf(number)).state).toBe('opened')
  })

  test('what is in it goes there, by the letter’s own words or by the row that is named', async () => {
    const duty = {
      words: '敬老补贴',
      category: '民政',
      unit: street,
      basisKind: 'township',
      basis: '履职事项清单第 18 项',
    }
    const write = (subject: string, divisionCode: string) =>
      desk.post('paidan', '/desk/duties', { ...duty, subject, divisionCode })
    expect((await write('高龄津贴初审', '510402002')).status).toBe(303)
    const number = await desk.writeOne({ title: '敬老补贴没有发', division: '510402002' })
    expect((await sendTo(number)).status).toBe(303)
    expect((await lastDispatching())?.dutyId).not.toBeNull()
    const named = await desk.writeOne({ title: '奶奶的钱', division: '510402002' })
    expect((await sendTo(named, { dispatchDuty: '不存在的事' })).page).toContain(
      '职责目录里没有由炳草岗街道负责的“不存在的事”',
    )
    expect((await sendTo(named, { dispatchDuty: '高龄津贴初审' })).status).toBe(303)
    const elsewhere = await desk.writeOne({ title: '敬老补贴没有发到', division: '510403' })
    expect((await sendTo(elsewhere)).status).toBe(422)
  })

  test('the same duty may stand once for each place', async () => {
    const duty = {
      subject: '河道保洁',
      words: '河里垃圾',
      category: '水利',
      basisKind: 'powers',
      basis: '权责清单第 3 项',
    }
    const write = (unit: string, divisionCode: string) =>
      desk.post('paidan', '/desk/duties', { ...duty, unit, divisionCode })
    expect((await write('市水利局', '')).status).toBe(303)
    expect((await write('市农业农村局', '510411')).status).toBe(303)
    expect((await write('市水利局', '510411')).status).toBe(422)
    expect(await desk.text('paidan', '/duties?q=河道保洁')).toContain('仁和区')
  })
})
