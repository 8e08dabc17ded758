import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Unit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Breach, type BreachEvent, type BreachHappening, evolve, isHeard, replayBreach } from './breach.ts'
import { appealBody, competentBody } from './competence.ts'
import { allowedGrades, lowerGrades, partyOfGrade } from './grades.ts'
import {
  appeal,
  decideAppeal,
  decideBreach,
  decline,
  find,
  invite,
  type Judging,
  passDays,
  state,
  takeUp,
  tell,
} from './rules.ts'
import { breachSight, mayReadComplaint } from './sight.ts'
import {
  appealResultIds,
  causeIds,
  gradeIds,
  gravityIds,
  ladders,
  outcomeIds,
  partyIds,
  toleranceIds,
} from './words.ts'

const unit = (id: string, kind: Unit['kind'], ancestors: string[], competentUnitId: string | null = 'jiwei'): Unit => ({
  ...{ id, kind, ancestors, competentUnitId, name: id, shortName: id, parentId: ancestors[0] ?? null },
  ...{ uscc: null, divisionCode: '510400', isMailboxDesk: false, settlesCompetence: false, phone: null },
  ...{ position: 0, active: true },
})

const units = new Map(
  [
    unit('city', 'government', []),
    unit('office', 'office', ['city']),
    unit('ducha', 'section', ['office', 'city']),
    unit('bureau', 'department', ['city']),
    unit('station', 'section', ['bureau', 'city']),
    unit('other', 'department', ['city']),
    unit('jiwei', 'discipline', [], null),
  ].map((one) => [one.id, one]),
)

const staff = (personId: string, ...held: [role: string, unitId: string][]): StaffActor => ({
  kind: 'staff',
  ...{ personId, name: personId, staffNumber: personId, tokens: [] },
  roles: held.map(([role, unitId]) => ({ role, unitId, unitName: unitId })),
})

const cast = {
  supervisor: staff('supervisor', ['supervisor', 'city']),
  second: staff('second', ['supervisor', 'city']),
  clerk: staff('clerk', ['clerk', 'station']),
  stationHead: staff('stationHead', ['head', 'station']),
  bureauHead: staff('bureauHead', ['head', 'bureau']),
  officeHead: staff('officeHead', ['head', 'office']),
  leader: staff('leader', ['leader', 'city']),
  discipline: staff('discipline', ['discipline', 'jiwei']),
  stranger: staff('stranger', ['head', 'other']),
}
const everybody = Object.values(cast)

const start = Temporal.PlainDate.from('2026-11-23')

const judging = (actor: StaffActor, change: Partial<Judging> = {}): Judging => ({
  ...{ actor, units, today: start, takenUpOn: start, isHead: false, repeats: { person: 0, unit: 0 } },
  due: (_, from) => from.add({ days: 10 }),
  isColleague: (id) => ['clerk', 'stationHead'].includes(id),
  ...change,
})

const at = Temporal.Instant.from('2026-11-23T10:00+08:00')
const done = (happening: BreachHappening, by: StaffActor | null): BreachEvent => ({
  ...happening,
  personId: by?.personId ?? null,
  at,
})
const next = (breach: Breach, happening: BreachHappening, by: StaffActor | null): Breach =>
  evolve(breach, done(happening, by))

const raised = (by: StaffActor | null = null): BreachHappening => ({
  type: 'raised',
  data: {
    ...{ kind: 'rude', source: by ? 'supervisor' : 'asker', matterId: null, clockKey: null, unitId: 'station' },
    ...{ personId: null, mayName: false, dueOn: '2026-11-26' },
  },
})

/** Facts are found about the clerk; nobody was heard yet. */
function found(change: Partial<Extract<BreachHappening, { type: 'found' }>['data']> = {}): Breach {
  let breach = evolve(null, done(raised(), null))
  breach = next(breach, takeUp(breach, judging(cast.supervisor)), cast.supervisor)
  const facts = { personId: 'clerk', gravity: 'ordinary' as const, cause: 'conduct' as const, ...change }
  return next(breach, find(breach, judging(cast.supervisor), facts), cast.supervisor)
}

function heard(change: Parameters<typeof found>[0] = {}): Breach {
  let breach = found(change)
  breach = next(breach, invite(breach, judging(cast.supervisor)), cast.supervisor)
  if (breach.personId) breach = next(breach, state(breach, judging(cast.clerk), 'person'), cast.clerk)
  return next(breach, state(breach, judging(cast.stationHead), 'unit'), cast.stationHead)
}

const grade = (wanted: (typeof gradeIds)[number]) => ({ outcome: 'graded' as const, grade: wanted, tolerance: null })

function said(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
  return 'nothing was refused'
}

describe('grades by rule', () => {
  test('one rung for a light one, two for an ordinary one, the ladder for a serious one; each repetition adds one', () => {
    expect(allowedGrades('person', 'light', 0)).toEqual(['reminder'])
    expect(allowedGrades('person', 'ordinary', 0)).toEqual(['reminder', 'criticism'])
    expect(allowedGrades('unit', 'ordinary', 1)).toEqual(['explanation', 'rectification', 'circular'])
    expect(allowedGrades('unit', 'serious', 0)).toEqual(ladders.unit)
  })

  test('graver or more often never allows less, and what is allowed begins at the mildest', () => {
    fc.assert(
      fc.property(fc.constantFrom(...partyIds), fc.nat(2), fc.nat(5), (party, gravity, repeats) => {
        const of = (level: number, many: number) => allowedGrades(party, gravityIds[level] ?? 'serious', many)
        const now = of(gravity, repeats)
        expect(now).toEqual(ladders[party].slice(0, now.length))
        expect(now.length).toBeGreaterThan(0)
        expect(of(gravity, repeats + 1).length).toBeGreaterThanOrEqual(now.length)
        expect(of(Math.min(2, gravity + 1), repeats).length).toBeGreaterThanOrEqual(now.length)
      }),
    )
  })
})

describe('who may', () => {
  const concerned = { unitId: 'station', personId: 'clerk' }
  const bodies = (party: 'person' | 'unit', isHead = false) =>
    Object.fromEntries(
      Object.entries(cast).flatMap(([name, actor]) => {
        const body = competentBody(actor, concerned, party, isHead, units)
        return body ? [[name, body]] : []
      }),
    )

  test('a person only by 任免机关、单位 or 监察机关; who is head themselves not by their own unit', () => {
    expect(bodies('person')).toEqual({
      stationHead: 'station',
      bureauHead: 'bureau',
      leader: 'city',
      discipline: 'jiwei',
    })
    expect(Object.keys(bodies('person', true))).toEqual(['bureauHead', 'leader', 'discipline'])
  })

  test('a unit by the government office or the leader, never by itself', () => {
    expect(bodies('unit')).toEqual({ officeHead: 'office', leader: 'city' })
    const office = { unitId: 'ducha', personId: null }
    expect(competentBody(cast.officeHead, office, 'unit', false, units)).toBeNull()
    expect(competentBody(cast.leader, office, 'unit', false, units)).toBe('city')
  })

  test('an appeal by another body, never below the one that decided', () => {
    const decided = { ...concerned, party: 'person' as const, decidedUnitId: 'bureau' }
    expect(appealBody(cast.bureauHead, decided, false, units)).toBeNull()
    expect(appealBody(cast.stationHead, decided, false, units)).toBeNull()
    expect(appealBody(cast.leader, decided, false, units)).toBe('city')
    expect(appealBody(cast.discipline, decided, false, units)).toBe('jiwei')
    const ofUnit = { ...concerned, party: 'unit' as const, decidedUnitId: 'city' }
    expect(appealBody(cast.officeHead, ofUnit, false, units)).toBeNull()
    expect(appealBody(cast.discipline, ofUnit, false, units)).toBe('jiwei')
  })

  test('the person concerned and the unit do not read the complaint without consent', () => {
    const breach = { ...concerned, mayName: false, source: 'asker' as const }
    expect(
      Object.entries(cast)
        .filter(([, actor]) => mayReadComplaint(actor, breach, units))
        .map(([name]) => name),
    ).toEqual(['supervisor', 'second', 'officeHead', 'leader', 'discipline'])
    expect(mayReadComplaint(cast.clerk, { ...breach, mayName: true }, units)).toBe(true)
  })

  test('before it is taken up the unit does not see it, after its term nobody but the supervisors', () => {
    const sees = (now: Breach['state'], token: string) => {
      const { audience, barred } = breachSight({ state: now, ...concerned }, units)
      return audience.includes(token) && !barred.includes(token)
    }
    for (const token of ['person:clerk', 'head@station', 'head@office', 'discipline@jiwei']) {
      expect(sees('raised', token), token).toBe(false)
      expect(sees('hearing', token), token).toBe(true)
      expect(sees('expired', token), token).toBe(false)
    }
    for (const now of ['proposed', 'raised', 'hearing', 'final', 'expired'] as const)
      expect(sees(now, 'supervisor@city'), now).toBe(true)
    expect(sees('hearing', 'head@other')).toBe(false)
  })
})

describe('refused in words', () => {
  test('no grade without a hearing', () => {
    expect(said(() => decideBreach(found(), judging(cast.bureauHead), grade('reminder')))).toContain('陈述')
    const invited = next(found(), invite(found(), judging(cast.supervisor)), cast.supervisor)
    expect(said(() => decideBreach(invited, judging(cast.bureauHead), grade('reminder')))).toContain('还没有陈述')
    const spoken = next(invited, state(invited, judging(cast.stationHead), 'unit'), cast.stationHead)
    expect(said(() => decideBreach(spoken, judging(cast.bureauHead), grade('reminder')))).toContain(
      '工作人员还没有陈述',
    )
    expect(decideBreach(spoken, judging(cast.officeHead), grade('explanation')).type).toBe('decided')
    const late = judging(cast.bureauHead, { today: start.add({ days: 11 }) })
    expect(decideBreach(invited, late, grade('reminder')).type).toBe('decided')
  })

  test('new facts are heard anew', () => {
    const facts = { personId: 'clerk', gravity: 'serious' as const, cause: 'conduct' as const }
    const again = next(heard(), find(heard(), judging(cast.supervisor), facts), cast.supervisor)
    expect(isHeard(again, 'person', start.add({ days: 100 }))).toBe(false)
    expect(said(() => decideBreach(again, judging(cast.bureauHead), grade('reminder')))).toContain('陈述')
    // It waits for the decision again, due from the taking up; not for the hearing that is over.
    const later = { today: start.add({ days: 3 }) }
    const invited = next(found(), invite(found(), judging(cast.supervisor, later)), cast.supervisor)
    expect(invited.dueOn?.toString()).toBe('2026-12-06')
    const anew = next(invited, find(invited, judging(cast.supervisor, later), facts), cast.supervisor)
    expect([anew.state, anew.hearBy, anew.dueOn?.toString()]).toEqual(['takenUp', null, '2026-12-03'])
  })

  test('a cause in the catalogue or in staffing is the unit’s', () => {
    for (const cause of ['catalogue', 'staffing'] as const) {
      const breach = heard({ cause })
      expect(said(() => decideBreach(breach, judging(cast.bureauHead), grade('reminder')))).toContain('由单位承担')
      expect(decideBreach(breach, judging(cast.officeHead), grade('explanation')).type).toBe('decided')
    }
  })

  test('not above the rule, not without competence, not of nobody', () => {
    expect(said(() => decideBreach(heard(), judging(cast.bureauHead), grade('censure')))).toContain('最高到“批评教育”')
    expect(said(() => decideBreach(heard(), judging(cast.officeHead), grade('reminder')))).toContain('任免机关')
    expect(said(() => decideBreach(heard(), judging(cast.bureauHead), grade('explanation')))).toContain('政府办公室')
    expect(said(() => decideBreach(heard(), judging(cast.stranger), grade('reminder')))).toContain(
      '不是这件事的决定机关',
    )
    const nobody = heard({ personId: null })
    expect(said(() => decideBreach(nobody, judging(cast.bureauHead), grade('reminder')))).toContain('哪一位工作人员')
    const repeated = judging(cast.bureauHead, { repeats: { person: 1, unit: 0 } })
    expect(decideBreach(heard(), repeated, grade('censure')).type).toBe('decided')
  })

  test('not in one’s own case, not by who raised it', () => {
    const self = staff('clerk', ['supervisor', 'city'], ['head', 'bureau'])
    for (const act of [
      () => decideBreach(heard(), judging(self), grade('reminder')),
      () => find(heard(), judging(self), { personId: null, gravity: 'light', cause: 'conduct' }),
      () => invite(found(), judging(self)),
    ])
      expect(said(act)).toContain('回避')
    const raiser = staff('raiser', ['supervisor', 'city'], ['head', 'bureau'])
    const breach: Breach = { ...heard(), raisedBy: 'raiser' }
    expect(said(() => decideBreach(breach, judging(raiser), grade('reminder')))).toContain('是您提出的')
    expect(
      said(() =>
        find(found(), judging(cast.supervisor), { personId: 'supervisor', gravity: 'light', cause: 'conduct' }),
      ),
    ).toContain('回避')
  })

  test('容错 needs its ground, and gives no grade', () => {
    const none = { outcome: 'tolerated' as const, grade: null, tolerance: null }
    expect(said(() => decideBreach(heard(), judging(cast.bureauHead), none))).toContain('容错')
    expect(decideBreach(heard(), judging(cast.bureauHead), { ...none, tolerance: 'mended' })).toMatchObject({
      data: { grade: null, tolerance: 'mended', party: null },
    })
  })

  test('steps out of turn say what it waits for', () => {
    const fresh = evolve(null, done(raised(), null))
    expect(
      said(() => find(fresh, judging(cast.supervisor), { personId: null, gravity: 'light', cause: 'conduct' })),
    ).toContain('待决定是否核查')
    expect(said(() => takeUp(fresh, judging(cast.bureauHead)))).toContain('督查人员')
    expect(said(() => decline(heard(), judging(cast.supervisor)))).toContain('听取陈述')
    expect(said(() => appeal({ ...heard(), party: 'person' }, judging(cast.clerk)))).toContain('不能申诉')
  })
})

describe('appeal and term', () => {
  const told = (): Breach => {
    let breach = heard()
    breach = next(breach, decideBreach(breach, judging(cast.bureauHead), grade('criticism')), cast.bureauHead)
    return next(breach, tell(breach, judging(cast.supervisor), start), cast.supervisor)
  }

  test('within its time, by who is concerned; decided by another body, never for the worse', () => {
    expect(said(() => appeal(told(), judging(cast.stationHead)))).toContain('本人')
    expect(said(() => appeal(told(), judging(cast.clerk, { today: start.add({ days: 11 }) })))).toContain('已经过了')
    const appealed = next(told(), appeal(told(), judging(cast.clerk)), cast.clerk)
    const lower = { result: 'lowered' as const, grade: 'censure' as const }
    expect(said(() => decideAppeal(appealed, judging(cast.bureauHead), lower))).toContain('原决定是您作出的')
    expect(said(() => decideAppeal(appealed, judging(cast.stationHead), lower))).toContain('机关以外')
    expect(said(() => decideAppeal(appealed, judging(cast.discipline), lower))).toContain('申诉不加重')
    const decided = decideAppeal(appealed, judging(cast.discipline), { result: 'lowered', grade: 'reminder' })
    expect(next(appealed, decided, cast.discipline)).toMatchObject({ state: 'final', grade: 'reminder' })
    const cancelled = decideAppeal(appealed, judging(cast.leader), { result: 'cancelled', grade: null })
    expect(next(appealed, cancelled, cast.leader)).toMatchObject({ outcome: 'unfounded', grade: null, party: null })
  })

  test('the days make it final and end its term; they decide nothing', () => {
    const due = judging(cast.clerk).due
    expect(passDays(told(), { today: start, due })).toBeNull()
    const final = passDays(told(), { today: start.add({ days: 11 }), due })
    expect(final).toMatchObject({ type: 'becameFinal' })
    const stands = next(told(), final as BreachHappening, null)
    expect(passDays(stands, { today: start.add({ days: 21 }), due })).toBeNull()
    expect(passDays(stands, { today: start.add({ days: 22 }), due })?.type).toBe('expired')
    for (const breach of [evolve(null, done(raised(), null)), found(), heard()])
      expect(passDays(breach, { today: start.add({ days: 1000 }), due })).toBeNull()
  })
})

/** Whatever anybody tries, in whatever order. */
test('never a grade without a hearing, never in one’s own case, never by the raiser, never without competence, never by the clock', () => {
  const attempt = fc.record({
    act: fc.constantFrom(
      'takeUp',
      'decline',
      'find',
      'invite',
      'state',
      'decide',
      'tell',
      'appeal',
      'decideAppeal',
      'pass',
    ),
    who: fc.constantFrom(
      ...everybody,
      staff('clerk', ['supervisor', 'city'], ['head', 'bureau'], ['discipline', 'jiwei']),
    ),
    days: fc.nat(12),
    personId: fc.constantFrom('clerk', 'stationHead', null),
    gravity: fc.constantFrom(...gravityIds),
    cause: fc.constantFrom(...causeIds),
    party: fc.constantFrom(...partyIds),
    outcome: fc.constantFrom(...outcomeIds, 'graded' as const, 'graded' as const),
    grade: fc.constantFrom(...gradeIds, null),
    tolerance: fc.constantFrom(...toleranceIds, null),
    result: fc.constantFrom(...appealResultIds),
    repeats: fc.nat(3),
  })
  let graded = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...everybody, null),
      fc.array(attempt, { minLength: 25, maxLength: 40 }),
      (raiser, attempts) => {
        const events: BreachEvent[] = [done(raised(raiser), raiser)]
        let today = start
        // Every other step goes on by whoever may, so that the attempts between meet every state.
        const way = {
          proposed: 'takeUp',
          raised: 'takeUp',
          hearing: 'decide',
          decided: 'tell',
          told: 'appeal',
          appealed: 'decideAppeal',
        }
        for (const [step, tried] of attempts.entries()) {
          today = today.add({ days: tried.days })
          const breach = replayBreach(events)
          const isOnWay = step % 2 === 0
          const onWay =
            breach.state === 'takenUp' ? (breach.gravity ? 'invite' : 'find') : way[breach.state as keyof typeof way]
          const act = isOnWay ? (onWay ?? 'pass') : tried.act
          for (const who of isOnWay ? [tried.who, ...everybody] : [tried.who]) {
            const repeats = { person: tried.repeats, unit: tried.repeats }
            const now = judging(who, { today, repeats, isHead: breach.personId === 'stationHead' })
            const happening = attempted(act, breach, now, tried)
            if (!happening) continue
            graded += checkStep(breach, now, happening)
            events.push({ ...happening, personId: act === 'pass' ? null : who.personId, at })
            break
          }
        }
      },
    ),
    { numRuns: 300 },
  )
  expect(graded).toBeGreaterThan(10)
})

type Tried = Parameters<typeof find>[2] &
  Parameters<typeof decideBreach>[2] &
  Parameters<typeof decideAppeal>[2] & { party: (typeof partyIds)[number] }

function attempted(act: string, breach: Breach, now: Judging, tried: Tried): BreachHappening | null {
  const acts: Record<string, () => BreachHappening | null> = {
    takeUp: () => takeUp(breach, now),
    decline: () => decline(breach, now),
    find: () => find(breach, now, tried),
    invite: () => invite(breach, now),
    state: () => state(breach, now, tried.party),
    decide: () => decideBreach(breach, now, tried),
    tell: () => tell(breach, now, now.today),
    appeal: () => appeal(breach, now),
    decideAppeal: () => decideAppeal(breach, now, tried),
    pass: () => passDays(breach, now),
  }
  try {
    return acts[act]?.() ?? null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** What must hold of every step that was let through; how many grades it gave. */
function checkStep(breach: Breach, { actor, today, repeats, isHead }: Judging, happening: BreachHappening): number {
  if (happening.type === 'appealDecided') {
    expect(happening.data.unitId).not.toBe(breach.decidedUnitId)
    expect([breach.decidedBy, breach.personId, breach.raisedBy]).not.toContain(actor.personId)
    if (happening.data.grade && breach.grade)
      expect([breach.grade, ...lowerGrades(breach.grade)]).toContain(happening.data.grade)
  }
  if (happening.type !== 'decided') return 0
  const { grade: given, party, unitId } = happening.data
  expect([breach.personId, breach.raisedBy]).not.toContain(actor.personId)
  expect(competentBody(actor, breach, party, isHead, units)).toBe(unitId)
  if (!given) return 0
  const of = partyOfGrade(given)
  expect(isHeard(breach, of, today)).toBe(true)
  expect(allowedGrades(of, breach.gravity ?? 'light', repeats[of])).toContain(given)
  if (of === 'person') expect(breach.cause).toBe('conduct')
  return 1
}
