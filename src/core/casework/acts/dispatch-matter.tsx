import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import { type ActsOf, chosen, type DeskAct, maybeWords, readForm, unitWord, type Working } from './act.ts'
import { ChoiceField, UnitField, WordsField } from './act-fields.tsx'
import { chooseUnit } from './choose-unit.ts'
import { classOptions, refuseOtherTrack } from './classes.ts'

/** 派单：the answer limit runs from here (HOT-1). A class other than the asker's is corrected in the same act and told to the asker. */
export async function dispatchMatter(
  house: Working,
  actor: Actor,
  matterId: string,
  input: { unitId: string; class?: string; note?: string },
): Promise<void> {
  await act(house, actor, matterId, { type: 'dispatch', unitId: input.unitId, class: input.class, text: input.note })
}

export function dispatchAct(of: ActsOf): DeskAct {
  const { asker } = of.words
  const form = z.object({
    dispatchClass: chosen(Object.keys(of.classes), `类别；与${asker}选的不同就改`, '请选择类别。').optional(),
    dispatchNote: maybeWords('派单说明'),
  })
  return {
    noun: 'dispatch',
    command: 'dispatch',
    title: '派单',
    button: '派出',
    place: 'main',
    again: ({ state }) => (state.id === 'dispatched' ? '改派给别的单位' : null),
    keys: 'd',
    next: 'dispatch',
    takesMaterials: true,
    form: form.extend({ dispatchUnit: unitWord('派给哪个单位') }),
    fields: { unitId: 'dispatchUnit', class: 'dispatchClass', text: 'dispatchNote' },
    Fields: (props) => (
      <>
        <UnitField form={props} name="dispatchUnit" label="派给哪个单位" keyFocus="u" />
        {classOptions(of, props.matter).length > 1 && (
          <ChoiceField
            form={props}
            name="dispatchClass"
            label="类别"
            hint={`与${asker}选的不同就改，期限随之变化，系统会告诉${asker}`}
            options={classOptions(of, props.matter)}
            chosen={props.matter.class}
          />
        )}
        <WordsField
          form={props}
          name="dispatchNote"
          label="派单说明"
          hint="只有工作人员看得到"
          rows={2}
          required={false}
        />
      </>
    ),
    async perform({ house, actor, matterId, matter, choices }, typed) {
      const unit = chooseUnit('dispatchUnit', typed.dispatchUnit, choices.units)
      const { dispatchClass, dispatchNote } = readForm(form, typed)
      refuseOtherTrack(of, matter.class, dispatchClass, 'dispatchClass')
      await dispatchMatter(house, actor, matterId, {
        unitId: unit.id,
        ...(dispatchClass && { class: dispatchClass }),
        ...(dispatchNote && { note: dispatchNote }),
      })
    },
  }
}
