import { expect, test } from 'vitest'
import { seedRules } from './seed-rules.ts'
import { startWords } from './start-words.ts'

/** The numbers of the rule table: id, amount and unit. Written here a second time, from the table. */
const numbers = `
DEC-5 30day · DEC-8 10day · DEC-10 7day · DEC-15 7workday · DEC-20 20workday
LIC-3 5workday · LIC-7 20workday · LIC-8 45workday · LIC-9 20workday · LIC-10 10workday · LIC-13 5workday · LIC-14 20workday
LIC-15 7workday · LIC-16 30day · LIC-18-review 60day · LIC-18-suit 6month
INF-1 20workday · INF-11-correction 7workday · INF-12 20workday · INF-13 15workday · INF-14 15workday · INF-20 3workday
INF-21-general 20workday · INF-21-licence 7workday · INF-21-penalty 7workday · INF-22 60day
PET-1 15day · PET-2 15day · PET-3 15day · PET-4 5workday · PET-6 60day · PET-7-ask 30day · PET-7-opinion 30day
PET-8-ask 30day · PET-8-opinion 30day
HOT-1-consult 3workday · HOT-1-request 7workday · HOT-1-complaint 15workday · HOT-5-return 24hour · HOT-6 5workday
HOT-11-mailbox 24hour · HOT-14 3month · HOT-15-simple 5workday · HOT-15 15workday
REV-4 1workday · REV-6 15workday · SUP-5 20workday · SUP-13 90day · SUP-14-ask 5workday · SUP-14-notice 7workday
SUP-15-light 3month · SUP-15-general 3month · SUP-15-general-longest 12month · SUP-15-serious 12month
SUP-15-serious-longest 36month · POL-2 30day · POL-3 7workday · POL-4 7workday · POL-5 60workday
LIM-3-criticise 5workday · LIM-5-objection 30day · LIM-5-decision 30day · ONL-15 60workday · ONL-19-reply 10workday
ONL-19-provide 20workday · NPC-1-suggestion 3month · NPC-1-proposal 5month · NPC-1-intersession 3month
NPC-1-longest 6month · NPC-1-again 3month · REF-urgent 24hour · REF-prompt 3workday · REF-usual 15workday
REF-first-reply 3workday`

const rule = (id: string) => seedRules.find((row) => row.id === id)

test.each(numbers.split(/[·\n]/).flatMap((entry) => (entry.trim() ? [entry.trim().split(' ')] : [])))(
  '%s is %s',
  (id = '', limit = '') => {
    expect(`${rule(id)?.amount}${rule(id)?.unit}`).toBe(limit)
  },
)

test('extensions as the articles give them', () => {
  const extensions = seedRules.flatMap(({ id, extensionAmount, extensionApproverTitle }) =>
    extensionAmount ? [`${id} +${extensionAmount} ${extensionApproverTitle}`] : [],
  )
  expect(extensions.filter((text) => !/^(HOT|FQR)/.test(text))).toEqual([
    'INF-12 +20 政府信息公开工作机构负责人',
    'LIC-7 +10 本行政机关负责人',
    'LIC-8 +15 本级人民政府负责人',
    'PET-6 +30 本机关、单位负责人',
  ])
})

test('stops as the articles give them: eight special procedures, two consultations with their cap, one hearing', () => {
  const grounds = (id: string) => rule(id)?.stopGrounds?.map(({ title, capUnits }) => title + (capUnits ?? ''))
  expect(grounds('LIC-7')).toEqual(['听证', '招标', '拍卖', '检验', '检测', '检疫', '鉴定', '专家评审'])
  expect(grounds('LIC-8')).toEqual(grounds('LIC-7'))
  expect(grounds('LIC-10')).toBeUndefined()
  expect(grounds('INF-12')).toEqual(['书面征求第三方意见15', '征求其他机关意见15'])
  expect(grounds('PET-8-opinion')).toEqual(['听证'])
  expect(grounds('PET-6')).toBeUndefined()
})

test('one ground of a stop has the same words in every rule', () => {
  const words = new Map<string, Set<string>>()
  for (const { ground, title } of seedRules.flatMap(({ stopGrounds }) => stopGrounds ?? []))
    words.set(ground, (words.get(ground) ?? new Set()).add(title))
  expect([...words].filter(([, titles]) => titles.size > 1)).toEqual([])
})

test('a limit in days or months on a person or an agency rolls; minima do not, and these five do not', () => {
  const still = seedRules.filter(
    ({ unit, roll, bound }) => (unit === 'day' || unit === 'month') && roll !== 'next' && bound !== 'atLeast',
  )
  expect(still.map(({ id }) => id)).toEqual([
    ...['LIC-16', 'LET-rate', 'HOT-14'],
    // The effect of a grade ends on its day: it is never longer than was said.
    ...['FQR-breach-effect-short', 'FQR-breach-effect-long'],
  ])
  expect(seedRules.filter(({ unit, roll }) => unit === 'workday' && roll === 'next')).toEqual([])
})

test('counted back are notices before a hearing, renewals before expiry, and reminders', () => {
  expect(seedRules.filter(({ direction }) => direction === 'before').map(({ id }) => id)).toEqual([
    'DEC-8',
    'DEC-10',
    'LIC-15',
    'LIC-16',
    'SUP-14-notice',
    'LIM-3-phone',
  ])
})

test('what silence means stands with the limits that know it', () => {
  expect(rule('LIC-3')?.silence).toContain('自收到申请材料之日起即为受理')
  expect(rule('LIC-17')?.silence).toContain('视为准予延续')
  expect(rule('INF-14')?.silence).toContain('视为同意公开')
})

test('every row has a source, an article where the text was read, and a word for its start', () => {
  const keys = seedRules.map(({ id, effectiveFrom }) => `${id} ${effectiveFrom}`)
  expect(new Set(keys).size).toBe(keys.length)
  for (const row of seedRules) {
    expect(row.id).toMatch(/^[A-Z]+-[0-9A-Za-z-]+$/)
    expect(row.source, row.id).not.toBe('')
    if (row.amount) expect(Object.hasOwn(startWords, row.startEvent ?? ''), `${row.id} ${row.startEvent}`).toBe(true)
    if (row.confidence === 'A' && !row.id.startsWith('T-')) {
      expect(row.article, row.id).toMatch(/^第\d+条/)
      expect(row.quote?.length, row.id).toBeGreaterThan(10)
    }
  }
  expect(Object.keys(startWords).filter((word) => !seedRules.some(({ startEvent }) => startEvent === word))).toEqual([])
})

test('what no law sets, and what nobody could read, is marked as the city’s own', () => {
  const unread = seedRules.filter(({ confidence }) => confidence === 'C')
  expect(unread.map(({ id }) => id)).toContain('HOT-15')
  expect(unread.filter(({ isLocal }) => !isLocal)).toEqual([])
  const own = seedRules.filter(({ id }) => /^(REF|FQR|LET|LIM-3|LIM-1-default)/.test(id))
  expect(own.length).toBeGreaterThan(12)
  expect(own.filter(({ isLocal }) => !isLocal)).toEqual([])
})
