import { z } from 'zod'
import { routes } from '#platform/http/env.ts'
import { answerFeed, feedFormatIn, feedLinks } from '#platform/http/feed.ts'
import { page } from '#platform/http/render.tsx'
import { isId } from '#platform/id.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { findPlace } from './find-place.ts'
import { EntryPage, LedgerPage, ledgerBreadcrumbs } from './ledger-page.tsx'
import { logSigner, readLog, tilesOf } from './publish-entries.ts'
import {
  entriesPerPage,
  leafOf,
  placeOfEntry,
  proofOf,
  recordedDocument,
  recordedEntries,
  recordedEntry,
} from './record.ts'
import { recordTypeName } from './record-types.ts'
import { cutTile, parseTilePath } from './tiles.ts'
import { VerifyPage } from './verify-page.tsx'
import { cosignatures, witnessed } from './witnesses.ts'

const place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined)
const paging = z.object({ after: place, before: place })

const plain = { 'Content-Type': 'text/plain; charset=utf-8' }
/** Never another content at the same address: browsers and proxies may keep it for good. */
const forGood = 'public, max-age=31536000, immutable'

const feed = {
  title: '公示存证',
  description: '政府公开过什么、什么时候公开的，人人可以核对',
  path: urls.ledger(),
  pathOf: urls.ledgerFeed,
}

/** The record as pages for people, and as the files that C2SP tlog-tiles names. */
export const ledgerRoutes = routes()
  .get(urls.ledger(), async (c) => {
    const { db, config } = c.get('house')
    const asked = paging.parse(c.req.query())
    const { entries, hasMore } = await recordedEntries(db, asked)
    const [first, last] = [entries[0], entries.at(-1)]
    const isBack = asked.after !== undefined
    const hasNewer = isBack ? hasMore : asked.before !== undefined
    const hasOlder = isBack || hasMore
    cacheable(c, { tags: ['ledger'], query: ['after', 'before'], seconds: 5 })
    return page(
      c,
      '公示存证',
      <LedgerPage
        log={await readLog(db)}
        witnesses={await witnessed(c.get('house'))}
        quorum={config.witnessQuorum}
        entries={entries}
        previousHref={first && hasNewer ? urls.ledger({ after: String(first.index) }) : undefined}
        nextHref={
          last && hasOlder && entries.length >= entriesPerPage ? urls.ledger({ before: String(last.index) }) : undefined
        }
        timeZone={config.timeZone}
      />,
      { breadcrumbs: ledgerBreadcrumbs, description: feed.description, alternates: feedLinks(feed.title, feed.pathOf) },
    )
  })

  .get('/ledger/:feed{feed\\.[a-z]+}', async (c) => {
    const format = feedFormatIn(c)
    const { entries } = await recordedEntries(c.get('house').db, {})
    cacheable(c, { tags: ['ledger'], seconds: 30 })
    return answerFeed(c, format, {
      ...feed,
      items: entries.map((entry) => ({
        path: urls.ledgerEntry(entry.index),
        title: `第 ${entry.index} 号：${recordTypeName(entry.type)}`,
        summary: `内容指纹（SHA-256）${entry.sha256}`,
        at: entry.at,
        categories: [recordTypeName(entry.type)],
      })),
    })
  })

  .get(urls.verify(), async (c) => {
    const typed = c.req.query('record')?.slice(0, 500) ?? ''
    const index = typed.trim() === '' ? undefined : await findPlace(c.get('house').db, typed)
    const breadcrumbs = [...ledgerBreadcrumbs, { href: urls.verify(), label: '核对存证' }]
    const witnesses = c.get('house').config.witnesses.map(({ key }) => key)
    return page(c, '核对存证', <VerifyPage typed={typed} index={index} witnesses={witnesses} />, { breadcrumbs })
  })

  // Where a browser that has a PDF finds its entry: the id that it then finds in the entry must be the one in the PDF.
  .get(urls.ledgerPlace(':id{[0-9a-f-]{36}}'), async (c) => {
    const id = c.req.param('id') ?? ''
    const place = isId(id) ? await placeOfEntry(c.get('house').db, id) : null
    if (place === null) throw notFound('存证记录')
    return c.body(`${place}\n`, 200, { ...plain, 'Cache-Control': 'no-store' })
  })

  .get(urls.ledgerEntry(':index{0|[1-9]\\d{0,14}}'), async (c) => {
    const { db, config } = c.get('house')
    const entry = await recordedEntry(db, Number(c.req.param('index')))
    if (!entry) throw notFound('存证记录')
    const breadcrumbs = [...ledgerBreadcrumbs, { href: urls.ledgerEntry(entry.index), label: `第 ${entry.index} 号` }]
    return page(c, `存证第 ${entry.index} 号`, <EntryPage entry={entry} timeZone={config.timeZone} />, { breadcrumbs })
  })

  .get(urls.ledgerLeaf(':index{0|[1-9]\\d{0,14}}'), async (c) => {
    const entry = await leafOf(c.get('house').db, Number(c.req.param('index')))
    if (!entry) throw notFound('存证记录')
    return c.body(new Uint8Array(entry), 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': forGood,
    })
  })

  .get(urls.ledgerCheckpoint(), async (c) => {
    const { db } = c.get('house')
    const log = await readLog(db)
    if (!log?.note) throw notFound('检查点')
    const note = log.note + (await cosignatures(db, log.publishedSize))
    return c.body(note, 200, { ...plain, 'Cache-Control': 'no-store' })
  })

  .get(urls.ledgerKey(), async (c) => {
    const { db, secrets } = c.get('house')
    const log = await readLog(db)
    if (!log) throw notFound('公钥')
    return c.body(`${logSigner(secrets, log.origin).verifierKey}\n`, 200, plain)
  })

  .get('/ledger/tile/:path{.+}', async (c) => {
    const { db } = c.get('house')
    const asked = parseTilePath(`tile/${c.req.param('path')}`)
    const data = asked && (await tilesOf(db)(asked))
    const tile =
      asked && data && (await isPublished(c.get('house').db, asked)) ? cutTile({ ...asked, data }, asked.width) : null
    if (!tile) throw notFound('文件')
    return c.body(new Uint8Array(tile), 200, { 'Content-Type': 'application/octet-stream', 'Cache-Control': forGood })
  })

  .get(urls.ledgerDocument(':id{[0-9a-f-]{36}}'), async (c) => {
    const found = await recordedDocument(c.get('house').db, c.req.param('id') ?? '')
    if (!found) throw notFound('原文')
    const isPdf = found.document.subarray(0, 5).toString() === '%PDF-'
    return c.body(new Uint8Array(found.document), 200, {
      'Content-Type': isPdf ? 'application/pdf' : 'application/json; charset=utf-8',
      'Ledger-Salt': found.salt.toString('hex'),
      // It may have to go within a second.
      'Cache-Control': 'no-store',
    })
  })

  .get(urls.ledgerProof(':index{0|[1-9]\\d{0,14}}'), async (c) => {
    const index = Number(c.req.param('index'))
    const proof = await proofOf(c.get('house').db, index)
    if (!proof) throw notFound('证明')
    return c.body(proof, 200, {
      ...plain,
      'Content-Disposition': `attachment; filename="${index}.tlog-proof"`,
      'Cache-Control': 'no-store',
    })
  })

/** What no checkpoint tells of yet is nobody's: should it never be signed, nobody has seen it. */
async function isPublished(
  db: Parameters<typeof readLog>[0],
  asked: { level: number; index: number; width: number },
): Promise<boolean> {
  const size = (await readLog(db))?.publishedSize ?? 0
  const leaves = 256 ** Math.max(asked.level, 0)
  return (asked.index * 256 + asked.width) * leaves <= size
}
