import { and, arrayContains, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { dateIn } from '#platform/clock.ts'
import { RadioGroup } from '#ui/index.ts'
import { happen } from '../happen.ts'
import type { OpenWork, Working } from '../open-work.ts'
import { workSamples } from '../tables.ts'
import { isSupervisor, supervisingAt, unitOfAct } from '../who-may.ts'
import { day, NotFilled, readForm, words } from '../words.ts'
import { isBefore } from '../work.ts'
import { DayField, MilestoneField, WordsField } from './act-fields.tsx'
import { milestoneNumber, milestoneOf } from './milestone-of.ts'
import type { WorkAct } from './work-act.ts'

export const findings = [
  { value: 'true', label: '属实' },
  { value: 'partly', label: '部分属实' },
  { value: 'untrue', label: '不属实', hint: '这个节点的佐证退回，重新算作没有办成' },
] as const

export const usersSayOptions = [
  { value: 'accepted', label: '用上了，认可' },
  { value: 'notAccepted', label: '没有用上，或者不认可' },
] as const

const form = z.object({
  milestone: milestoneNumber,
  finding: z
    .enum(['true', 'partly', 'untrue'], { error: '请选择核查的结论。' })
    .meta({ description: 'true 属实，partly 部分属实，untrue 不属实' }),
  visitedOn: day('走访的日期'),
  usersSay: z
    .enum(['accepted', 'notAccepted', ''], { error: '请选择使用方怎么说。' })
    .optional()
    .meta({ description: '使用方怎么说；没有问到不填' }),
  seen: words('看到的情况'),
})

/** 督查走访: what was found on the spot, and what those who use it say. */
export const visitWorkAct: WorkAct = {
  noun: 'visit',
  title: '记录督查走访',
  button: '记下走访',
  place: 'more',
  look: 'secondary',
  form,
  files: { label: '走访材料', hint: '照片、签字单等，没有也可以。', required: false },
  bar: (actor, { row, units }) =>
    isSupervisor(actor, row, units) ? null : { who: '走访由不在责任单位任职的督查人员记录。' },
  Fields: (form) => (
    <>
      <MilestoneField form={form} of="all" hint="这次核查的是哪个节点" />
      <RadioGroup
        name="finding"
        label="报告的情况"
        options={[...findings]}
        value={form.typed.finding}
        error={form.errors.finding}
        required
      />
      <DayField form={form} name="visitedOn" label="走访的日期" />
      <RadioGroup
        name="usersSay"
        label="使用方怎么说"
        hint="全部节点办成以后，使用方认可才算完成"
        options={[...usersSayOptions, { value: '', label: '这次没有问到' }]}
        value={form.typed.usersSay ?? ''}
        error={form.errors.usersSay}
      />
      <WordsField
        form={form}
        name="seen"
        label="看到了什么，问了谁"
        hint="写“住户代表 3 人”这样的身份，不写姓名和电话"
      />
    </>
  ),
  async perform({ house, actor, work, files }, typed) {
    const { milestone: number, finding, visitedOn, usersSay, seen } = readForm(form, typed)
    const milestone = milestoneOf(work, number)
    const givenOn = dateIn(house.config.timeZone, work.row.givenAt)
    if (isBefore(work.today, visitedOn)) throw new NotFilled({ visitedOn: '走访的日期还没有到，请核对。' })
    if (isBefore(visitedOn, givenOn)) throw new NotFilled({ visitedOn: `任务 ${givenOn} 才交办，请核对走访的日期。` })
    if (finding === 'untrue' && !milestone.provedAt)
      throw new NotFilled({ finding: '这个节点还没有报告办成，没有佐证可以退回。请写在情况里。' })
    const sampleId = await sampleWith(house, work)
    const unitId = unitOfAct(actor, supervisingAt(actor))
    const visitId = await happen(house, actor, work, {
      type: 'visited',
      unitId,
      milestoneId: milestone.id,
      words: seen,
      data: { finding, visitedOn: visitedOn.toString(), ...(usersSay && { usersSay }), ...(sampleId && { sampleId }) },
      files,
    })
    if (finding === 'untrue')
      await happen(house, actor, work, {
        type: 'proofReturned',
        unitId,
        milestoneId: milestone.id,
        data: { about: visitId },
      })
  },
}

/** The last sample in which the work was drawn. */
async function sampleWith({ db }: Working, { row }: OpenWork): Promise<string | undefined> {
  const [sample] = await db
    .select({ id: workSamples.id })
    .from(workSamples)
    .where(and(arrayContains(workSamples.chosenIds, [row.id]), eq(workSamples.year, row.year)))
    .orderBy(desc(workSamples.notedAt))
    .limit(1)
  return sample?.id
}
