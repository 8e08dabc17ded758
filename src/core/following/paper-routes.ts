import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { deskActor, type Papers } from '#core/casework/index.ts'
import { files, openFile } from '#core/documents/index.ts'
import { findMatter } from '#core/matters/index.ts'
import { staffOnly } from '#core/people/index.ts'
import { type Env, type Routes, routes } from '#platform/http/env.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { findFollowedMatter } from './find-followed.ts'
import { followedNow } from './follow-cookie.ts'

export type PaperPlaces = {
  /** Numbers of the kind in an address: `:number`, with a pattern where other rooms follow theirs at the same. */
  number: string
  desk(number: string, paper: string): string
  /** Id of the matter that is followed now; by number and code or by account, unless said. */
  find?(c: Context<Env>): Promise<string | null>
}

/** The downloads: whoever asked has what is for them, the desk has all of what it sees. A paper that no job has set yet is set now. */
export function paperRoutes(papers: Papers, { number, desk, find }: PaperPlaces): Routes {
  const paper = ':paper{[A-Za-z]+-\\d+}'
  const atDesk = desk(':number{\\d+}', paper)
  return routes()
    .get(urls.followPaper(number, paper), async (c) => {
      const matterId = find ? await find(c) : await followedId(c, papers)
      return download(c, papers, { matterId, reader: 'asker' })
    })
    .use(atDesk, staffOnly)
    .get(atDesk, async (c) => {
      const matter = await findMatter(c.get('house').db, deskActor(c), asked(c, 'number'))
      return download(c, papers, { matterId: matter?.id ?? null, reader: 'staff' })
    })
}

const asked = (c: Context<Env>, name: 'number' | 'paper'): string => c.req.param(name) ?? ''

/** As the page sees it: what its asker may not see any more is not found here either. */
async function followedId(c: Context<Env>, { matter }: Papers): Promise<string | null> {
  const house = c.get('house')
  const followed = await findFollowedMatter(house, asked(c, 'number'), c.get('actor'), followedNow(c))
  const row = followed && (await findMatter(house.db, followed.asker, followed.row.id))
  return row?.kind === matter ? row.id : null
}

async function download(
  c: Context<Env>,
  papers: Papers,
  { matterId, reader }: { matterId: string | null; reader: 'asker' | 'staff' },
): Promise<Response> {
  const house = c.get('house')
  const issued = matterId && (await papers.issue(house, matterId, asked(c, 'paper'), reader))
  if (!issued) throw notFound('文书')
  c.header('Cache-Control', 'no-store')
  return openFile(house, { id: issued.fileId, where: eq(files.matterId, issued.matterId) })
}
