import { z } from 'zod'
import { choice, readForm, type Typed, words } from '#core/casework/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import { type GivenFiles, happenBreach } from './happen-breach.ts'
import { colleaguesOf, findBreach, judgingOf, type Reading, type Working } from './open-breach.ts'
import { appeal, decideAppeal, decideBreach, decline, effectOf, find, invite, state, takeUp, tell } from './rules.ts'
import type { BreachRow } from './tables.ts'
import {
  appealResultIds,
  appealResults,
  breachCauses,
  causeIds,
  gradeIds,
  gradeWords,
  gravities,
  gravityIds,
  outcomeIds,
  outcomes,
  partyIds,
  partyWords,
  toleranceIds,
  tolerances,
} from './words.ts'

/** Not chosen, or chosen as none. */
const orNone = <const Codes extends readonly [string, ...string[]]>(
  codes: Codes,
  message: string,
  meta: { description: string },
) =>
  z
    .enum([...codes, ''], { error: message })
    .optional()
    .meta(meta)
    .transform((code) => (code === '' || code === undefined ? null : (code as Codes[number])))

/** What the codes of a field stand for, as the API's document says it. */
export const meaning = (what: string, words: Readonly<Record<string, string>>): { description: string } => ({
  description: `${what}：${Object.entries(words)
    .map(([code, word]) => `${code} ${word}`)
    .join('，')}`,
})

/** What is sent for each act, by the noun in the address. */
export const breachForms = {
  acceptance: z.object({}),
  refusal: z.object({ declineReason: words('不予受理的理由', { least: 5 }) }),
  findings: z.object({
    findings: words('核查情况', { least: 10, most: 2000 }),
    gravity: choice(gravityIds, '请选择情节轻重。').meta(meaning('情节', gravities)),
    cause: choice(causeIds, '请选择原因在哪里。').meta(meaning('原因', breachCauses)),
    person: z.string().default('').meta({ description: '是哪一位工作人员：姓名或工号；只是单位的问题，就空着' }),
  }),
  hearing: z.object({}),
  statements: z.object({
    party: choice(partyIds, '请选择是谁的陈述。').meta(meaning('谁的陈述', partyWords)),
    statement: words('陈述', { least: 5, most: 2000 }),
  }),
  decision: z.object({
    outcome: choice(outcomeIds, '请选择结论。').meta(meaning('结论', outcomes)),
    grade: orNone(gradeIds, '请选择处理方式。', meaning('处理，成立的填', gradeWords)),
    tolerance: orNone(toleranceIds, '请选择依据哪一条容错免责。', meaning('容错免责的依据', tolerances)),
    reason: words('理由', { least: 10, most: 1000 }),
    answer: words('告诉反映人的话', { least: 10, most: 500 }),
  }),
  notification: z.object({
    toldOn: z.iso
      .date({ error: '请填写告知当事人的日期，例如 2026-11-30。' })
      .meta({ description: '哪天告知的；申诉期限从这一天算' })
      .transform((text) => Temporal.PlainDate.from(text)),
  }),
  appeal: z.object({ appeal: words('申诉的理由', { least: 10, most: 2000 }) }),
  review: z.object({
    result: choice(appealResultIds, '请选择申诉的决定。').meta(meaning('申诉的决定', appealResults)),
    lowerGrade: orNone(gradeIds, '请选择减轻为哪一种。', meaning('减轻为', gradeWords)),
    appealReason: words('理由', { least: 10, most: 1000 }),
  }),
} satisfies Record<string, z.ZodObject>

export type BreachAct = keyof typeof breachForms
export const breachActIds = Object.keys(breachForms) as BreachAct[]

type Form<A extends BreachAct> = z.output<(typeof breachForms)[A]>
type Doing = { house: Working; actor: StaffActor; id: string; files: GivenFiles }

/** Each act: the row under lock, the rule, what happened. */
async function within(
  { house, actor, id }: Doing,
  work: (row: BreachRow, judging: Awaited<ReturnType<typeof judgingOf>>) => Promise<unknown>,
): Promise<void> {
  const row = await findBreach(house.db, actor, id, { lock: true })
  await work(row, await judgingOf(house, actor, row))
}

const breachVerbs: { [A in BreachAct]: (doing: Doing, form: Form<A>) => Promise<void> } = {
  acceptance: (doing) =>
    within(doing, (row, judging) => happenBreach(doing.house, doing.actor, row, takeUp(row, judging))),
  refusal: (doing, { declineReason }) =>
    within(doing, (row, judging) =>
      happenBreach(doing.house, doing.actor, row, decline(row, judging), { words: { declined: declineReason } }),
    ),
  findings: (doing, { findings, gravity, cause, person }) =>
    within(doing, async (row, judging) => {
      const personId = await personNamed(doing, row.unitId, person)
      return happenBreach(doing.house, doing.actor, row, find(row, judging, { personId, gravity, cause }), {
        words: { findings },
        files: doing.files,
      })
    }),
  hearing: (doing) =>
    within(doing, (row, judging) => happenBreach(doing.house, doing.actor, row, invite(row, judging))),
  statements: (doing, { party, statement }) =>
    within(doing, (row, judging) =>
      happenBreach(doing.house, doing.actor, row, state(row, judging, party), {
        words: { statement },
        files: doing.files,
      }),
    ),
  decision: (doing, { outcome, grade, tolerance, reason, answer }) =>
    within(doing, (row, judging) => {
      const decided = decideBreach(row, judging, { outcome, grade, tolerance })
      return happenBreach(doing.house, doing.actor, row, decided, { words: { reason, answer } })
    }),
  notification: (doing, { toldOn }) =>
    within(doing, async (row, judging) => {
      const told = await happenBreach(doing.house, doing.actor, row, tell(row, judging, toldOn))
      if (told.grade !== null) return
      // Nothing to appeal: it stands at once.
      const on = judging.today.toString()
      const data = { on, effectUntil: effectOf(null, judging.today, judging) }
      await happenBreach(doing.house, doing.actor, told, { type: 'becameFinal', data })
    }),
  appeal: (doing, { appeal: text }) =>
    within(doing, (row, judging) =>
      happenBreach(doing.house, doing.actor, row, appeal(row, judging), {
        words: { appeal: text },
        files: doing.files,
      }),
    ),
  review: (doing, { result, lowerGrade, appealReason }) =>
    within(doing, (row, judging) =>
      happenBreach(doing.house, doing.actor, row, decideAppeal(row, judging, { result, grade: lowerGrade }), {
        words: { appealReason },
      }),
    ),
}

/** With which files an act may come. */
export const breachEvidence: Partial<Record<BreachAct, 'evidence' | 'materials'>> = {
  findings: 'evidence',
  statements: 'materials',
  appeal: 'materials',
}

/** Lets a decision stand: by API it needs the scope of decisions. */
export const decidingActs: readonly BreachAct[] = ['decision', 'review']

export const breachActWords: Record<BreachAct, string> = {
  acceptance: '受理',
  refusal: '不予受理',
  findings: '记录核查情况',
  hearing: '发出陈述通知',
  statements: '陈述',
  decision: '作出决定',
  notification: '告知当事人',
  appeal: '申诉',
  review: '决定申诉',
}

/** What was typed, read by the form of the act, and done. */
export async function performBreachAct<A extends BreachAct>(act: A, doing: Doing, typed: Typed): Promise<void> {
  const schema: z.ZodType<unknown> = breachForms[act]
  await breachVerbs[act](doing, readForm(schema, typed) as Form<A>)
}

/** By name or staff number; of several of one name the number tells. */
export async function personNamed(
  { house }: { house: Reading },
  unitId: string,
  typed: string,
): Promise<string | null> {
  const word = typed.trim()
  if (word === '') return null
  const found = (await colleaguesOf(house, unitId)).filter(
    ({ name, staffNumber, personId }) => name === word || staffNumber === word || personId === word,
  )
  const [only, ...others] = found
  if (only && others.length === 0) return only.personId
  const sentence = only
    ? `该单位有 ${found.length} 位“${word}”，请改写工号。`
    : `该单位没有“${word}”这位工作人员，请核对姓名或工号，或者空着。`
  throw new Refusal('no-person', sentence, { field: 'person' })
}
