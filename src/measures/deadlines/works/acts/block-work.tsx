import { z } from 'zod'
import { happen } from '../happen.ts'
import { doingUnits, isDoer, unitOfAct } from '../who-may.ts'
import { readForm, words } from '../words.ts'
import { WordsField } from './act-fields.tsx'
import type { WorkAct } from './work-act.ts'

const blockForm = z.object({ obstacle: words('受阻的原因') })
const unblockForm = z.object({ solved: words('怎么解决的') })

/** 受阻 is the one state that a unit reports: with its cause, and until it says that it is over. */
export const blockWorkAct: WorkAct = {
  noun: 'obstacle',
  title: '报告受阻',
  button: '报告受阻',
  place: 'more',
  look: 'secondary',
  form: blockForm,
  bar: (actor, { row, units }) => {
    if (!isDoer(actor, row, units)) return { who: '受阻由牵头单位或配合单位报告。' }
    if (row.signedOffAt) return { when: '任务已经销号。' }
    return row.blockedSince ? { when: '已经报告过受阻，还没有解除。' } : null
  },
  Fields: (form) => (
    <WordsField
      form={form}
      name="obstacle"
      label="卡在哪里，需要谁帮什么"
      hint="过期的节点仍然算过期；报告受阻是请交办单位出面协调"
    />
  ),
  async perform({ house, actor, work }, typed) {
    const { obstacle } = readForm(blockForm, typed)
    await happen(house, actor, work, {
      type: 'blocked',
      unitId: unitOfAct(actor, doingUnits(work.row)),
      words: obstacle,
    })
  },
}

export const unblockWorkAct: WorkAct = {
  noun: 'obstacle-removal',
  title: '受阻已解除',
  button: '报告解除',
  place: 'main',
  look: 'secondary',
  form: unblockForm,
  bar: (actor, { row, units }) => {
    if (!isDoer(actor, row, units)) return { who: '受阻解除由牵头单位或配合单位报告。' }
    return row.blockedSince ? null : { when: '没有报告过受阻。' }
  },
  Fields: (form) => <WordsField form={form} name="solved" label="怎么解决的" rows={2} />,
  async perform({ house, actor, work }, typed) {
    const { solved } = readForm(unblockForm, typed)
    await happen(house, actor, work, {
      type: 'unblocked',
      unitId: unitOfAct(actor, doingUnits(work.row)),
      words: solved,
    })
  },
}
