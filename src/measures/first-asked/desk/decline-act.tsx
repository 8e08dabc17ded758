import { z } from 'zod'
import { type DeskAct, readForm, WordsField, words } from '#core/casework/index.ts'
import { act } from '#core/matters/index.ts'

const declineForm = z.object({ declineText: words('不接的理由') })

/** Of an inquiry whoever asked reads why it was not taken: the form says so. */
export const declineAct: DeskAct = {
  noun: 'hand-over-refusal',
  command: 'declineHandOver',
  title: '不接转办',
  button: '退回转办',
  place: 'more',
  look: 'danger',
  form: declineForm,
  Fields: (form) => (
    <WordsField
      form={form}
      name="declineText"
      label="不接的理由"
      hint="写明依据和应由谁办；问事人也看得到，请不要写“不归我管”就完"
      rows={2}
    />
  ),
  async perform({ house, actor, matterId }, typed) {
    const { declineText } = readForm(declineForm, typed)
    await act(house, actor, matterId, { type: 'declineHandOver', text: declineText })
  },
}
