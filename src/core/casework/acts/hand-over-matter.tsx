import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { type DeskAct, readForm, unitWord, words } from './act.ts'
import { ChoiceField, UnitField, WordsField } from './act-fields.tsx'
import { chooseUnit } from './choose-unit.ts'

const offerForm = z.object({ handOverText: words('转办说明') })
const withdrawalForm = z.object({ handOverWithdrawal: words('收回的原因') })
const declineForm = z.object({ declineText: words('不接的理由') })

/** 转办 is offered; until it is accepted the giver still holds the matter and its clock (notice 八, 一盯到底). */
export const offerHandOverAct: DeskAct = {
  noun: 'hand-over',
  command: 'offerHandOver',
  title: '转办',
  button: '请对方接办',
  place: 'more',
  form: offerForm.extend({
    handOverUnit: unitWord('转给哪个单位').optional(),
    handOverPerson: z.string().optional().meta({ description: '或转给本单位的同事（choices.colleagues 里的 value）' }),
  }),
  fields: { unitId: 'handOverUnit', personId: 'handOverPerson', text: 'handOverText' },
  Fields: (form) => (
    <>
      <UnitField form={form} name="handOverUnit" label="转给哪个单位" required={false} />
      {form.choices.colleagues.length > 0 && (
        <ChoiceField
          form={form}
          name="handOverPerson"
          label="或转给本单位的同事"
          options={form.choices.colleagues}
          required={false}
        />
      )}
      <WordsField form={form} name="handOverText" label="说明" hint="对方接办之前，仍由本单位负责" rows={2} />
    </>
  ),
  async perform({ house, actor, matterId, matter, choices }, typed) {
    const colleague = choices.colleagues.find(({ value }) => value === typed.handOverPerson)
    const to =
      colleague && !typed.handOverUnit?.trim()
        ? { unitId: matter.holderUnitId, personId: colleague.value }
        : { unitId: chooseUnit('handOverUnit', typed.handOverUnit, choices.units).id }
    const { handOverText } = readForm(offerForm, typed)
    await act(house, actor, matterId, { type: 'offerHandOver', ...to, text: handOverText })
  },
}

export const acceptHandOverAct: DeskAct = {
  noun: 'hand-over-acceptance',
  command: 'acceptHandOver',
  title: '接办',
  button: '接办，由我承办',
  place: 'main',
  keys: 's',
  perform: async ({ house, actor, matterId }) => {
    await act(house, actor, matterId, { type: 'acceptHandOver' })
  },
}

export const declineHandOverAct: DeskAct = {
  noun: 'hand-over-refusal',
  command: 'declineHandOver',
  title: '不接转办',
  button: '退回转办',
  place: 'more',
  look: 'danger',
  form: declineForm,
  Fields: (form) => <WordsField form={form} name="declineText" label="不接的理由" rows={2} />,
  async perform({ house, actor, matterId }, typed) {
    const { declineText } = readForm(declineForm, typed)
    await act(house, actor, matterId, { type: 'declineHandOver', text: declineText })
  },
}

/** 收回转办: given by mistake, or settled by a call; until somebody has accepted. */
export const withdrawHandOverAct: DeskAct = {
  noun: 'hand-over-withdrawal',
  command: 'withdrawHandOver',
  title: '收回转办',
  button: '收回转办',
  place: 'more',
  form: withdrawalForm,
  fields: { text: 'handOverWithdrawal' },
  Fields: (form) => (
    <WordsField
      form={form}
      name="handOverWithdrawal"
      label="收回的原因"
      hint="对方还没有接下，可以收回；收回后仍由本单位办理"
      rows={2}
    />
  ),
  async perform({ house, actor, matterId }, typed) {
    const { handOverWithdrawal: text } = readForm(withdrawalForm, typed)
    await act(house, actor, matterId, { type: 'withdrawHandOver', text })
  },
}
