import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { letterClasses } from '../letter.ts'
import { choice, type DeskAct, readForm, words } from './desk-act.ts'
import { ChoiceField, WordsField } from './desk-fields.tsx'
import { classOptions, refuseOtherTrack } from './dispatch-letter.tsx'

const classForm = z.object({
  newClass: choice(letterClasses, '请选择新的类别。').meta({ description: '改为哪一类' }),
  classReason: words('改类别的理由'),
})

/** 改类别 after the dispatch: the limit is reckoned anew and the writer is told the new date. */
export const classifyAct: DeskAct = {
  noun: 'classification',
  command: 'classify',
  title: '改类别',
  button: '改类别',
  place: 'more',
  form: classForm,
  fields: { class: 'newClass', text: 'classReason' },
  Fields: (form) => (
    <>
      <ChoiceField
        form={form}
        name="newClass"
        label="改为"
        hint="期限重新计算，新的到期日会告诉写信人"
        options={classOptions(form.letter.class).filter((option) => option.value !== form.letter.class)}
      />
      <WordsField form={form} name="classReason" label="理由" rows={2} />
    </>
  ),
  async perform({ house, actor, matterId, letter }, typed) {
    const { newClass, classReason } = readForm(classForm, typed)
    refuseOtherTrack(letter.class, newClass, 'newClass')
    await act(house, actor, matterId, { type: 'classify', class: newClass, text: classReason })
  },
}
