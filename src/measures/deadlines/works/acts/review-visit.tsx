import { z } from 'zod'
import { dueDate, isDayLimit, loadLaw } from '#core/calendar/index.ts'
import { dateIn } from '#platform/clock.ts'
import { formatDateTime, RadioGroup } from '#ui/index.ts'
import { findingWords } from '../event-words.ts'
import { happen } from '../happen.ts'
import type { OpenWork, Working } from '../open-work.ts'
import type { WorkEventRow } from '../tables.ts'
import { doingUnits, isDoer, isReviewer, reviewingAt, unitOfAct } from '../who-may.ts'
import { NotFilled, readForm, words } from '../words.ts'
import { isBefore } from '../work.ts'
import { ChoiceField, WordsField } from './act-fields.tsx'
import type { ActForm, WorkAct } from './work-act.ts'

/** 政府督查工作条例 第17条 (LIM-5): thirty days to ask, thirty days to decide, by others than those who came to the conclusion. */
const article = '政府督查工作条例第17条'

const saidOf = (events: readonly WorkEventRow[], type: WorkEventRow['type'], visitId: string) =>
  events.find((event) => event.type === type && event.data.about === visitId)

/** Visits that found something against the report, and of which nobody has asked a review yet. */
const objectionable = ({ events }: OpenWork): WorkEventRow[] =>
  events.filter(
    ({ id, type, data }) => type === 'visited' && data.finding !== 'true' && !saidOf(events, 'objected', id),
  )

/** Visits whose review has been asked and not decided. */
const underReview = ({ events }: OpenWork): WorkEventRow[] =>
  events.filter(({ id }) => saidOf(events, 'objected', id) && !saidOf(events, 'objectionDecided', id))

const visitId = z.uuid({ error: '请选择是哪一次走访的结论。' }).meta({ description: '走访记录的 id' })

function VisitField({ form, visits }: { form: ActForm; visits: WorkEventRow[] }) {
  const options = visits.map(({ id, at, data }) => ({
    value: id,
    label: `${formatDateTime(at, 'Asia/Shanghai')} 走访：报告${findingWords[data.finding ?? 'true']}`,
  }))
  return <ChoiceField form={form} name="visit" label="哪一次走访的结论" options={options} />
}

function visitOf(visits: WorkEventRow[], id: string): WorkEventRow {
  const found = visits.find((visit) => visit.id === id)
  if (!found) throw new NotFilled({ visit: '没有这次走访，或者已经申请过、决定过复核，请从列表里选。' })
  return found
}

/** The last day of a limit that begins at a moment. */
async function lastDay({ db }: Working, rule: string, from: Temporal.PlainDate): Promise<Temporal.PlainDate> {
  const { rules, calendar } = await loadLaw(db)
  const limit = rules.on(rule, from)?.limit
  if (!limit || !isDayLimit(limit)) throw new Error(`no limit in days ${rule} in force on ${from}`)
  return dueDate(limit, from, calendar).dueOn
}

const objection = z.object({ visit: visitId, reasons: words('申请复核的理由', { least: 10 }) })

/** 申请复核: by those who do the work, once for a visit. */
export const objectToVisitAct: WorkAct = {
  noun: 'objection',
  title: '对督查走访的结论申请复核',
  button: '申请复核',
  place: 'more',
  look: 'secondary',
  form: objection,
  files: { label: '材料', hint: '能说明情况的照片、文件，没有也可以。', required: false },
  bar: (actor, work) => {
    if (!isDoer(actor, work.row, work.units)) return { who: '复核由牵头单位或配合单位申请。' }
    return objectionable(work).length > 0 ? null : { when: '没有可以申请复核的督查走访。' }
  },
  Fields: (form) => (
    <>
      <VisitField form={form} visits={objectionable(form.work)} />
      <WordsField form={form} name="reasons" label="哪里与事实不符" hint="由没有参加这次走访的人决定" />
    </>
  ),
  async perform({ house, actor, work, files }, typed) {
    const { visit: id, reasons } = readForm(objection, typed)
    const visit = visitOf(objectionable(work), id)
    const until = await lastDay(house, 'LIM-5-objection', dateIn(house.config.timeZone, visit.at))
    if (isBefore(until, work.today))
      throw new NotFilled({ visit: `这次走访的结论，复核应当在 ${until} 以前申请（${article}），已经过了。` })
    const answerBy = await lastDay(house, 'LIM-5-decision', work.today)
    await happen(house, actor, work, {
      type: 'objected',
      unitId: unitOfAct(actor, doingUnits(work.row)),
      ...(visit.milestoneId && { milestoneId: visit.milestoneId }),
      words: reasons,
      data: { about: visit.id, answerBy: answerBy.toString() },
      files,
    })
  },
}

const results = [
  { value: 'kept', label: '维持走访的结论' },
  { value: 'cancelled', label: '撤销走访的结论', hint: '走访不再作数，退回的佐证恢复' },
] as const

const decision = z.object({
  visit: visitId,
  result: z
    .enum(['kept', 'cancelled'], { error: '请选择维持还是撤销。' })
    .meta({ description: 'kept 维持，cancelled 撤销' }),
  decision: words('复核的理由', { least: 10 }),
})

const recused = `参加过这次走访的人在复核中应当回避（${article}），由别的督查人员或者分管领导决定。`

/** 复核决定: by another supervisor, or the leader of the government above; what was cancelled counts no more. */
export const decideObjectionAct: WorkAct = {
  noun: 'objection-decision',
  title: '决定复核',
  button: '作出复核决定',
  place: 'main',
  form: decision,
  bar: (actor, work) => {
    if (!isReviewer(actor, work.row, work.units)) return { who: '复核由不在责任单位任职的督查人员或者分管领导决定。' }
    const visits = underReview(work)
    if (visits.length === 0) return { when: '没有等待复核的督查走访。' }
    return visits.every(({ personId }) => personId === actor.personId) ? { who: recused } : null
  },
  Fields: (form) => (
    <>
      <VisitField form={form} visits={underReview(form.work)} />
      <RadioGroup
        name="result"
        label="决定"
        options={[...results]}
        value={form.typed.result}
        error={form.errors.result}
        required
      />
      <WordsField form={form} name="decision" label="理由" />
    </>
  ),
  async perform({ house, actor, work }, typed) {
    const { visit: id, result, decision: reason } = readForm(decision, typed)
    const visit = visitOf(underReview(work), id)
    if (visit.personId === actor.personId) throw new NotFilled({ visit: recused })
    await happen(house, actor, work, {
      type: 'objectionDecided',
      unitId: unitOfAct(actor, reviewingAt(actor)),
      ...(visit.milestoneId && { milestoneId: visit.milestoneId }),
      words: reason,
      data: { about: visit.id, result },
    })
  },
}
