import { z } from 'zod'
import { inviteJoint } from '#core/matters/index.ts'
import { type ActsOf, type DeskAct, readForm, unitWord, words } from './act.ts'
import { UnitField, WordsField } from './act-fields.tsx'
import { chooseUnit } from './choose-unit.ts'

const askForm = z.object({ jointAsk: words('要对方协办的事项', { least: 5 }) })

/** 协办：each joint unit gets a matter of its own and answers to the lead unit, which merges all into one reply (0-platform, 几个答复、一封回信). */
export const inviteJointAct = ({ words: { asker } }: ActsOf): DeskAct => ({
  noun: 'joint-invitations',
  command: 'inviteJoint',
  title: '请其他单位协办',
  button: '发出协办',
  place: 'more',
  form: askForm.extend({ jointUnit: unitWord('协办单位') }),
  fields: { unitIds: 'jointUnit', text: 'jointAsk' },
  Fields: (form) => (
    <>
      <UnitField form={form} name="jointUnit" label="协办单位" />
      <WordsField
        form={form}
        name="jointAsk"
        label="请对方办什么、答什么"
        hint={`本单位仍是主办，负责汇总答复${asker}`}
      />
    </>
  ),
  async perform({ house, actor, matterId, choices }, typed) {
    const unit = chooseUnit('jointUnit', typed.jointUnit, choices.units)
    const { jointAsk } = readForm(askForm, typed)
    await inviteJoint(house, actor, matterId, { unitIds: [unit.id], text: jointAsk })
  },
})
