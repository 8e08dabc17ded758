import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { type ActsOf, type DeskAct, maybeWords, readForm, words } from './act.ts'
import { WordsField } from './act-fields.tsx'

const approvalForm = z.object({ withoutParts: maybeWords('不等协办单位的理由') })
const returnForm = z.object({ draftComment: words('修改意见') })

/** 审核通过 is the answer: it is delivered in the same act, nobody sends it a second time. */
export const approveAct = ({ words: { asker } }: ActsOf): DeskAct => ({
  noun: 'approval',
  command: 'answer',
  title: '审核答复',
  button: `审核通过，答复${asker}`,
  offered: (state) => state.draft !== null,
  approves: true,
  place: 'reply',
  keys: 'a',
  next: 'approve',
  fields: { withoutParts: 'withoutParts' },
  form: approvalForm,
  Fields: (form) =>
    form.matter.joint.some((part) => part.answer === null) ? (
      <WordsField
        form={form}
        name="withoutParts"
        label="协办单位还没有答复，先行答复的理由"
        hint="要等协办单位的，请不要现在通过"
        rows={2}
        required={false}
      />
    ) : null,
  async perform({ house, actor, matterId }, typed) {
    const { withoutParts } = readForm(approvalForm, typed)
    await act(house, actor, matterId, { type: 'answer', ...(withoutParts && { withoutParts }) })
  },
})

export const returnDraftAct: DeskAct = {
  noun: 'draft-return',
  command: 'returnDraft',
  title: '退回修改',
  button: '退回承办人修改',
  approves: true,
  place: 'reply',
  look: 'secondary',
  form: returnForm,
  Fields: (form) => <WordsField form={form} name="draftComment" label="修改意见" rows={2} />,
  async perform({ house, actor, matterId }, typed) {
    const { draftComment } = readForm(returnForm, typed)
    await act(house, actor, matterId, { type: 'returnDraft', text: draftComment })
  },
}
