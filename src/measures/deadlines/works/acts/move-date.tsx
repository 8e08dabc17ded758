import { z } from 'zod'
import { formatDate } from '#ui/index.ts'
import { happen } from '../happen.ts'
import { isGiver } from '../who-may.ts'
import { day, NotFilled, readForm, words } from '../words.ts'
import { isBefore } from '../work.ts'
import { DayField, MilestoneField, WordsField } from './act-fields.tsx'
import { milestoneNumber, milestoneOf } from './milestone-of.ts'
import type { WorkAct } from './work-act.ts'

const form = z.object({ milestone: milestoneNumber, newDueOn: day('新的日期'), reason: words('改日期的理由') })

/** 调整节点日期: by who gave the work only, with a reason; the date before stays in sight. */
export const moveDateAct: WorkAct = {
  noun: 'date',
  title: '调整节点日期',
  button: '调整日期',
  place: 'more',
  look: 'secondary',
  form,
  bar: (actor, { row, milestones }) => {
    if (!isGiver(actor, row)) return { who: '节点日期只能由交办这项任务的单位调整。' }
    return milestones.some(({ provedAt }) => !provedAt) ? null : { when: '每个节点都办成了，日期不再改。' }
  },
  Fields: (form) => (
    <>
      <MilestoneField form={form} of="open" />
      <DayField form={form} name="newDueOn" label="新的日期" hint="原来的日期一直看得到" />
      <WordsField form={form} name="reason" label="理由" rows={2} hint="责任单位看得到；民生实事的理由公开" />
    </>
  ),
  async perform({ house, actor, work }, typed) {
    const { milestone: number, newDueOn, reason } = readForm(form, typed)
    const milestone = milestoneOf(work, number)
    if (milestone.provedAt) throw new NotFilled({ milestone: '这个节点已经办成，日期不再改。' })
    if (isBefore(newDueOn, work.today)) throw new NotFilled({ newDueOn: '新的日期已经过去了，请填今天或以后的日期。' })
    if (newDueOn.equals(milestone.dueOn))
      throw new NotFilled({ newDueOn: `现在就是 ${formatDate(milestone.dueOn)}，没有改变。` })
    if (newDueOn.year > work.row.year + 5)
      throw new NotFilled({ newDueOn: `最晚到 ${work.row.year + 5} 年，请核对年份。` })
    await happen(house, actor, work, {
      type: 'dateMoved',
      unitId: work.row.giverUnitId,
      milestoneId: milestone.id,
      words: reason,
      data: { from: milestone.dueOn.toString(), to: newDueOn.toString() },
    })
  },
}
