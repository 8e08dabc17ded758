import type { Context } from 'hono'
import { type Env, routes } from '#platform/http/env.ts'
import { lineField } from '#platform/http/form-fields.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { listeningGrounds } from './call.ts'
import { needCall } from './calls.ts'
import { callCrumbs, showCall } from './console-routes.tsx'
import { listen, recordingFor } from './listen.ts'
import { RecordingPage, type RefusedListening } from './recording-card.tsx'
import { leading } from './who-may.ts'

/** 听录音, by a 班长. Audit: call.listened. Mounted behind `staffOnly` of the console. */
export const recordingRoutes = routes()
  .post(urls.deskCallAct(':id{[0-9a-f-]{36}}', 'listening'), async (c) => {
    const actor = leading(c)
    const house = c.get('house')
    const call = await needCall(house.db, actor, idOf(c))
    const form = await postedForm(c)
    const read = readListening(form)
    if ('errors' in read) return showCall(c, { listening: read })
    const formKey = formKeyIn(form)
    const spent = await once(house, formKey, JSON.stringify(read.given), async (tx) =>
      urls.deskCallRecording(call.id, await listen({ ...house, db: tx }, actor, call, read.given)),
    )
    return c.redirect(spent.location, 303)
  })

  .get(urls.deskCallRecording(':id{[0-9a-f-]{36}}', ':listening{[0-9a-f-]{36}}'), async (c) => {
    const actor = leading(c)
    const house = c.get('house')
    const call = await needCall(house.db, actor, idOf(c))
    const recording = await recordingFor(house, actor, call, c.req.param('listening') ?? '')
    return page(c, '听录音', <RecordingPage callId={call.id} recording={recording} />, {
      layout: 'desk',
      breadcrumbs: [...callCrumbs, { href: urls.deskCall(call.id), label: '来电' }, { href: '', label: '录音' }],
    })
  })

const idOf = (c: Context<Env>): string => c.req.param('id') ?? ''

function readListening(
  form: FormData,
): RefusedListening | { given: { ground: (typeof listeningGrounds)[number]; text: string } } {
  const typed = { ground: textIn(form, 'ground').slice(0, 40), groundText: textIn(form, 'groundText').slice(0, 500) }
  const errors: FieldErrors = {}
  const ground = listeningGrounds.find((known) => known === typed.ground)
  if (!ground) errors.ground = '请选择为什么要听。'
  const text = lineField('具体说明', 4, 200).safeParse(typed.groundText)
  if (!text.success) errors.groundText = text.error.issues[0]?.message ?? '请填写具体说明。'
  return ground && text.success ? { given: { ground, text: text.data } } : { typed, errors }
}
