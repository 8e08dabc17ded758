import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { TextField } from '#ui/index.ts'
import { type ActsOf, type DeskAct, readForm, words } from './act.ts'
import { ChoiceField, WordsField } from './act-fields.tsx'

const requestForm = (unit: string, grounds: readonly string[]) =>
  z.object({
    extensionDays: z.coerce
      .number({ error: `请填写延长几${unit}，用数字。` })
      .int({ error: `请填写整数${unit}。` })
      .min(1, { error: `至少延长 1 ${unit}。` })
      .meta({ description: `延长几${unit}` }),
    extensionGround: z
      .string({ error: '请选择延期的原因。' })
      .min(1, { error: '请选择延期的原因。' })
      .meta({ description: '原因', enum: grounds }),
    extensionText: words('延期理由', { least: 5 }),
  })
const refuseForm = z.object({ extensionRefusal: words('不同意的理由') })

/** 申请延期：before the date, once, approved by the head (安阳市政务服务条例 第50条; LIM-2 counts a later one as overdue). In the unit of the limit. */
export function requestExtensionAct({ words: { asker }, kinds }: ActsOf): DeskAct {
  const grounds = [...new Set(kinds.flatMap((kind) => Object.keys(kind.extensionGrounds)))]
  return {
    noun: 'extension',
    command: 'requestExtension',
    title: '申请延期',
    button: '提交延期申请',
    place: 'more',
    form: requestForm('个工作日', grounds),
    fields: { amount: 'extensionDays', ground: 'extensionGround', text: 'extensionText' },
    Fields: (form) => (
      <>
        <TextField
          name="extensionDays"
          label={`延长几${form.choices.limitUnit}`}
          hint={`到期之前申请，只能延期一次，由${form.choices.extensionApprover}批准`}
          inputMode="numeric"
          width="short"
          value={form.typed.extensionDays}
          error={form.errors.extensionDays}
          required
        />
        <ChoiceField form={form} name="extensionGround" label="原因" options={form.choices.extensionGrounds} />
        <WordsField form={form} name="extensionText" label="理由" hint={`批准后${asker}会知道新的到期日`} rows={2} />
      </>
    ),
    async perform({ house, actor, matterId, choices }, typed) {
      const input = readForm(requestForm(choices.limitUnit, grounds), typed)
      await act(house, actor, matterId, {
        type: 'requestExtension',
        amount: input.extensionDays,
        ground: input.extensionGround,
        text: input.extensionText,
      })
    },
  }
}

export const approveExtensionAct: DeskAct = {
  noun: 'extension-approval',
  command: 'approveExtension',
  title: '批准延期',
  button: '批准延期',
  approves: true,
  place: 'main',
  perform: async ({ house, actor, matterId }) => {
    await act(house, actor, matterId, { type: 'approveExtension' })
  },
}

export const refuseExtensionAct: DeskAct = {
  noun: 'extension-refusal',
  command: 'refuseExtension',
  title: '不同意延期',
  button: '不同意延期',
  approves: true,
  place: 'main',
  look: 'secondary',
  form: refuseForm,
  Fields: (form) => <WordsField form={form} name="extensionRefusal" label="不同意的理由" rows={2} />,
  async perform({ house, actor, matterId }, typed) {
    const { extensionRefusal } = readForm(refuseForm, typed)
    await act(house, actor, matterId, { type: 'refuseExtension', text: extensionRefusal })
  },
}
