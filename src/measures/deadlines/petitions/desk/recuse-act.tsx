import { z } from 'zod'
import { ChoiceField, type DeskAct, NotFilled, readForm, WordsField, words } from '#core/casework/index.ts'
import { act } from '#core/matters/index.ts'

const recuseForm = z.object({ recuseText: words('回避的理由', { least: 4 }) })

/** 回避 (第28条): one's own word, or the head's about a colleague. From then on they see nothing of it. */
export const recuseAct: DeskAct = {
  noun: 'recusal',
  command: 'step',
  offered: (state) => state.kind === 'petition',
  tried: () => ({ type: 'step', step: 'recuse', choice: '', text: '理由' }),
  title: '回避',
  button: '登记回避',
  place: 'more',
  // Whoever keeps away does not find the matter any more.
  next: 'unit',
  form: recuseForm.extend({
    recusePerson: z.string().meta({ description: '谁回避（choices.recusable 里的 value）' }),
  }),
  fields: { choice: 'recusePerson', text: 'recuseText' },
  Fields: (form) => (
    <>
      <ChoiceField
        form={form}
        name="recusePerson"
        label="谁回避"
        hint="与信访事项或者信访人有直接利害关系的，应当回避；他人回避由单位负责人决定"
        options={form.choices.own.recusable ?? []}
        chosen={form.choices.own.recusable?.[0]?.value}
      />
      <WordsField form={form} name="recuseText" label="理由" rows={2} />
    </>
  ),
  async perform({ house, actor, matterId, choices }, typed) {
    const person = choices.own.recusable?.find(({ value }) => value === typed.recusePerson)
    if (!person) throw new NotFilled({ recusePerson: '请从列表里选择谁回避。' })
    const { recuseText: text } = readForm(recuseForm, typed)
    await act(house, actor, matterId, { type: 'step', step: 'recuse', choice: person.value, text })
  },
}
