import type { Context } from 'hono'
import type { z } from 'zod'
import { apiParts, auditKey, done, NotFilled, type Typed, type Working } from '#core/casework/index.ts'
import { findSensitive } from '#core/documents/index.ts'
import { type Api, addOperation, callerWith } from '#core/interface/index.ts'
import type { MatterState } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { readSent, typedOf } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { onceForKey } from '#platform/http/idempotency.ts'
import { urls } from '#urls.ts'
import { letterDesk } from '../desk/letter-desk.ts'
import { findPublishable, proposalFor } from '../publishing/find-publishable.ts'
import { mustRewrite, publishingBar } from '../publishing/publication.ts'
import { actOnPublication, type PublicationAct, publicationForms } from '../publishing/publication-acts.ts'
import { actOnTakeDown, type TakingDownAct, takingDownForms } from '../taking-down/taking-down-acts.ts'
import { doneShape, letterShapes, proposalShape } from './desk-shapes.ts'
import { scopes } from './scopes.ts'

const group = '公开'

type Act = {
  noun: string
  summary: string
  description?: string
  form: z.ZodObject
  perform: (working: Working, actor: StaffActor, state: MatterState, typed: Typed) => Promise<void>
}

const publishing = (act: PublicationAct, noun: string, summary: string): Act => ({
  noun,
  summary,
  form: publicationForms[act],
  perform: (working, actor, state, typed) => actOnPublication(working, actor, state, act, typed),
})

const takingDown = (act: TakingDownAct, noun: string, summary: string, description: string): Act => ({
  noun,
  summary,
  description,
  form: takingDownForms[act],
  perform: (working, actor, state, typed) => actOnTakeDown(working, actor, state, act, typed),
})

const acts: Act[] = [
  publishing('publication', 'publication', '公开来信和答复'),
  publishing('correction', 'publication/correction', '更正公开内容'),
  publishing('withdrawal', 'publication/withdrawal', '撤下公开内容'),
  takingDown('takeDown', 'publication/urgent-withdrawal', '紧急撤稿', '马上撤下，四小时内由另一人复核。'),
  takingDown(
    'confirmation',
    'publication/urgent-withdrawal/confirmation',
    '复核紧急撤稿：同意',
    '撤稿的人不能复核自己的撤稿。',
  ),
  takingDown(
    'refusal',
    'publication/urgent-withdrawal/refusal',
    '复核紧急撤稿：不同意，恢复公开',
    '理由会公开。撤稿的人不能复核自己的撤稿。',
  ),
]

/** What an editor does: the proposal with its masks, then publishing, correcting, taking down. */
export function addPublicationOperations(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiDeskLetterAct('{number}', 'publication'),
      group,
      summary: '公开前的遮盖建议',
      description: '建议不能代替人：公开以前请逐字看过。',
      needs: { scope: scopes.publish },
      params: apiParts.numberParam,
      answer: { description: '原文、遮盖后的建议、敏感词', schema: proposalShape },
    },
    async (c) => {
      const house = c.get('house')
      const found = await findPublishable(house.db, callerWith(c, scopes.publish), c.req.param('number') ?? '')
      const { publication, masks, proposed, letter } = await proposalFor(house, found)
      const { title, body, reply } = proposed
      return c.json({
        number: found.state.number,
        status: publication?.status ?? null,
        original: found.original,
        proposed: { title, body, reply },
        masked: (['title', 'body', 'reply'] as const).flatMap((part) =>
          masks[part].spans.map(({ kind, start, end }) => ({
            part,
            kind,
            text: found.original[part].slice(start, end),
          })),
        ),
        sensitive: [...new Set(findSensitive(`${title}\n${body}\n${reply}`).map(({ word }) => word))],
        mustRewrite: mustRewrite(letter),
        bar: publishingBar(letter, { isRewritten: true }),
      })
    },
  )
  for (const act of acts) {
    const { noun, summary, description, form } = act
    addOperation(
      api,
      {
        method: 'post',
        path: urls.apiDeskLetterAct('{number}', noun),
        group,
        summary,
        ...(description && { description }),
        needs: { scope: scopes.publish },
        params: apiParts.numberParam,
        body: { form },
        answer: { description: '办好了', schema: doneShape },
      },
      (c) => perform(c, act),
    )
  }
}

async function perform(c: Context<Env>, { noun, form, ...act }: Act): Promise<Response> {
  const house = c.get('house')
  const actor = callerWith(c, scopes.publish)
  const { state } = await findPublishable(house.db, actor, c.req.param('number') ?? '')
  const sent = await readSent(c, form)
  const typed = typedOf(sent)
  try {
    await onceForKey(c, sent.fingerprint, {
      act: async (tx) => {
        await act.perform({ ...house, db: tx }, actor, state, typed)
        await auditKey(c, tx, actor, { subjectId: state.id, noun })
        return { status: 200, location: urls.apiLetter(state.number) }
      },
    })
  } catch (error) {
    if (error instanceof NotFilled) throw invalidBody(inBody(error.errors))
    throw error
  }
  return done(c, { desk: letterDesk, shapes: letterShapes }, actor, state.number, noun)
}
