import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { TextField } from '#ui/index.ts'
import { type DeskAct, readForm, words } from './desk-act.ts'
import { ChoiceField, WordsField } from './desk-fields.tsx'

export const extensionGrounds = [
  { value: 'complex', label: '情况复杂，需要进一步调查' },
  { value: 'otherUnits', label: '需要其他单位配合' },
  { value: 'onSite', label: '需要现场勘查、检测或施工' },
] as const

export const extensionGroundLabel = (code: string): string =>
  extensionGrounds.find((ground) => ground.value === code)?.label ?? code

const requestForm = z.object({
  extensionDays: z.coerce
    .number({ error: '请填写延长几个工作日，用数字。' })
    .int({ error: '请填写整数个工作日。' })
    .min(1, { error: '至少延长 1 个工作日。' })
    .meta({ description: '延长几个工作日' }),
  extensionGround: z
    .string({ error: '请选择延期的原因。' })
    .min(1, { error: '请选择延期的原因。' })
    .meta({ description: '原因', enum: extensionGrounds.map(({ value }) => value) }),
  extensionText: words('延期理由', { least: 5 }),
})
const refuseForm = z.object({ extensionRefusal: words('不同意的理由') })

/** 申请延期：before the date, once, approved by the head (安阳市政务服务条例 第50条; LIM-2 counts a later one as overdue). */
export const requestExtensionAct: DeskAct = {
  noun: 'extension',
  command: 'requestExtension',
  title: '申请延期',
  button: '提交延期申请',
  place: 'more',
  form: requestForm,
  fields: { amount: 'extensionDays', ground: 'extensionGround', text: 'extensionText' },
  Fields: (form) => (
    <>
      <TextField
        name="extensionDays"
        label="延长几个工作日"
        hint="到期之前申请，只能延期一次，由单位负责人批准"
        inputMode="numeric"
        width="short"
        value={form.typed.extensionDays}
        error={form.errors.extensionDays}
        required
      />
      <ChoiceField form={form} name="extensionGround" label="原因" options={form.choices.extensionGrounds} />
      <WordsField form={form} name="extensionText" label="理由" hint="批准后写信人会知道新的到期日" rows={2} />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const input = readForm(requestForm, typed)
    await act(house, actor, matterId, {
      type: 'requestExtension',
      amount: input.extensionDays,
      ground: input.extensionGround,
      text: input.extensionText,
    })
  },
}

export const approveExtensionAct: DeskAct = {
  noun: 'extension-approval',
  command: 'approveExtension',
  title: '批准延期',
  button: '批准延期',
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
  place: 'main',
  look: 'secondary',
  form: refuseForm,
  Fields: (form) => <WordsField form={form} name="extensionRefusal" label="不同意的理由" rows={2} />,
  async perform({ house, actor, matterId }, typed) {
    const { extensionRefusal } = readForm(refuseForm, typed)
    await act(house, actor, matterId, { type: 'refuseExtension', text: extensionRefusal })
  },
}
