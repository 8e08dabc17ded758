import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { returnGrounds } from '../return-grounds.ts'
import { type DeskAct, readForm, words } from './desk-act.ts'
import { ChoiceField, WordsField } from './desk-fields.tsx'

const returnForm = z.object({
  returnGround: z
    .string({ error: '请选择为什么退回。' })
    .min(1, { error: '请选择为什么退回。' })
    .meta({ description: '为什么退回', enum: returnGrounds.map(({ value }) => value) }),
  returnText: words('退单说明', { least: 5 }),
})

/** 退单 with a ground; the second one goes to 会商 (编办、司法局) instead of a third unit (HOT-5). */
export const returnAct: DeskAct = {
  noun: 'return',
  command: 'returnDispatch',
  title: '退单',
  button: '退回派单单位',
  place: 'more',
  look: 'danger',
  next: 'sign',
  form: returnForm,
  fields: { ground: 'returnGround', text: 'returnText' },
  Fields: (form) => (
    <>
      <ChoiceField form={form} name="returnGround" label="为什么退回" options={form.choices.returnGrounds} />
      <WordsField
        form={form}
        name="returnText"
        label="说明"
        hint="写明依据（三定规定、权责清单），最好指出该由谁办。第二次退单将转入会商"
      />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { returnGround, returnText } = readForm(returnForm, typed)
    await act(house, actor, matterId, { type: 'returnDispatch', ground: returnGround, text: returnText })
  },
}
