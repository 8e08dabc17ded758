import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { checkSearchIndex } from './check-search-index.ts'
import { divisionPrefix } from './conditions.ts'
import { countWords } from './count-words.ts'
import { indexDocument, removeDocument, type SearchDocument } from './index-document.ts'
import { mostMatches } from './newest-matches.ts'
import { searchDocuments } from './search-documents.ts'
import { suggest } from './suggest.ts'

const letter = (title: string, body: string, more: Partial<SearchDocument> = {}): SearchDocument => ({
  subjectType: 'letter',
  subjectId: newId(),
  title,
  body,
  path: `/letters/${title.length}`,
  publishedOn: Temporal.PlainDate.from('2026-10-01'),
  ...more,
})

const housing = letter(
  '住房公积金提取要带什么材料',
  '我想提取公积金还房贷，请问要准备哪些材料？答：携带身份证和借款合同。',
  {
    class: '咨询',
    divisionCode: '510402',
    unitId: newId(),
  },
)
const lamps = letter('炳草岗大街路灯不亮😀晚上很黑', '这条街的路灯坏了半个月，😀老人走路摔跤。答：已于三日内修好。', {
  class: '求助',
  divisionCode: '510403',
  publishedOn: Temporal.PlainDate.from('2025-06-01'),
})
const estate = letter('景蓉华苑的电梯老是停', '景蓉华苑小区电梯停运，物业说没有维修资金。', {
  class: '投诉',
  divisionCode: '510411001',
})
const hidden = letter('只给本单位看的路灯台账', '路灯台账', { audience: ['unit:1'] })

describe('search', () => {
  let house: TestHouse
  const titles = async (q: string, more = {}): Promise<string[]> =>
    (await searchDocuments(house.db, { q, ...more })).items.map(({ title }) => title)

  beforeAll(async () => {
    house = await testHouse()
    for (const document of [housing, lamps, estate, hidden]) await indexDocument(house.db, document)
    await countWords(house.db)
  })
  afterAll(() => house?.close())

  test.each([
    ['公积金', housing.title],
    ['住房公积金提取', housing.title],
    ['公积金怎么提取', housing.title],
    ['gjj', housing.title],
    ['gongjijin', housing.title],
    ['ＧＪＪ', housing.title],
    ['路灯', lamps.title],
    ['灯', lamps.title],
    ['景蓉华苑', estate.title],
    ['蓉华', estate.title],
    ['"电梯停运"', estate.title],
    ['身份证 借款合同', housing.title],
  ])('%s finds it', async (q, title) => {
    expect(await titles(q)).toContain(title)
  })

  test('a synonym finds what is called otherwise', async () => {
    const insured = letter('社会保险关系转移', '怎样把关系转回来')
    await indexDocument(house.db, insured)
    expect(await titles('社保')).toEqual([insured.title])
    await removeDocument(house.db, 'letter', insured.subjectId)
    expect(await titles('社保')).toEqual([])
  })

  test('minus forbids, quotes hold together', async () => {
    expect(await titles('电梯 -物业')).toEqual([])
    expect(await titles('"停运电梯"')).toEqual([])
  })

  test('nothing holds all the words: what holds some is shown and said', async () => {
    const found = await searchDocuments(house.db, { q: '路灯 借款合同' })
    expect(found.isRelaxed).toBe(true)
    expect(found.items.map(({ title }) => title).sort()).toEqual([housing.title, lamps.title].sort())
  })

  test('what one may not see is neither found nor counted nor suggested', async () => {
    const found = await searchDocuments(house.db, { q: '路灯' })
    expect(found.items.map(({ title }) => title)).toEqual([lamps.title])
    expect(found.total).toBe(1)
    expect((await suggest(house.db, '路灯')).map(({ text }) => text)).not.toContain(hidden.title)
    expect(await titles('路灯', { tokens: ['public', 'unit:1'] })).toHaveLength(2)
  })

  test('filters and facets', async () => {
    expect(await titles('', { class: '投诉' })).toEqual([estate.title])
    expect(await titles('', { year: 2025 })).toEqual([lamps.title])
    expect(await titles('', { divisionCode: '510411' })).toEqual([estate.title])
    expect(await titles('', { divisionCode: '510400' })).toHaveLength(3)
    expect(await titles('', { unitId: housing.unitId })).toEqual([housing.title])
    const { facets } = await searchDocuments(house.db, { q: '' })
    expect(facets.year).toEqual([
      { value: '2026', count: 2 },
      { value: '2025', count: 1 },
    ])
    expect(facets.class.map(({ value }) => value).sort()).toEqual(['咨询', '投诉', '求助'].sort())
  })

  test('highlights fall on the words, beside an emoji too', async () => {
    const [found] = (await searchDocuments(house.db, { q: '老人 路灯' })).items
    const marked = found?.snippet.ranges.map(([start, end]) => found.snippet.text.slice(start, end))
    expect(marked).toEqual(['路灯', '老人'])
    expect(found?.titleHighlights.map(([start, end]) => found.title.slice(start, end))).toEqual(['路灯'])
    const [byPinyin] = (await searchDocuments(house.db, { q: 'gjj' })).items
    expect(byPinyin?.titleHighlights.map(([start, end]) => byPinyin.title.slice(start, end))).toEqual(['公积金'])
  })

  test('the wrong character of the right sound', async () => {
    expect((await searchDocuments(house.db, { q: '公级金' })).didYouMean).toBe('公积金')
    expect((await searchDocuments(house.db, { q: '路灯' })).didYouMean).toBeNull()
  })

  test('suggestions by beginning, pinyin and initials', async () => {
    expect((await suggest(house.db, '公积')).map(({ text }) => text)).toContain('公积金')
    expect((await suggest(house.db, 'gjj')).map(({ text }) => text)).toContain('公积金')
    expect((await suggest(house.db, 'ludeng')).map(({ text }) => text)).toEqual(['路灯', lamps.title])
    expect(await suggest(house.db, '%')).toEqual([])
    expect(await suggest(house.db, "'\\_")).toEqual([])
  })

  test('indexing again replaces; pages follow by key', async () => {
    await indexDocument(house.db, { ...estate, title: '景蓉华苑电梯已修好' })
    expect(await titles('"老是停"')).toEqual([])
    const first = await searchDocuments(house.db, { q: '', size: 2 })
    const second = await searchDocuments(house.db, { q: '', size: 2, after: first.nextKey ?? '' })
    expect([...first.items, ...second.items].map(({ subjectId }) => subjectId)).toHaveLength(3)
    expect(second.nextKey).toBeNull()
    expect(new Set([...first.items, ...second.items].map(({ subjectId }) => subjectId)).size).toBe(3)
  })

  test.each([
    ["'; drop table search_rows; --"],
    ['\\'],
    ["'''"],
    ['"'],
    ['!&|():*<->'],
    ['-'],
    ['- - -'],
    ['-路灯'],
    ['%'],
    ['\0'],
    ['😀'],
    ['\ud83d'],
    ['的'],
    ['a'.repeat(50_000)],
    ['路灯'.repeat(25_000)],
    ['"'.repeat(50_000)],
    ['-'.repeat(50_000)],
  ])('any input is answered: %#', async (q) => {
    const found = await searchDocuments(house.db, { q })
    expect(found.total).toBeGreaterThanOrEqual(0)
    expect(await suggest(house.db, q)).toBeInstanceOf(Array)
  })

  test('no text breaks the query', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (q) => {
        await searchDocuments(house.db, { q })
        await suggest(house.db, q)
      }),
      { numRuns: 60 },
    )
  })

  test('what stands in a text is found by it', async () => {
    const text = `${estate.body}${lamps.body}`
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: estate.body.length - 3 }),
        fc.integer({ min: 2, max: 8 }),
        async (start, length) => {
          const q = text.slice(start, Math.min(start + length, estate.body.length))
          fc.pre(/^\p{Script=Han}{2,}$/u.test(q))
          const found = await searchDocuments(house.db, { q })
          expect(found.isRelaxed ? [] : found.items.map(({ subjectId }) => subjectId), q).toContain(estate.subjectId)
        },
      ),
      { numRuns: 80 },
    )
  })

  test('the index agrees with the texts; a lie is named', async () => {
    expect(await checkSearchIndex(house.db)).toEqual([])
    await house.db.execute("update search_rows set body = body || '改动' where title like '住房%'")
    expect(await checkSearchIndex(house.db)).toHaveLength(1)
  })

  test('more than a thousand matches: the newest thousand, and said so', async () => {
    for (let count = 0; count <= mostMatches; count++) {
      await indexDocument(
        house.db,
        letter(`第${count}封公厕来信`, '公厕', {
          publishedOn: Temporal.PlainDate.from('2024-01-01').add({ days: count }),
        }),
      )
    }
    const found = await searchDocuments(house.db, { q: '公厕', sort: 'date' })
    expect(found).toMatchObject({ total: mostMatches, isCapped: true })
    expect(found.items[0]?.title).toBe(`第${mostMatches}封公厕来信`)
  })
})

test('codes of divisions', () => {
  expect(['510400', '510402', '510410', '510402000', '510402001', '510000'].map(divisionPrefix)).toEqual([
    '5104',
    '510402',
    '510410',
    '510402',
    '510402001',
    '51',
  ])
})
