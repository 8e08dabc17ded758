import { z } from 'zod'
import { RadioGroup } from '#ui/index.ts'
import { happen } from '../happen.ts'
import { isUser, unitOfAct } from '../who-may.ts'
import { readForm, words } from '../words.ts'
import { WordsField } from './act-fields.tsx'
import { usersSayOptions } from './visit-work.tsx'
import type { WorkAct } from './work-act.ts'

const form = z.object({
  usersSay: z
    .enum(['accepted', 'notAccepted'], { error: '请选择认可还是不认可。' })
    .meta({ description: 'accepted 用上了，认可；notAccepted 没有用上，或者不认可' }),
  received: words('使用的情况'),
})

/** 使用单位验收: by somebody who is not of a unit that does it. */
export const confirmWorkAct: WorkAct = {
  noun: 'acceptance',
  title: '使用单位验收',
  button: '签字确认',
  place: 'main',
  form,
  files: { label: '签字的验收单', hint: '扫描件或照片，没有也可以。', required: false },
  bar: (actor, { row, units }) => {
    if (!isUser(actor, row, units)) return { who: '验收由交办时指定的使用单位签字，责任单位不能给自己签。' }
    return row.provedAt ? null : { when: '还有节点没有办成，全部办成以后请您验收。' }
  },
  Fields: (form) => (
    <>
      <RadioGroup
        name="usersSay"
        label="办成了吗"
        options={[...usersSayOptions]}
        value={form.typed.usersSay}
        error={form.errors.usersSay}
        required
      />
      <WordsField form={form} name="received" label="使用的情况" rows={2} />
    </>
  ),
  async perform({ house, actor, work, files }, typed) {
    const { usersSay, received } = readForm(form, typed)
    await happen(house, actor, work, {
      type: 'confirmed',
      unitId: unitOfAct(actor, work.row.userUnitIds),
      words: received,
      data: { usersSay },
      files,
    })
  },
}
