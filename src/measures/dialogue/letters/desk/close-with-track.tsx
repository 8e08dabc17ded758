import { z } from 'zod'
import { type ActFormProps, ChoiceField, type DeskAct, NotFilled } from '#core/casework/index.ts'
import { trackOf, tracks, tracksIn } from '../tracks.ts'

const trackField = z
  .string()
  .optional()
  .meta({ description: '应走的渠道；选了就把到哪里、怎么提出写进给写信人的说明', enum: tracks.map(({ id }) => id) })

/** 不派单，直接办结 of a letter: the way that is the right one is chosen, and where and how it is asked for is told in full (HOT-9). */
export const closeWithTrack = (usual: DeskAct): DeskAct => ({
  ...usual,
  ...(usual.form && {
    form: usual.form.extend({
      closureDoor: trackField,
      closureText: z.string().optional().meta({ description: '理由；选了去处的可以不写，由系统写明该去哪里' }),
    }),
  }),
  Fields: (form) => (
    <>
      <TrackField form={form} />
      {usual.Fields?.(form)}
    </>
  ),
  perform(doing, typed) {
    const { closureDoor = '', closureText = '', closureOutcome } = typed
    if (closureDoor === '' || closureOutcome !== 'otherTrack') return usual.perform(doing, typed)
    const track = trackOf(closureDoor)
    if (!track) throw new NotFilled({ closureDoor: '请从列表里选择渠道。' })
    return usual.perform(doing, {
      ...typed,
      closureText: [closureText.trim(), track.door].filter(Boolean).join('\n\n'),
    })
  },
})

function TrackField({ form }: { form: ActFormProps }) {
  const [likely] = tracksIn(`${form.matter.title}\n${form.matter.body}`)
  return (
    <ChoiceField
      form={form}
      name="closureDoor"
      label="应走的渠道"
      hint={`选了“应走其他法定渠道”的，到哪里、怎么提出会自动写进说明${likely ? `；信里的话像是${likely.label}` : ''}`}
      options={[{ value: '', label: '不选，自己写在说明里' }, ...tracks.map(({ id, label }) => ({ value: id, label }))]}
      chosen={likely?.id ?? ''}
      required={false}
    />
  )
}
