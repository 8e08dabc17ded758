import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { type DeskAct, readForm, unitWord, words } from './act.ts'
import { ChoiceField, UnitField, WordsField } from './act-fields.tsx'
import { chooseUnit } from './choose-unit.ts'

/** How a kind speaks of a dispute about who is to handle a matter. */
export type DisputeWords = {
  dispute: { title: string; unit: string; unitHint: string; textHint: string }
  settle: { title: string; unitHint: string; textHint: string }
}

/** 报请裁定 and 裁定, for a kind whose units may dispute (`Kind.times.dispute`). */
export const disputeActs = (of: DisputeWords): [DeskAct, DeskAct] => [disputeAct(of.dispute), settleAct(of.settle)]

const raiseForm = z.object({ disputeText: words('为什么应由对方办理', { least: 5 }) })

/** Only about a unit that was asked and did not take it. */
const disputeAct = ({ title, unit, unitHint, textHint }: DisputeWords['dispute']): DeskAct => ({
  noun: 'dispute',
  command: 'dispute',
  offered: ({ declined, dispute }) => declined.length > 0 && dispute === null,
  tried: ({ declined }) => ({ type: 'dispute', unitId: declined[0] ?? '', text: '说明' }),
  title,
  button: '报请裁定',
  place: 'more',
  form: raiseForm.extend({ disputeUnit: z.string().meta({ description: unit }) }),
  fields: { unitId: 'disputeUnit', text: 'disputeText' },
  Fields: (form) => (
    <>
      <ChoiceField
        form={form}
        name="disputeUnit"
        label="认为应由哪个单位办"
        hint={unitHint}
        options={form.choices.own.declined ?? []}
        chosen={form.choices.own.declined?.[0]?.value}
      />
      <WordsField form={form} name="disputeText" label="依据" hint={textHint} rows={3} />
    </>
  ),
  async perform({ house, actor, matterId, choices }, typed) {
    const chosen = choices.own.declined?.find(({ value }) => value === typed.disputeUnit)
    const { disputeText: text } = readForm(raiseForm, typed)
    await act(house, actor, matterId, { type: 'dispute', unitId: chosen?.value ?? '', text })
  },
})

const settleForm = z.object({ settleText: words('裁定的依据', { least: 5 }) })

/** By the unit that settles for both; binds. */
const settleAct = ({ title, unitHint, textHint }: DisputeWords['settle']): DeskAct => ({
  noun: 'settlement',
  command: 'settle',
  offered: ({ dispute }) => dispute !== null,
  tried: () => ({ type: 'settle', unitId: '', text: '依据' }),
  title,
  button: '就这样裁定',
  place: 'main',
  approves: true,
  form: settleForm.extend({ settleUnit: unitWord('由哪个单位办理') }),
  fields: { unitId: 'settleUnit', text: 'settleText' },
  Fields: (form) => (
    <>
      <UnitField form={form} name="settleUnit" label="由哪个单位办理" hint={unitHint} />
      <WordsField form={form} name="settleText" label="依据" hint={textHint} rows={3} />
    </>
  ),
  async perform({ house, actor, matterId, choices }, typed) {
    const { id: unitId } = chooseUnit('settleUnit', typed.settleUnit, choices.units)
    const { settleText: text } = readForm(settleForm, typed)
    await act(house, actor, matterId, { type: 'settle', unitId, text })
  },
})
