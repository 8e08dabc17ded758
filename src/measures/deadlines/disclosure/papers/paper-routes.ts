import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { deskActor } from '#core/casework/index.ts'
import { files, openFile } from '#core/documents/index.ts'
import { findFollowedMatter, followedNow } from '#core/following/index.ts'
import { findMatter } from '#core/matters/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { followNumber } from '../following/follow-number.ts'
import { issueDisclosurePaper } from './disclosure-papers.ts'
import { paperKinds } from './paper-kinds.ts'

const key = ':paper{[A-Za-z]+-\\d+}'

/** The letters to third parties are the desk's; the applicant has all others. A paper that no job has set yet is set now. */
const forAsker = (paper: string): boolean =>
  Object.entries(paperKinds).some(([kind, { for: reader }]) => reader === 'asker' && paper.startsWith(`${kind}-`))

export const followPaperRoutes = routes().get(urls.followPaper(followNumber, key), async (c) => {
  const paper = c.req.param('paper') ?? ''
  const number = c.req.param('number') ?? ''
  const followed = await findFollowedMatter(c.get('house'), number, c.get('actor'), followedNow(c))
  if (!followed || !forAsker(paper)) throw notFound('文书')
  c.header('Cache-Control', 'no-store')
  return download(c, followed.row.id, paper)
})

export const deskPaperRoutes = routes().get(urls.deskDisclosurePaper(':number{\\d+}', key), async (c) => {
  const matter = await findMatter(c.get('house').db, deskActor(c), c.req.param('number') ?? '')
  if (!matter) throw notFound('文书')
  return download(c, matter.id, c.req.param('paper') ?? '')
})

async function download(c: Context<Env>, matterId: string, paper: string): Promise<Response> {
  const house = c.get('house')
  const issued = await issueDisclosurePaper(house, matterId, paper)
  if (!issued) throw notFound('文书')
  return openFile(house, { id: issued.fileId, where: eq(files.matterId, matterId) })
}
