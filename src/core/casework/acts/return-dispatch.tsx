import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { type ActsOf, type DeskAct, readForm, words } from './act.ts'
import { ChoiceField, WordsField } from './act-fields.tsx'

/** 退单 with a ground; the second one goes to 会商 (编办、司法局) instead of a third unit (HOT-5). */
export function returnAct({ kinds }: ActsOf): DeskAct {
  const form = z.object({
    returnGround: z
      .string({ error: '请选择为什么退回。' })
      .min(1, { error: '请选择为什么退回。' })
      .meta({
        description: '为什么退回',
        enum: [...new Set(kinds.flatMap((kind) => Object.keys(kind.returnGrounds)))],
      }),
    returnText: words('退单说明', { least: 5 }),
  })
  return {
    noun: 'return',
    command: 'returnDispatch',
    title: '退单',
    button: '退回派单单位',
    place: 'more',
    look: 'danger',
    next: 'sign',
    form,
    fields: { ground: 'returnGround', text: 'returnText' },
    Fields: (props) => (
      <>
        <ChoiceField form={props} name="returnGround" label="为什么退回" options={props.choices.returnGrounds} />
        <WordsField
          form={props}
          name="returnText"
          label="说明"
          hint="写明依据（三定规定、权责清单），最好指出该由谁办。第二次退单将转入会商"
        />
      </>
    ),
    async perform({ house, actor, matterId }, typed) {
      const { returnGround, returnText } = readForm(form, typed)
      await act(house, actor, matterId, { type: 'returnDispatch', ground: returnGround, text: returnText })
    },
  }
}
