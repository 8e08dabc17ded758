import { z } from 'zod'
import { act, findMatter } from '#core/matters/index.ts'
import { TextField } from '#ui/index.ts'
import { type ActsOf, type DeskAct, NotFilled, readForm } from './act.ts'

const mergeForm = z.object({
  mergeInto: z
    .string({ error: '请填写主件的编号。' })
    .meta({ description: '主件的编号' })
    .transform((text) => text.replace(/\s/g, ''))
    .refine((text) => /^\d{15,}$/.test(text), { error: '编号是 15 位以上的数字，请核对主件的编号。' }),
})

/** 并单：the same matter told twice is handled once; each asker keeps number and code and gets the answer (HOT-4 重复诉求并单处理). */
export const mergeAct = ({ words: { matter, measure, asker }, kinds }: ActsOf): DeskAct => ({
  noun: 'merger',
  command: 'merge',
  title: `并入另一${measure}${matter}`,
  button: '并单',
  place: 'more',
  form: mergeForm,
  fields: { intoId: 'mergeInto' },
  Fields: (form) => (
    <TextField
      name="mergeInto"
      label="主件的编号"
      hint={`本件并入主件一起办理和答复，${asker}会收到通知`}
      inputMode="numeric"
      width="wide"
      value={form.typed.mergeInto}
      error={form.errors.mergeInto}
      required
    />
  ),
  async perform({ house, actor, matterId }, typed) {
    const { mergeInto } = readForm(mergeForm, typed)
    // A matter that this actor may not see is one that is not there: any other sentence would tell of a 举报.
    const into = await findMatter(house.db, actor, mergeInto)
    if (!into || !kinds.some(({ name }) => name === into.kind))
      throw new NotFilled({ mergeInto: `没有找到这个编号的${matter}，请核对。` })
    await act(house, actor, matterId, { type: 'merge', intoId: into.id })
  },
})
