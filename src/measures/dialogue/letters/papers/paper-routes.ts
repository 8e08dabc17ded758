import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { deskActor } from '#core/casework/index.ts'
import { files, openFile } from '#core/documents/index.ts'
import { followedNow } from '#core/following/index.ts'
import { findMatter } from '#core/matters/index.ts'
import { staffOnly } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { findFollowed } from '../following/find-followed.ts'
import { issueLetterPaper } from './letter-papers.ts'
import { paperKinds } from './paper-kinds.ts'

/** Which papers the writer may have; the desk may have all. A paper that no job has set yet is set now. */
const forAsker = (key: string): boolean =>
  Object.entries(paperKinds).some(([kind, { for: reader }]) => reader === 'asker' && key.startsWith(`${kind}-`))

export const paperRoutes = routes()
  .get(urls.followPaper(':number', ':paper{[A-Za-z]+-\\d+}'), async (c) => {
    const key = c.req.param('paper') ?? ''
    const followed = await findFollowed(c.get('house'), c.req.param('number') ?? '', c.get('actor'), followedNow(c))
    if (!followed || !forAsker(key)) throw notFound('文书')
    c.header('Cache-Control', 'no-store')
    return download(c, followed.matterId, key)
  })
  .use('/desk/letters/*', staffOnly)
  .get(urls.deskLetterPaper(':number{\\d+}', ':paper{[A-Za-z]+-\\d+}'), async (c) => {
    const matter = await findMatter(c.get('house').db, deskActor(c), c.req.param('number') ?? '')
    if (!matter) throw notFound('文书')
    return download(c, matter.id, c.req.param('paper') ?? '')
  })

async function download(c: Context<Env>, matterId: string, key: string): Promise<Response> {
  const house = c.get('house')
  const paper = await issueLetterPaper(house, matterId, key)
  if (!paper) throw notFound('文书')
  return openFile(house, { id: paper.fileId, where: eq(files.matterId, matterId) })
}
