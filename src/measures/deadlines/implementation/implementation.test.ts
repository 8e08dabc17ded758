import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addresseesOf,
  allEvidence,
  countImplementation,
  defineEvidence,
  departmentsOf,
  measures,
} from '#core/implementation/index.ts'
import { allUnits } from '#core/people/index.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { proofFile, type WorksOfTests, worksOfTests } from '../works/works-for-tests.ts'
import { spanOf, spanText } from './span.ts'
import { tableOf } from './table.ts'

let city: WorksOfTests<DeskOfTests>

beforeAll(async () => {
  city = worksOfTests(await deskOfTests())
  const { house } = city
  // A letter that is answered in time, one that is late; a report, which stands in no figure.
  house.clock.set('2026-10-09T10:00:00+08:00')
  const inTime = await city.writeOne({ publish: 'yes', title: '门口路灯不亮请维修' })
  const late = await city.writeOne()
  await city.writeOne({
    sort: 'report',
    title: '收受红包',
    body: '去年十月验收时收受施工方红包。',
    unit: city.unit('市住房城乡建设局').id,
  })
  for (const number of [inTime, late]) {
    await city.does('paidan', number, 'dispatch', { dispatchUnit: '市住房城乡建设局' })
    await city.does('chengban', number, 'signature')
  }
  await answered(inTime)
  await city.does('bianji', inTime, 'publication', {
    title: '门口路灯不亮请维修',
    body: '门口三盏路灯都不亮，晚上看不清路。',
    reply: '您好，路灯已修复，今后每周巡查一次。',
    secrecyReviewed: 'yes',
  })
  house.clock.set('2026-11-23T10:00:00+08:00')
  await city.does('ducha', late, 'urge', {})
  await answered(late)
  // A work of the bureau: one milestone in time, one past its date.
  house.clock.set('2026-11-24T10:00:00+08:00')
  const work = await city.give({
    milestones: '2026-11-20 完成招标\n2026-11-25 完成开工\n2026-12-31 完工',
    joint: '',
    users: '',
  })
  await city.act('chengban', work, 'proof', { milestone: '2', result: '已经开工。' }, [proofFile()])
}, 120_000)
afterAll(() => city.close())

async function answered(number: string): Promise<void> {
  await city.does('chengban', number, 'drafts', { replyText: '您好，路灯已修复，今后每周巡查一次。', intent: 'submit' })
  expect((await city.does('fuzeren', number, 'approval')).status).toBe(303)
}

const counts = async (year: number, quarter?: 1 | 2 | 3 | 4) => {
  const units = await allUnits(city.house.db)
  const addressees = addresseesOf(units)
  const figures = await countImplementation(city.house, spanOf(year, quarter, 'Asia/Shanghai'))
  const rows = tableOf(figures, addressees)
    .flatMap(({ sentences }) => sentences)
    .flatMap(({ rows }) => rows)
  return Object.fromEntries(rows.map(({ evidence, all }) => [evidence.id, all]))
}

describe('whom the notice is addressed to', () => {
  test('five counties, the high-tech zone, the departments; every unit below the government once', async () => {
    const units = await allUnits(city.house.db)
    const addressees = addresseesOf(units)
    expect(addressees.map(({ name }) => name)).toEqual([
      '东区政府',
      '西区政府',
      '仁和区政府',
      '米易县政府',
      '盐边县政府',
      '钒钛高新区管委会',
      '市政府各部门',
    ])
    const all = addressees.flatMap(({ unitIds }) => unitIds)
    expect(new Set(all).size).toBe(all.length)
    const below = units.filter(({ ancestors }) => ancestors.includes(city.unit('市政府').id))
    expect(all.length).toBe(below.length)
    expect(departmentsOf(units).map(({ name }) => name)).toContain('市住房城乡建设局')
  })
})

describe('computed from what happened', () => {
  test('each number by its formula, in its quarter', async () => {
    const year = await counts(2026)
    expect(year).toMatchObject({
      'letters.answered': 2,
      'letters.published': 1,
      'matters.inTime': 1,
      'matters.early': 1,
      'matters.late': 1,
      'matters.extended': 0,
      'matters.urged': 1,
      'matters.supervised': 0,
      'matters.firstAsked': 2,
      'matters.passedOn': 2,
      'works.given': 1,
      'works.provedInTime': 1,
      'works.late': 1,
      'works.visited': 0,
      'works.signedOff': 0,
    })
    expect((await counts(2026, 3))['letters.answered']).toBe(0)
    expect(Object.values(await counts(2025)).every((count) => count === 0)).toBe(true)
  })

  test('a number belongs to a sentence of the notice and is defined once', () => {
    const ids = new Set(measures.flatMap(({ sentences }) => sentences.map(({ id }) => id)))
    for (const { sentence, formula, title } of allEvidence()) {
      expect(ids).toContain(sentence)
      expect(formula.length).toBeGreaterThan(10)
      expect(title.length).toBeGreaterThan(3)
    }
    const [first] = allEvidence()
    const stray = { id: 'stray', title: '', measureWord: '', formula: '', count: async () => [] }
    expect(() => defineEvidence({ ...stray, sentence: '十-1' })).toThrow('no sentence')
    if (first) expect(() => defineEvidence(first)).toThrow('defined twice')
  })

  test('spans are those of the city', () => {
    expect(spanOf(2026, 4, 'Asia/Shanghai')).toEqual({
      from: Temporal.Instant.from('2026-10-01T00:00:00+08:00'),
      to: Temporal.Instant.from('2027-01-01T00:00:00+08:00'),
    })
    expect(spanText(2026, 2)).toBe('2026 年第二季度')
  })
})

describe('落实对照表', () => {
  const page = async (path: string) => {
    const response = await city.house.app.request(path, { headers: { Accept: 'text/html' } })
    return { status: response.status, words: await response.text() }
  }

  test('every sentence of the notice stands there; what has no record says so', async () => {
    const { status, words } = await page('/implementation')
    expect(status).toBe(200)
    for (const { sentences } of measures) for (const { text } of sentences) expect(words).toContain(text)
    expect(words).toMatch(/6 句有记录，21 句尚无记录/)
    expect(words).toContain('东区政府')
    expect(words).not.toContain('<form method="post"')
  })

  test('one addressee, a year without anything, an address that means nothing', async () => {
    const bureau = city.unit('市住房城乡建设局').id
    const one = await page(`/implementation?addressee=${bureau}`)
    expect(one.words).toContain('落实对照：市住房城乡建设局')
    expect(one.words).toContain('2 件')
    expect((await page('/implementation?year=2024')).words).toContain('0 句有记录')
    for (const strange of ['?year=abc&quarter=9', '?addressee=nobody', '?year=2099'])
      expect((await page(`/implementation${strange}`)).status, strange).toBe(200)
  })

  test('behind a number: how it is counted and where, and no matter by name', async () => {
    const { status, words } = await page('/implementation/6-1?addressee=departments')
    expect(status).toBe(200)
    expect(words).toContain('期内答复的来信，不含举报和并单')
    expect(words).toContain('市住房城乡建设局')
    expect(words).not.toContain('路灯')
    expect((await page('/implementation/9-1')).words).not.toContain('改造老旧小区')
    expect((await page('/implementation/1-1')).words).toContain('尚无记录')
    for (const nothing of ['/implementation/5-9', '/implementation/0-1', '/implementation/x'])
      expect((await page(nothing)).status, nothing).toBe(404)
  })

  test('as a sheet, as CSV, through the API: the same numbers', async () => {
    const sheet = await city.house.app.request('/implementation/table.xlsx')
    const [book] = await readExcelFile(Buffer.from(await sheet.arrayBuffer()))
    const row = book?.data.find((cells) => cells[3] === '答复的来信')
    expect(row?.[12]).toBe(2)
    expect(await (await city.house.app.request('/implementation/table.csv')).text()).toContain('答复的来信')
    const answer = await (await city.house.app.request('/api/v1/implementation?year=2026')).json()
    const found = answer.sentences.find(({ id }: { id: string }) => id === '六-1').evidence[0]
    expect([found.id, found.all]).toEqual(['letters.answered', 2])
    expect((await city.house.app.request('/api/v1/implementation?year=1999')).status).toBe(422)
  })
})
