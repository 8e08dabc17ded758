import { Calendar, provisionalDays2027, seedDays, seedYears, workdays } from '#core/calendar/index.ts'
import type { Unit } from '#core/people/index.ts'
import { type Actor, type StaffActor, systemActor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Command } from './commands.ts'
import { partOfText } from './commands.ts'
import { type Counting, countingWith } from './counting.ts'
import { type Decision, decide } from './decide.ts'
import type { Colleague, Deciding } from './deciding.ts'
import type { MatterEvent, TextRef } from './events.ts'
import { evolve } from './evolve.ts'
import { defineKind, type Kind, type Units } from './kind.ts'
import { askerOf, usualSight } from './sight.ts'
import type { MatterState } from './state.ts'

/** A small city for the tests of the engine: a mailbox desk, three departments under one government, discipline beside it. */

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const unitIds = {
  city: idOf(1),
  mailbox: idOf(2),
  housing: idOf(3),
  traffic: idOf(4),
  water: idOf(5),
  pipes: idOf(6),
  closed: idOf(7),
  discipline: idOf(8),
  office: idOf(9),
}

const unit = (id: string, shortName: string, ancestors: string[], more: Partial<Unit> = {}): Unit => ({
  id,
  name: `攀枝花${shortName}`,
  shortName,
  uscc: null,
  parentId: ancestors[0] ?? null,
  ancestors,
  divisionCode: '510400',
  kind: 'department',
  competentUnitId: null,
  isMailboxDesk: false,
  settlesCompetence: false,
  phone: null,
  position: 0,
  active: true,
  ...more,
})

export const testUnits: Unit[] = [
  unit(unitIds.city, '市政府', [], { kind: 'government' }),
  unit(unitIds.discipline, '市纪委', [], { kind: 'discipline' }),
  unit(unitIds.mailbox, '市长信箱', [unitIds.city], { kind: 'mailbox', isMailboxDesk: true }),
  unit(unitIds.housing, '市住建局', [unitIds.city], { competentUnitId: unitIds.discipline }),
  unit(unitIds.traffic, '市交通局', [unitIds.city]),
  unit(unitIds.water, '市水利局', [unitIds.city]),
  unit(unitIds.pipes, '管网科', [unitIds.housing, unitIds.city], { kind: 'section' }),
  unit(unitIds.closed, '市旧局', [unitIds.city], { active: false }),
  unit(unitIds.office, '市政府办', [unitIds.city], { kind: 'office', settlesCompetence: true }),
]
export const units: Units = new Map(testUnits.map((one) => [one.id, one]))

let persons = 100

export type Worker = StaffActor & { colleague: Colleague; unitId: string }

/** Somebody with roles at one unit. */
export function worker(name: string, unitId: string, ...roles: string[]): Worker {
  const personId = idOf(++persons)
  return {
    kind: 'staff',
    personId,
    name,
    staffNumber: String(persons),
    roles: roles.map((role) => ({ role, unitId, unitName: units.get(unitId)?.shortName ?? '' })),
    tokens: ['public', `person:${personId}`, `unit:${unitId}`, ...roles.map((role) => `${role}@${unitId}`)],
    colleague: { personId, name, roles },
    unitId,
  }
}

export const staff = {
  dispatcher: worker('邓敏', unitIds.mailbox, 'dispatcher'),
  mailboxHead: worker('何主任', unitIds.mailbox, 'head', 'editor'),
  housing: worker('王敏', unitIds.housing, 'handler'),
  housingToo: worker('李强', unitIds.housing, 'handler'),
  housingHead: worker('赵局', unitIds.housing, 'head'),
  traffic: worker('孙洁', unitIds.traffic, 'handler'),
  trafficHead: worker('周局', unitIds.traffic, 'head'),
  water: worker('吴磊', unitIds.water, 'handler'),
  waterHead: worker('郑局', unitIds.water, 'head'),
  officeHead: worker('秦主任', unitIds.office, 'head'),
  supervisor: worker('督查', unitIds.city, 'supervisor'),
  leader: worker('市领导', unitIds.city, 'leader'),
}

const colleagues = Map.groupBy(Object.values(staff), (one) => one.unitId)

export const testKind: Kind = defineKind({
  name: 'trial',
  title: '来信',
  sequence: 'matter_number_letter',
  digit: 7,
  classes: { consult: '咨询', complaint: '投诉', report: '举报' },
  returnGrounds: { notOurs: '不属于本单位职责' },
  extensionGrounds: { complex: '情况复杂' },
  rejectionReasons: { unsolved: '问题没有解决' },
  mayOpen: () => null,
  limits: ({ class: one }) => ({
    accept: 'LET-accept',
    answer: one === 'consult' ? 'HOT-1-consult' : 'HOT-1-complaint',
  }),
  times: {
    silentSigning: { ...workdays(4), unit: 'workhour' },
    returning: workdays(1),
    handOver: workdays(1),
    consult: workdays(1),
    silence: { ...workdays(7), unit: 'day' },
    hungLook: { ...workdays(6), unit: 'month' },
  },
  steps: { approval: true, confirmation: true },
  sight: usualSight,
  notices: () => [],
  publicParts: (state) => (state.class === 'report' ? [] : ['title', 'body', 'reply']),
})

/** A question asked at a counter: whoever is asked takes it up, hands over unit to unit, and a dispute goes to the unit that settles for both. */
export const askedKind: Kind = {
  ...testKind,
  dispatchRoles: ['handler', 'head', 'clerk'],
  reviewRoles: ['supervisor', 'leader'],
  asker: '问事人',
  returnGrounds: {},
  times: { ...testKind.times, dispute: workdays(1) },
  steps: { approval: false, confirmation: true },
}

/** The rules the test kind names, without a database. */
export async function testCounting(): Promise<Counting> {
  const calendar = new Calendar([...(await seedDays()), ...provisionalDays2027], seedYears)
  const hotline = {
    article: '测试规则',
    stopGrounds: [
      { ground: 'inspection', title: '检测' },
      { ground: 'short', title: '短暂', capUnits: 2 },
    ],
  }
  const extension = { amount: 5, approver: 'head', approverTitle: '承办单位负责人' }
  const terms = {
    'LET-accept': { id: 'LET-accept', limit: workdays(1), article: '', extension: null, stopGrounds: [] },
    'HOT-1-consult': { id: 'HOT-1-consult', limit: workdays(3), extension, ...hotline },
    'HOT-1-complaint': { id: 'HOT-1-complaint', limit: workdays(15), extension, ...hotline },
  }
  return {
    ...countingWith(calendar, { rules: [], on: () => undefined, promised: () => undefined }, 'Asia/Shanghai'),
    terms: (id) => terms[id as keyof typeof terms],
  }
}

export const at = (text: string): Temporal.Instant => Temporal.Instant.from(`${text}:00+08:00`)

export const matterId = idOf(9000)
export const asker: Actor = askerOf(matterId)
export const clockActor = systemActor('clock')

const ref = (part: TextRef['part']): TextRef => ({ id: idOf(++persons), part, hash: 'a'.repeat(64) })

/** One matter told as a story: each step is a command at a time by somebody; without a time the clock stands where it stood. */
export class Story {
  state: MatterState
  events: MatterEvent[]
  now: Temporal.Instant
  readonly counting: Counting
  readonly kind: Kind

  constructor(
    counting: Counting,
    openedAt = '2026-11-23T10:00',
    more: {
      kind?: Kind
      class?: string
      filingUnitId?: string
      by?: Worker
      askerUnitId?: string
      reportedUnitId?: string
      answerFrom?: 'opening' | 'step'
    } = {},
  ) {
    this.counting = counting
    this.kind = more.kind ?? testKind
    this.now = at(openedAt)
    const event: MatterEvent = {
      type: 'opened',
      seq: 1,
      occurredAt: this.now,
      recordedAt: this.now,
      actor: {
        kind: more.by ? 'staff' : 'anyone',
        unitId: more.by?.unitId ?? null,
        personId: more.by?.personId ?? null,
        name: null,
      },
      data: {
        number: '202611237000018',
        kind: 'trial',
        class: more.class ?? 'complaint',
        channel: 'web',
        divisionCode: '510400',
        filingUnitId: more.filingUnitId ?? more.by?.unitId ?? unitIds.mailbox,
        acceptRule: 'LET-accept',
        answerRule: more.class === 'consult' ? 'HOT-1-consult' : 'HOT-1-complaint',
        askerPersonId: null,
        askerUnitId: more.askerUnitId ?? null,
        contactId: null,
        reportedUnitId: more.reportedUnitId ?? null,
        main: null,
        wantsPublic: true,
        secrecy: false,
        texts: [],
        ...(more.answerFrom && { answerFrom: more.answerFrom }),
      },
    }
    this.events = [event]
    this.state = evolve(null, event, matterId)
  }

  at(text: string): this {
    this.now = at(text)
    return this
  }

  decide(actor: Actor, command: Command, more: Partial<Deciding> = {}): Decision | Refusal {
    const part = partOfText[command.type]
    const hasText = 'text' in command && command.text !== undefined && command.text !== ''
    const reason = command.type === 'answer' && command.withoutParts
    return decide(this.state, command, {
      kind: this.kind,
      actor,
      now: this.now,
      at: this.now,
      counting: this.counting,
      units,
      staff: new Map([...colleagues].map(([unitId, those]) => [unitId, those.map((one) => one.colleague)])),
      names: new Map(Object.values(staff).map((one) => [one.personId, one.name])),
      text: hasText && part ? ref(part) : null,
      ground: reason ? ref('ground') : null,
      target: null,
      ...more,
    })
  }

  /** Acts; a refusal fails the test. */
  do(actor: Actor, command: Command, more: Partial<Deciding> = {}): this {
    const decision = this.decide(actor, command, more)
    if (decision instanceof Refusal) throw new Error(`${command.type} refused: ${decision.message}`)
    this.state = decision.state
    this.events.push(...decision.events)
    return this
  }

  /** The sentence of the refusal; an act that is not refused fails the test. */
  refused(actor: Actor, command: Command, more: Partial<Deciding> = {}): string {
    const decision = this.decide(actor, command, more)
    if (decision instanceof Refusal) return decision.message
    throw new Error(`${command.type} was not refused`)
  }

  types(): string[] {
    return this.events.map((event) => event.type)
  }

  /** Whoever was asked takes it up at once. */
  takenUp(by: Worker): this {
    return this.do(by, { type: 'dispatch', unitId: by.unitId }).do(by, { type: 'sign' })
  }

  /** Handed over and accepted. */
  passed(from: Worker, to: Worker): this {
    return this.do(from, { type: 'offerHandOver', unitId: to.unitId }).do(to, { type: 'acceptHandOver' })
  }

  dispatched(unitId = unitIds.housing): this {
    return this.do(staff.dispatcher, { type: 'dispatch', unitId })
  }

  signed(): this {
    return this.dispatched().do(staff.housing, { type: 'sign' })
  }

  answered(): this {
    return this.signed()
      .do(staff.housing, { type: 'submitDraft', text: '已修好' })
      .do(staff.housingHead, { type: 'answer' })
  }
}
