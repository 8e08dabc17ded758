import { z } from 'zod'
import { happen } from '../happen.ts'
import { doingUnits, isDoer, unitOfAct } from '../who-may.ts'
import { NotFilled, readForm, words } from '../words.ts'
import { MilestoneField, WordsField } from './act-fields.tsx'
import { milestoneNumber, milestoneOf } from './milestone-of.ts'
import type { WorkAct } from './work-act.ts'

const form = z.object({ milestone: milestoneNumber, result: words('办成的结果') })

/** 报佐证: one milestone is there, with a file that shows it. What kind of file is the unit's choice. */
export const proveMilestoneAct: WorkAct = {
  noun: 'proof',
  title: '报告节点办成',
  button: '报告办成',
  place: 'main',
  form,
  files: { label: '佐证材料', hint: '批复、验收表、合同、照片都可以，有一样就行。', required: true },
  bar: (actor, { row, milestones, units }) => {
    if (!isDoer(actor, row, units)) return { who: '节点由牵头单位或配合单位报告。' }
    return milestones.some(({ provedAt }) => !provedAt) ? null : { when: '每个节点都报告过了。' }
  },
  Fields: (form) => (
    <>
      <MilestoneField form={form} of="open" />
      <WordsField form={form} name="result" label="办成了什么" hint="一两句话：做了什么，做到什么程度" />
    </>
  ),
  async perform({ house, actor, work, files }, typed) {
    const { milestone: number, result } = readForm(form, typed)
    const milestone = milestoneOf(work, number)
    if (milestone.provedAt) throw new NotFilled({ milestone: '这个节点已经报告过办成了，请选另一个。' })
    await happen(house, actor, work, {
      type: 'proofGiven',
      unitId: unitOfAct(actor, doingUnits(work.row)),
      milestoneId: milestone.id,
      words: result,
      files,
    })
  },
}
