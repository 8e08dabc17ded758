import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { keepDraft } from '../desk/reply-drafts.ts'
import { type DeskAct, readForm, words } from './desk-act.ts'
import { WordsField } from './desk-fields.tsx'

/** A reply of ten characters answers nobody; a long one is a report, to be attached. */
export const replyText = words('答复', { least: 10, most: 5000 })
const draftForm = z.object({ replyText })
const savedForm = z.object({ replyText: words('答复', { least: 1, most: 5000 }) })

/** 拟稿：saved as often as one likes (versions are kept), then submitted to the head. */
export const draftAct: DeskAct = {
  noun: 'drafts',
  command: 'submitDraft',
  title: '拟写答复',
  button: '提交审核',
  place: 'reply',
  keys: 'w',
  form: draftForm.extend({
    intent: z.enum(['submit', 'save']).optional().meta({ description: 'submit 提交审核（默认），save 只存草稿' }),
  }),
  Fields: (form) => (
    <WordsField
      form={form}
      name="replyText"
      label="答复内容"
      hint="先说结论，再说依据和下一步；写信人看到的就是这段话"
      rows={12}
      most={5000}
    />
  ),
  async perform({ house, actor, matterId }, typed) {
    if (typed.intent === 'save') {
      await keepDraft(house, actor, matterId, readForm(savedForm, typed).replyText)
      return
    }
    const draft = readForm(draftForm, typed)
    await act(house, actor, matterId, { type: 'submitDraft', text: draft.replyText })
  },
}
