import type { Context } from 'hono'
import type { Acting } from '#core/matters/index.ts'
import { staffOnly, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { urls } from '#urls.ts'
import { declineForm, declineProposal } from './decide-proposal.ts'
import { findProposal } from './find.ts'
import { issueOrder, orderForm } from './issue-order.ts'
import { needDecider, stageWords } from './order.ts'
import { filled, keysFor, readPosted, refusalOf, staffOf } from './posted.ts'
import { ProposalPage, type ProposalPageProps } from './proposal-page.tsx'
import { readProposal } from './read-proposal.ts'
import { recordTalk, talkForm } from './record-talk.ts'

type Verb = (
  house: Omit<Acting, 'db'> & { db: Transaction },
  actor: StaffActor,
  id: string,
  typed: Record<string, string>,
) => Promise<string>

export const proposalRoutes = routes()
  .use('/desk/supervision/*', staffOnly)
  .get(urls.deskProposal(':id'), (c) => show(c))
  // Audit: supervision.issue.
  .post(urls.deskProposalAct(':id', 'order'), (c) =>
    perform(c, 'order', async (house, actor, id, typed) =>
      urls.deskOrder(await issueOrder(house, actor, id, filled(orderForm, typed))),
    ),
  )
  // Audit: supervision.decline.
  .post(urls.deskProposalAct(':id', 'refusal'), (c) =>
    perform(c, 'refusal', async (house, actor, id, typed) => {
      await declineProposal(house, actor, id, filled(declineForm, typed))
      return urls.deskSupervision()
    }),
  )
  // Audit: supervision.talk.
  .post(urls.deskProposalAct(':id', 'talk'), (c) =>
    perform(c, 'talk', async (house, actor, id, typed) => {
      await recordTalk(house, actor, id, filled(talkForm, typed))
      return urls.deskProposal(id)
    }),
  )

async function perform(c: Context<Env>, noun: string, verb: Verb): Promise<Response> {
  const house = c.get('house')
  const actor = staffOf(c)
  const id = c.req.param('id') ?? ''
  // Not seen is not found, and not theirs to decide is said, whatever the form says.
  const { proposal } = await findProposal(house.db, actor, id)
  needDecider(actor, proposal, await unitDirectory(house.db))
  const { typed, formKey, text } = await readPosted(c)
  try {
    const spent = await once(house, formKey, text, (tx) => verb({ ...house, db: tx }, actor, id, typed))
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    return show(c, { ...refused, typed, formKey: keysFor(noun, formKey) })
  }
}

type Back = Pick<ProposalPageProps, 'typed' | 'errors' | 'refusal' | 'formKey'>

async function show(c: Context<Env>, back?: Back): Promise<Response> {
  const read = await readProposal(c.get('house'), staffOf(c), c.req.param('id') ?? '')
  const props = { ...read, ...(back ?? { typed: {}, errors: {}, refusal: null, formKey: keysFor(null, undefined) }) }
  return page(c, `${stageWords[read.proposal.stage]}建议`, <ProposalPage {...props} />, {
    layout: 'desk',
    status: back ? 422 : 200,
    breadcrumbs: [{ href: urls.deskSupervision(), label: '督办' }],
  })
}
