import { z } from 'zod'
import {
  chooseUnit,
  type DeskAct,
  NotFilled,
  readForm,
  UnitField,
  unitWord,
  WordsField,
  words,
} from '#core/casework/index.ts'
import { act } from '#core/matters/index.ts'
import { TextField } from '#ui/index.ts'
import { findColleague } from '../contacts/find-colleague.ts'

const guideForm = z.object({ handOverText: words('怎么引导、对方要办什么') })

/** 引荐导办: offered to a unit or one person there; until somebody accepts, the giver has it. A return to a unit that had it goes to whoever decides. */
export const guideAct: DeskAct = {
  noun: 'hand-over',
  command: 'offerHandOver',
  title: '引导、转办',
  button: '请对方接办',
  place: 'more',
  form: guideForm.extend({
    handOverUnit: unitWord('转给哪个单位'),
    handOverPerson: z.string().optional().meta({ description: '找谁：姓名、工号或 id；不写由对方安排' }),
  }),
  fields: { unitId: 'handOverUnit', personId: 'handOverPerson', text: 'handOverText' },
  Fields: (form) => (
    <>
      <UnitField form={form} name="handOverUnit" label="转给哪个单位" />
      <TextField
        name="handOverPerson"
        label="找谁"
        hint="姓名或工号；不知道就空着，由对方单位安排"
        value={form.typed.handOverPerson}
        error={form.errors.handOverPerson}
        autocomplete="off"
        width="half"
      />
      <WordsField
        form={form}
        name="handOverText"
        label="说明"
        hint="怎么联系上对方的、要对方办什么；对方接下之前仍由您负责"
        rows={2}
      />
    </>
  ),
  async perform({ house, actor, matterId, choices }, typed) {
    const { id: unitId } = chooseUnit('handOverUnit', typed.handOverUnit, choices.units)
    const { handOverText: text } = readForm(guideForm, typed)
    const found = await findColleague(house, unitId, typed.handOverPerson ?? '')
    if (!found.ok) throw new NotFilled({ handOverPerson: found.message })
    const { personId } = found
    await act(house, actor, matterId, { type: 'offerHandOver', unitId, ...(personId && { personId }), text })
  },
}
