import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import { chooseUnit } from '../desk/choose-unit.ts'
import { classNames, type LetterClass, letterClasses } from '../letter.ts'
import { choice, type DeskAct, maybeWords, NotFilled, readForm, unitWord, type Working } from './desk-act.ts'
import { ChoiceField, UnitField, WordsField } from './desk-fields.tsx'

const dispatchForm = z.object({
  dispatchClass: choice(letterClasses, '请选择类别。').optional().meta({ description: '类别；与写信人选的不同就改' }),
  dispatchNote: maybeWords('派单说明'),
})

/** What a class may be corrected to: 举报 and the others go different ways and are not turned into each other. */
export const classOptions = (now: string) =>
  letterClasses
    .filter((id) => (id === 'report') === (now === 'report'))
    .map((id) => ({ value: id, label: classNames[id] }))

/** 举报 becomes 投诉 only with the writer's consent; a clue found in another letter is sent to the discipline body as it is (PET-12). */
export function refuseOtherTrack(now: string, to: string | undefined, field: string): void {
  if (to === undefined || (to === 'report') === (now === 'report')) return
  throw new NotFilled({
    [field]: '举报不能与其他类别互改：举报转投诉须写信人自己重新来信；来信里发现举报线索的，请派给纪检监察机关。',
  })
}

/** 派单：the answer limit runs from here (HOT-1). A class other than the writer's is corrected in the same act and told to the writer. */
export async function dispatchLetter(
  house: Working,
  actor: Actor,
  matterId: string,
  input: { unitId: string; class?: LetterClass; note?: string },
): Promise<void> {
  await act(house, actor, matterId, { type: 'dispatch', unitId: input.unitId, class: input.class, text: input.note })
}

export const dispatchAct: DeskAct = {
  noun: 'dispatch',
  command: 'dispatch',
  title: '派单',
  button: '派出',
  place: 'main',
  keys: 'd',
  next: 'dispatch',
  form: dispatchForm.extend({ dispatchUnit: unitWord('派给哪个单位') }),
  fields: { unitId: 'dispatchUnit', class: 'dispatchClass', text: 'dispatchNote' },
  Fields: (form) => (
    <>
      <UnitField form={form} name="dispatchUnit" label="派给哪个单位" keyFocus="u" />
      <ChoiceField
        form={form}
        name="dispatchClass"
        label="类别"
        hint="与写信人选的不同就改，期限随之变化，系统会告诉写信人"
        options={classOptions(form.letter.class)}
        chosen={form.letter.class}
      />
      <WordsField
        form={form}
        name="dispatchNote"
        label="派单说明"
        hint="只有工作人员看得到"
        rows={2}
        required={false}
      />
    </>
  ),
  async perform({ house, actor, matterId, letter, choices }, typed) {
    const unit = chooseUnit('dispatchUnit', typed.dispatchUnit, choices.units)
    const { dispatchClass, dispatchNote } = readForm(dispatchForm, typed)
    refuseOtherTrack(letter.class, dispatchClass, 'dispatchClass')
    await dispatchLetter(house, actor, matterId, {
      unitId: unit.id,
      ...(dispatchClass && { class: dispatchClass }),
      ...(dispatchNote && { note: dispatchNote }),
    })
  },
}
