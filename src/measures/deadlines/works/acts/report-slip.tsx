import { z } from 'zod'
import { happen } from '../happen.ts'
import { doingUnits, isDoer, unitOfAct } from '../who-may.ts'
import { maybeDay, NotFilled, readForm, words } from '../words.ts'
import { isBefore } from '../work.ts'
import { DayField, MilestoneField, WordsField } from './act-fields.tsx'
import { milestoneNumber, milestoneOf } from './milestone-of.ts'
import type { WorkAct } from './work-act.ts'

const form = z.object({
  milestone: milestoneNumber,
  cause: words('没有按期办成的原因'),
  expectedOn: maybeDay('预计办成的日期'),
})

/** 报告滞后: why a milestone slips and what is done about it. The date itself stays: only who gave it may move it. */
export const reportSlipAct: WorkAct = {
  noun: 'slip',
  title: '说明滞后原因',
  button: '提交说明',
  place: 'more',
  look: 'secondary',
  form,
  bar: (actor, { row, milestones, units }) => {
    if (!isDoer(actor, row, units)) return { who: '滞后原因由牵头单位或配合单位说明。' }
    return milestones.some(({ provedAt }) => !provedAt) ? null : { when: '没有未办成的节点。' }
  },
  Fields: (form) => (
    <>
      <MilestoneField form={form} of="open" />
      <WordsField form={form} name="cause" label="原因和补救办法" />
      <DayField
        form={form}
        name="expectedOn"
        label="预计哪天办成"
        hint="只是告诉交办单位，节点日期不会因此改变"
        required={false}
      />
    </>
  ),
  async perform({ house, actor, work }, typed) {
    const { milestone: number, cause, expectedOn } = readForm(form, typed)
    const milestone = milestoneOf(work, number)
    if (milestone.provedAt) throw new NotFilled({ milestone: '这个节点已经办成，不用说明了。' })
    if (expectedOn && isBefore(expectedOn, work.today))
      throw new NotFilled({ expectedOn: '预计的日期已经过去了，请填今天或以后的日期。' })
    await happen(house, actor, work, {
      type: 'slipReported',
      unitId: unitOfAct(actor, doingUnits(work.row)),
      milestoneId: milestone.id,
      words: cause,
      data: expectedOn ? { expectedOn: expectedOn.toString() } : {},
    })
  },
}
