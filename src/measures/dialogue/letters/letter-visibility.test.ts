import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { competentBody, filingDesk, sightOf, type TreeUnit } from './letter-visibility.ts'

const unit = (id: string, ancestors: string[] = [], more: Partial<TreeUnit> = {}): TreeUnit => ({
  id,
  ancestors,
  competentUnitId: null,
  isMailboxDesk: false,
  kind: 'department',
  ...more,
})

const city = unit('city', [], { kind: 'government' })
const desk = unit('desk', ['city'], { isMailboxDesk: true, kind: 'mailbox' })
const discipline = unit('discipline', [], { kind: 'discipline' })
const housing = unit('housing', ['city'])
const section = unit('section', ['housing', 'city'], { kind: 'section' })
const county = unit('county', ['city'], { kind: 'government' })
const countyDiscipline = unit('countyDiscipline', ['county', 'city'], { kind: 'discipline' })
const town = unit('town', ['county', 'city'], { kind: 'town', competentUnitId: 'countyDiscipline' })
const tree = [city, desk, discipline, housing, section, county, countyDiscipline, town]

const report = { class: 'report', complaintAgainst: null } as const
const service = { class: 'complaint', complaintAgainst: 'service' } as const
const official = { class: 'complaint', complaintAgainst: 'official' } as const

/** Everything that somebody with these roles holds; see `platform/actor.ts`. */
const tokensOf = (person: string, roles: [role: string, unitId: string][]) => [
  'public',
  `person:${person}`,
  ...roles.flatMap(([role, unitId]) => [`unit:${unitId}`, `${role}@${unitId}`]),
]

const sees = (sight: { audience: string[]; barred: string[] }, tokens: string[]) =>
  sight.audience.some((token) => tokens.includes(token)) && !sight.barred.some((token) => tokens.includes(token))

const sight = (classified: Parameters<typeof filingDesk>[1], concernedId: string | null, involvedIds: string[] = []) =>
  sightOf(tree, {
    classified,
    concernedId,
    deskId: filingDesk(tree, classified, concernedId) ?? 'nobody',
    involvedIds,
    askers: ['matter:1', 'person:writer'],
  })

describe('where a letter arrives', () => {
  test('ordinary letters at the mailbox office', () => {
    expect(filingDesk(tree, { class: 'help', complaintAgainst: null }, 'housing')).toBe('desk')
    expect(filingDesk(tree, service, null)).toBe('desk')
  })

  test('举报 at the competent body: the nearest up the tree, else the city’s', () => {
    expect(filingDesk(tree, report, 'town')).toBe('countyDiscipline')
    expect(filingDesk(tree, report, 'section')).toBe('discipline')
    expect(filingDesk(tree, report, null)).toBe('discipline')
  })

  test('a complaint about the mailbox office does not go to the mailbox office', () => {
    expect(filingDesk(tree, service, 'desk')).toBe('discipline')
  })

  test('nobody receives a report against itself: a body above is sought, else none is', () => {
    expect(competentBody(tree, 'countyDiscipline')).toBe('discipline')
    expect(competentBody(tree, 'discipline')).toBeNull()
  })
})

describe('投诉工作人员', () => {
  test('the handler of that unit does not see it, its head and 督查 do', () => {
    const seen = sight(official, 'housing', ['housing'])
    expect(sees(seen, tokensOf('h', [['handler', 'housing']]))).toBe(false)
    expect(sees(seen, tokensOf('h', [['head', 'housing']]))).toBe(true)
    expect(sees(seen, tokensOf('s', [['supervisor', 'city']]))).toBe(true)
    expect(sees(seen, tokensOf('d', [['dispatcher', 'desk']]))).toBe(true)
  })
})

describe('举报', () => {
  test('the competent body sees it; mailbox office, leaders and 督查 of the city do not; the writer does', () => {
    const seen = sight(report, 'housing')
    expect(sees(seen, tokensOf('j', [['discipline', 'discipline']]))).toBe(true)
    expect(sees(seen, tokensOf('d', [['dispatcher', 'desk']]))).toBe(false)
    expect(sees(seen, tokensOf('l', [['leader', 'city']]))).toBe(false)
    expect(sees(seen, tokensOf('s', [['supervisor', 'city']]))).toBe(false)
    expect(sees(seen, ['public', 'person:writer'])).toBe(true)
  })

  test('an officer of the competent body who also serves the reported unit does not', () => {
    const both = tokensOf('b', [
      ['discipline', 'discipline'],
      ['handler', 'section'],
    ])
    expect(sees(sight(report, 'housing'), both)).toBe(false)
  })

  const roles = ['handler', 'head', 'leader', 'supervisor', 'dispatcher', 'discipline', 'editor', 'clerk']
  const forest = fc
    .array(fc.record({ parent: fc.nat(), competent: fc.option(fc.nat()), discipline: fc.boolean() }), {
      minLength: 3,
      maxLength: 14,
    })
    .map((rows): TreeUnit[] => {
      const units: TreeUnit[] = []
      rows.forEach((row, at) => {
        const parent = at === 0 || row.parent % 4 === 0 ? undefined : units[row.parent % at]
        units.push(
          unit(`u${at}`, parent ? [parent.id, ...parent.ancestors] : [], {
            kind: row.discipline ? 'discipline' : 'department',
            competentUnitId: row.competent === null ? null : `u${row.competent % rows.length}`,
            isMailboxDesk: at === 1,
          }),
        )
      })
      return units
    })

  test('no set of roles that touches the reported unit, below it or above it up to the competent body ever sees it', () => {
    fc.assert(
      fc.property(
        forest,
        fc.nat(),
        fc.array(fc.tuple(fc.constantFrom(...roles), fc.nat()), { maxLength: 4 }),
        fc.tuple(fc.constantFrom(...roles), fc.nat()),
        fc.array(fc.nat(), { maxLength: 3 }),
        (units, reportedAt, otherRoles, [role, at], involved) => {
          const reported = units[reportedAt % units.length] as TreeUnit
          const deskId = filingDesk(units, report, reported.id)
          if (deskId === null) return
          expect([
            reported.id,
            ...units.filter((u) => u.ancestors.includes(reported.id)).map((u) => u.id),
          ]).not.toContain(deskId)
          const own = [reported, ...units.filter((u) => u.ancestors.includes(reported.id))].map((u) => u.id)
          const upTo = reported.ancestors.indexOf(deskId)
          const touching = [...own, ...(upTo < 0 ? reported.ancestors : reported.ancestors.slice(0, upTo))]
          const tokens = tokensOf('somebody', [
            [role, touching[at % touching.length] as string],
            ...otherRoles.map(([name, n]): [string, string] => [name, `u${n % units.length}`]),
          ])
          const seen = sightOf(units, {
            classified: report,
            concernedId: reported.id,
            deskId,
            involvedIds: involved.map((n) => `u${n % units.length}`),
            askers: ['matter:1'],
          })
          expect(sees(seen, tokens)).toBe(false)
          expect(seen.audience).not.toContain('public')
        },
      ),
    )
  })
})
