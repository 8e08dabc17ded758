import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { type ActFormProps, type ActsOf, type DeskAct, maybeWords, readForm, words } from './act.ts'
import { ChoiceField, WordsField } from './act-fields.tsx'
import { keepDraft } from './keep-draft.ts'

/** A reply of ten characters answers nobody; a long one is a report, to be attached. */
const replyText = words('答复', { least: 10, most: 5000 })
/** Which sort of answer it is: the engine asks for it where the kind has sorts. */
const answerChoice = z
  .string()
  .optional()
  .meta({ description: '答复的种类（choices.answerChoices 里的 value），没有种类的不填' })
const draftForm = z.object({ replyText, answerChoice })
const savedForm = z.object({ replyText: words('答复', { least: 1, most: 5000 }) })
const answerForm = draftForm.extend({ withoutParts: maybeWords('不等协办单位的理由') })

/** 拟稿：saved as often as one likes (versions are kept), then submitted to the head. */
export const draftAct = ({ words: { asker } }: ActsOf): DeskAct => ({
  noun: 'drafts',
  command: 'submitDraft',
  offered: (_, kind) => kind.steps.approval,
  takesMaterials: true,
  title: '拟写答复',
  button: '提交审核',
  place: 'reply',
  keys: 'w',
  form: draftForm.extend({
    intent: z.enum(['submit', 'save']).optional().meta({ description: 'submit 提交审核（默认），save 只存草稿' }),
  }),
  fields: { choice: 'answerChoice', text: 'replyText' },
  Fields: (form) => <Reply form={form} asker={asker} />,
  async perform({ house, actor, matterId }, typed) {
    if (typed.intent === 'save') {
      await keepDraft(house, actor, matterId, readForm(savedForm, typed).replyText)
      return
    }
    const { replyText: text, answerChoice: choice } = readForm(draftForm, typed)
    await act(house, actor, matterId, { type: 'submitDraft', text, ...(choice && { choice }) })
  },
})

/** Where the kind asks no approval, whoever holds the matter answers at once. */
export const answerAct = ({ words: { asker } }: ActsOf): DeskAct => ({
  noun: 'answer',
  command: 'answer',
  tried: () => ({ type: 'answer', text: '答复' }),
  offered: (state, kind) => !kind.steps.approval && state.draft === null,
  title: '答复',
  button: `答复${asker}`,
  place: 'reply',
  keys: 'w',
  takesMaterials: true,
  approves: true,
  fields: { withoutParts: 'withoutParts', choice: 'answerChoice', text: 'replyText' },
  form: answerForm,
  Fields: (form) => (
    <>
      <Reply form={form} asker={asker} />
      {form.matter.joint.some((part) => part.answer === null) && (
        <WordsField
          form={form}
          name="withoutParts"
          label="协办单位还没有答复，先行答复的理由"
          hint="要等协办单位的，请不要现在答复"
          rows={2}
          required={false}
        />
      )}
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { replyText: text, answerChoice: choice, withoutParts } = readForm(answerForm, typed)
    const more = { ...(choice && { choice }), ...(withoutParts && { withoutParts }) }
    await act(house, actor, matterId, { type: 'answer', text, ...more })
  },
})

function Reply({ form, asker }: { form: ActFormProps; asker: string }) {
  const { answerChoices } = form.choices
  return (
    <>
      {answerChoices.length > 0 && (
        <ChoiceField form={form} name="answerChoice" label="答复的种类" options={answerChoices} />
      )}
      <WordsField
        form={form}
        name="replyText"
        label="答复内容"
        hint={`先说结论，再说依据和下一步；${asker}看到的就是这段话`}
        rows={12}
        most={5000}
      />
    </>
  )
}
