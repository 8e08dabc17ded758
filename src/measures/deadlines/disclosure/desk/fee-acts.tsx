import { z } from 'zod'
import { ChoiceField, choice, type DeskAct, readForm, WordsField, words } from '#core/casework/index.ts'
import { act, lastStep } from '#core/matters/index.ts'
import { DateField, TextField } from '#ui/index.ts'
import { chargeFee } from '../acts/charge-fee.ts'
import { waiveFee } from '../acts/waive-fee.ts'
import { keysOf } from '../disclosure.ts'
import { awaitsPayment } from '../disclosure-steps.ts'
import { feeMethods } from '../fee.ts'

const feeForm = z.object({
  feeMethod: choice(keysOf(feeMethods), '请选择按件还是按页计收，只能选一种。').meta({
    description: `按件还是按页计收：${keysOf(feeMethods).join('、')}`,
  }),
  feePages: z
    .string()
    .optional()
    .transform((typed) => (typed ?? '').trim())
    .refine((typed) => typed === '' || /^\d{1,6}$/.test(typed), { error: '页数请填整数。' })
    .meta({ description: '按页计收的填页数' }),
})

/** 收费通知：the sum follows from the table; within what is free there is none. */
export const feeNoticeAct: DeskAct = {
  noun: 'fee-notice',
  command: 'step',
  tried: () => ({ type: 'step', step: 'feeNotice', choice: 'pages', text: '说明' }),
  offered: (state) => !lastStep(state, 'feeNotice'),
  title: '发出收费通知',
  button: '计算并发出收费通知',
  place: 'more',
  form: feeForm,
  fields: { choice: 'feeMethod' },
  Fields: (form) => (
    <>
      <ChoiceField
        form={form}
        name="feeMethod"
        label="收费方式"
        hint="只有数量、频次明显超过合理范围的才收费；一件只能用一种。按件的当月第几件由系统数"
        options={Object.entries(feeMethods).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        name="feePages"
        label="页数"
        hint="按页计收的才填"
        inputMode="numeric"
        width="short"
        value={form.typed.feePages}
        error={form.errors.feePages}
      />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { feeMethod: method, feePages } = readForm(feeForm, typed)
    await chargeFee(house, actor, matterId, { method, pages: feePages === '' ? null : Number(feePages) })
  },
}

const paidForm = z.object({
  paidOn: z.iso.date({ error: '请填写缴费的日期，例如 2026-12-01。' }).meta({ description: '缴费的日期' }),
})

/** 缴费以后，答复期限从次日起重新计算。 */
export const feePaidAct: DeskAct = {
  noun: 'payment',
  command: 'step',
  tried: () => ({ type: 'step', step: 'feePaid', on: Temporal.PlainDate.from('2999-12-31') }),
  offered: awaitsPayment,
  title: '登记缴费',
  button: '登记缴费，重新计时',
  place: 'main',
  form: paidForm,
  fields: { on: 'paidOn' },
  Fields: (form) => (
    <DateField name="paidOn" label="缴费的日期" value={form.typed.paidOn} error={form.errors.paidOn} required />
  ),
  async perform({ house, actor, matterId }, typed) {
    const { paidOn } = readForm(paidForm, typed)
    await act(house, actor, matterId, { type: 'step', step: 'feePaid', on: Temporal.PlainDate.from(paidOn) })
  },
}

const waiverForm = z.object({
  feeLeft: z
    .string({ error: '请填写减免以后应缴多少元；全免的填 0。' })
    .transform((typed) => typed.trim())
    .refine((typed) => /^\d{1,6}$/.test(typed), { error: '请填写减免以后应缴多少元，整数；全免的填 0。' })
    .meta({ description: '减免以后应缴多少元；全免的填 0' }),
  feeWaiver: words('减免的理由', { least: 6, most: 500 }),
})

/** 减免：by the head, while it is not paid. */
export const feeWaiverAct: DeskAct = {
  noun: 'fee-waiver',
  command: 'step',
  tried: () => ({ type: 'step', step: 'feeWaived', choice: 'whole', text: '说明' }),
  offered: (state) => awaitsPayment(state) && !lastStep(state, 'feeWaived'),
  title: '减免信息处理费',
  button: '决定减免',
  place: 'more',
  approves: true,
  form: waiverForm,
  fields: { text: 'feeWaiver' },
  Fields: (form) => (
    <>
      <TextField
        name="feeLeft"
        label="减免以后应缴（元）"
        hint="经济困难的、为公共利益的、原来算错的；全免填 0"
        inputMode="numeric"
        width="short"
        value={form.typed.feeLeft}
        error={form.errors.feeLeft}
      />
      <WordsField form={form} name="feeWaiver" label="理由" hint="申请人看到的就是这段话" />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { feeLeft, feeWaiver: reason } = readForm(waiverForm, typed)
    await waiveFee(house, actor, matterId, { left: Number(feeLeft), reason })
  },
}
