import { z } from 'zod'
import {
  ChoiceField,
  chooseUnit,
  type DeskAct,
  readForm,
  UnitField,
  unitWord,
  WordsField,
  words,
} from '#core/casework/index.ts'
import { act } from '#core/matters/index.ts'

const raiseForm = z.object({ disputeText: words('为什么应由对方办理', { least: 5 }) })

/** 受理有争议的，由共同的上一级机关决定 (第24条, PET-5): only about a unit that was asked and did not take it. */
export const disputeAct: DeskAct = {
  noun: 'dispute',
  command: 'dispute',
  offered: ({ declined, dispute }) => declined.length > 0 && dispute === null,
  tried: ({ declined }) => ({ type: 'dispute', unitId: declined[0] ?? '', text: '说明' }),
  title: '受理有争议，报请裁定',
  button: '报请裁定',
  place: 'more',
  form: raiseForm.extend({
    disputeUnit: z.string().meta({ description: '没有接办的单位的 id（choices.declined 里的 value）' }),
  }),
  fields: { unitId: 'disputeUnit', text: 'disputeText' },
  Fields: (form) => (
    <>
      <ChoiceField
        form={form}
        name="disputeUnit"
        label="认为应由哪个单位办"
        hint="只列出已经协商、没有接办的单位"
        options={form.choices.own.declined ?? []}
        chosen={form.choices.own.declined?.[0]?.value}
      />
      <WordsField form={form} name="disputeText" label="依据" hint="裁定之前请继续办理" rows={3} />
    </>
  ),
  async perform({ house, actor, matterId, choices }, typed) {
    const unit = choices.own.declined?.find(({ value }) => value === typed.disputeUnit)
    const { disputeText: text } = readForm(raiseForm, typed)
    await act(house, actor, matterId, { type: 'dispute', unitId: unit?.value ?? '', text })
  },
}

const settleForm = z.object({ settleText: words('裁定的依据', { least: 5 }) })

/** 裁定: by the common superior; binds. */
export const settleAct: DeskAct = {
  noun: 'settlement',
  command: 'settle',
  offered: ({ dispute }) => dispute !== null,
  tried: () => ({ type: 'settle', unitId: '', text: '依据' }),
  title: '裁定由谁受理办理',
  button: '就这样裁定',
  place: 'main',
  approves: true,
  form: settleForm.extend({ settleUnit: unitWord('由哪个单位办理') }),
  fields: { unitId: 'settleUnit', text: 'settleText' },
  Fields: (form) => (
    <>
      <UnitField form={form} name="settleUnit" label="由哪个单位办理" hint="裁定后不能再提异议" />
      <WordsField form={form} name="settleText" label="依据" hint="三定规定、权责清单的哪一条" rows={3} />
    </>
  ),
  async perform({ house, actor, matterId, choices }, typed) {
    const { id: unitId } = chooseUnit('settleUnit', typed.settleUnit, choices.units)
    const { settleText: text } = readForm(settleForm, typed)
    await act(house, actor, matterId, { type: 'settle', unitId, text })
  },
}
