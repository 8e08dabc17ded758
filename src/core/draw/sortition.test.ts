import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  drawFrom,
  drawKey,
  hashedTimes,
  inspectorLabel,
  loadRule,
  positionOf,
  quotasOf,
  type Stratum,
} from './sortition.ts'

const code = hashedTimes(Buffer.from('totally not a bikeshed'), 9)
const randomness = '1.2.3.4.5.6./1.2.3.4.5.6./1.2.3.4.5.6./'
const hex = (bytes: Buffer): string => bytes.toString('hex')

const members = (count: number): string[] => Array.from({ length: count }, (_, at) => `member-${at}`)
const stratum = (count: number, quota: number, substitutes = 0): Stratum => ({
  name: 's',
  quota,
  substitutes,
  members: members(count),
})
const drawn = (strata: readonly Stratum[], words = randomness, draw = '1') =>
  drawFrom({ draw, strata, conflicts: [] }, code, words).strata.flatMap(({ order }) =>
    order.filter(({ outcome }) => outcome === 'drawn').map(({ member }) => member),
  )

describe('the published vector', () => {
  test('the chain of hashes', () => {
    expect(hex(hashedTimes(Buffer.from('totally not a bikeshed'), 10))).toBe(
      '950ea08d8d5fd3ae415b9967aba7a48aba39ca62a4d98f2e7fe25cb1b8f8c488',
    )
    expect(hex(code)).toBe('5346f2efb5397a6788fc1f1d9c05c6d3f2abe9b7d16d8592a3695b6dbe9f2456')
  })

  test('the first three colours', () => {
    const key = drawKey(code, randomness)
    const colours = ['darkgoldenrod', 'red', 'blue', 'white', 'lavenderblush', 'teal']
    const order = colours.map((colour) => [hex(positionOf(key, colour)), colour]).sort()
    expect(order.slice(0, 3)).toEqual([
      ['002ed527ae0a44a86c205d1cdba61826951a2ffb53c13729c3762eea04e21676', 'lavenderblush'],
      ['03f710be2b61a6f9c3f89aa5ab553b81abb5fc9817865ac29b5b62dcfbaf431f', 'blue'],
      ['08bab81380d7f0769cecf9969a8d9c04ad9156dfe03a6d6d0ed777734620d0e5', 'darkgoldenrod'],
    ])
  })
})

describe('the order of a draw', () => {
  test('does not depend on the order of the list', () => {
    const list = members(30)
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: list.length }), (shuffled) => {
        expect(drawn([{ ...stratum(30, 10), members: shuffled }])).toEqual(drawn([stratum(30, 10)]))
      }),
    )
  })

  test('one entry more or less moves nobody else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29 }), (at) => {
        const without = members(30).filter((_, place) => place !== at)
        const all = drawn([stratum(30, 30)])
        expect(drawn([{ ...stratum(30, 30), members: without }])).toEqual(all.filter((one) => one !== `member-${at}`))
      }),
    )
  })

  test('another draw, another stratum, another word from outside gives another order', () => {
    const one = drawn([stratum(30, 30)])
    expect(drawn([stratum(30, 30)], `${randomness}7./`)).not.toEqual(one)
    expect(drawn([stratum(30, 30)], randomness, '2')).not.toEqual(one)
    expect(drawn([{ ...stratum(30, 30), name: 't' }])).not.toEqual(one)
  })

  test('everybody has the same chance: chi-square over 4,000 draws of 3 among 12', () => {
    const counts = new Map(members(12).map((member) => [member, 0]))
    for (let at = 0; at < 4000; at++)
      for (const member of drawn([stratum(12, 3)], `round ${at}/`)) counts.set(member, (counts.get(member) ?? 0) + 1)
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
    // 11 degrees of freedom, p = 0.001 is 31.26; the inputs are fixed, so this is one number. It is smaller for draws without putting back.
    expect(chiSquare).toBeLessThan(31.26)
    expect(chiSquare).toBeGreaterThan(1)
  })

  test('substitutes are those who come next; who is in conflict is passed over, the rule named', () => {
    const [first, second, third, fourth] = drawn([stratum(10, 10)])
    const conflicts = [{ member: second ?? '', rule: '本人参与承办' }]
    const [{ order } = { order: [] }] = drawFrom(
      { draw: '1', strata: [stratum(10, 2, 1)], conflicts },
      code,
      randomness,
    ).strata
    expect(order.slice(0, 5).map(({ member, outcome, rule }) => [member, outcome, rule])).toEqual([
      [first, 'drawn', undefined],
      [second, 'conflict', '本人参与承办'],
      [third, 'drawn', undefined],
      [fourth, 'substitute', undefined],
      [order[4]?.member, 'rest', undefined],
    ])
  })
})

describe('people sent to what was drawn', () => {
  const sending = { people: ['a', 'b', 'c', 'd'], perTask: 2, most: 2, conflicts: [] }
  const strata = [stratum(4, 4)]

  test('each task has its own order of the people, by its own label', () => {
    const { sent } = drawFrom({ draw: '1', strata: [stratum(1, 1)], conflicts: [], sending }, code, randomness)
    const key = drawKey(code, randomness)
    const expected = ['a', 'b', 'c', 'd']
      .map((person) => [hex(positionOf(key, inspectorLabel('1', 'member-0', person))), person])
      .sort()
      .slice(0, 2)
    expect(sent[0]?.people.map(({ person, position }) => [hex(position), person])).toEqual(expected)
  })

  test('conflicts and full loads are passed over, and said', () => {
    const conflicts = [{ task: 'member-0', person: 'a', rule: '承办单位人员回避' }]
    const { sent } = drawFrom(
      { draw: '1', strata, conflicts: [], sending: { ...sending, conflicts } },
      code,
      randomness,
    )
    const load = new Map<string, number>()
    for (const { people } of sent) for (const { person } of people) load.set(person, (load.get(person) ?? 0) + 1)
    expect(Math.max(...load.values())).toBeLessThanOrEqual(2)
    expect(sent.find(({ task }) => task === 'member-0')?.people.map(({ person }) => person)).not.toContain('a')
    const rules = sent.flatMap(({ passed }) => passed.map(({ rule }) => rule))
    expect(new Set(rules)).toEqual(new Set(['承办单位人员回避', loadRule]))
  })
})

describe('quotas', () => {
  test('whole parts, then the largest remainders', () => {
    const sizes = new Map([
      ['a', 50],
      ['b', 33],
      ['c', 17],
    ])
    expect([...quotasOf(sizes, 10)]).toEqual([
      ['a', 5],
      ['b', 3],
      ['c', 2],
    ])
    expect([
      ...quotasOf(
        new Map([
          ['a', 1],
          ['b', 1],
          ['c', 1],
        ]),
        2,
      ),
    ]).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 0],
    ])
  })

  test('together they are the total, none is more than its stratum, none is a whole away from its share', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 2000 }), (given, total) => {
        const strata = new Map(given.map((size, at) => [`s${at}`, size]))
        const all = given.reduce((sum, size) => sum + size, 0)
        const quotas = quotasOf(strata, total)
        expect([...quotas.values()].reduce((sum, quota) => sum + quota, 0)).toBe(Math.min(total, all))
        for (const [name, quota] of quotas) {
          const size = strata.get(name) ?? 0
          expect(quota).toBeLessThanOrEqual(size)
          if (all > 0) expect(Math.abs(quota * all - size * Math.min(total, all))).toBeLessThan(all)
        }
      }),
    )
  })
})
