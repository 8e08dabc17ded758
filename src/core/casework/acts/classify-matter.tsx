import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { type ActsOf, chosen, type DeskAct, readForm, words } from './act.ts'
import { ChoiceField, WordsField } from './act-fields.tsx'
import { classOptions, refuseOtherTrack } from './classes.ts'

/** 改类别 after the dispatch: the limit is reckoned anew and the asker is told the new date. */
export function classifyAct(of: ActsOf): DeskAct {
  const form = z.object({
    newClass: chosen(Object.keys(of.classes), '改为哪一类', '请选择新的类别。'),
    classReason: words('改类别的理由'),
  })
  return {
    noun: 'classification',
    command: 'classify',
    offered: (_, kind) => Object.keys(kind.classes).length > 1,
    title: '改类别',
    button: '改类别',
    place: 'more',
    form,
    fields: { class: 'newClass', text: 'classReason' },
    Fields: (props) => (
      <>
        <ChoiceField
          form={props}
          name="newClass"
          label="改为"
          hint={`期限重新计算，新的到期日会告诉${of.words.asker}`}
          options={classOptions(of, props.matter).filter((option) => option.value !== props.matter.class)}
        />
        <WordsField form={props} name="classReason" label="理由" rows={2} />
      </>
    ),
    async perform({ house, actor, matterId, matter }, typed) {
      const { newClass, classReason } = readForm(form, typed)
      refuseOtherTrack(of, matter.class, newClass, 'newClass')
      await act(house, actor, matterId, { type: 'classify', class: newClass, text: classReason })
    },
  }
}
