import { z } from 'zod'
import { act, type Kind } from '#core/matters/index.ts'
import { type ActsOf, type DeskAct, maybeWords, readForm } from './act.ts'
import { ChoiceField, WordsField } from './act-fields.tsx'

const rejectionForm = z.object({
  rejectionReason: z
    .string({ error: '请选择为什么不认可。' })
    .min(1, { error: '请选择为什么不认可。' })
    .meta({ description: '为什么不认可' }),
  rejectionText: maybeWords('说明'),
})

const isKept = (_: unknown, kind: Kind): boolean => kind.actsForAsker !== undefined

/** Of kinds whose asker is spoken for by an office (`Kind.actsForAsker`): it says whether the answer will do. */
export const forAskerActs = ({ words: { asker } }: ActsOf): DeskAct[] => [
  {
    noun: 'acceptance',
    command: 'acceptAnswer',
    offered: isKept,
    title: '认可答复',
    button: `代${asker}认可答复，办结`,
    place: 'main',
    approves: true,
    perform: async ({ house, actor, matterId }) => {
      await act(house, actor, matterId, { type: 'acceptAnswer' })
    },
  },
  {
    noun: 'rejection',
    command: 'rejectAnswer',
    offered: isKept,
    title: '不认可答复',
    button: `代${asker}退回重办`,
    place: 'main',
    look: 'secondary',
    approves: true,
    form: rejectionForm,
    fields: { reason: 'rejectionReason', text: 'rejectionText' },
    Fields: (form) => (
      <>
        <ChoiceField form={form} name="rejectionReason" label="为什么不认可" options={form.choices.rejectionReasons} />
        <WordsField form={form} name="rejectionText" label="说明" rows={2} required={false} />
      </>
    ),
    async perform({ house, actor, matterId }, typed) {
      const { rejectionReason: reason, rejectionText: text } = readForm(rejectionForm, typed)
      await act(house, actor, matterId, { type: 'rejectAnswer', reason, ...(text && { text }) })
    },
  },
]
