import { Readable } from 'node:stream'
import { and, eq, type SQL } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { isId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { contentDisposition } from './file-name.ts'
import { files } from './tables.ts'

const shownInline = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

/**
 * Answers with a kept file. `where` is the caller's rule of access (columns of `files`: `files.matterId`, `files.visibility`); what it
 * does not let through is "not found". Only pictures that we wrote ourselves open in the page, all else is a download; a
 * sandbox policy keeps even those from running anything.
 */
export async function openFile(
  house: Pick<House, 'db' | 'files'>,
  asked: { id: string; where: SQL | undefined; thumbnail?: boolean },
): Promise<Response> {
  const [row] = isId(asked.id)
    ? await house.db
        .select()
        .from(files)
        .where(and(eq(files.id, asked.id), eq(files.state, 'kept'), asked.where))
    : []
  const key = asked.thumbnail ? row?.thumbnailKey : row?.storageKey
  if (!row || !key || !(await house.files.exists(key))) throw notFound('附件')
  const { contentLength } = await house.files.getMetaData(key)
  const content = await house.files.getStream(key)
  const isPicture = asked.thumbnail || shownInline.has(row.mediaType)
  return new Response(Readable.toWeb(content) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': asked.thumbnail ? 'image/jpeg' : typeOf(row.mediaType),
      'Content-Length': String(contentLength),
      'Content-Disposition': contentDisposition(
        isPicture ? 'inline' : 'attachment',
        row.originalName ?? `附件.${row.extension}`,
        row.extension,
      ),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': row.visibility === 'published' ? 'no-cache' : 'no-store',
    },
  })
}

const typeOf = (mediaType: string): string => (mediaType === 'text/plain' ? 'application/octet-stream' : mediaType)
