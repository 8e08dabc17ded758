import { desc, eq, inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { deskActor, readTyped } from '#core/casework/index.ts'
import { asXlsx } from '#core/documents/index.ts'
import { requireRole, staffOnly } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { ImportPage, type ImportRow, ImportsPage, PreviewPage, type PreviewRow } from './import-pages.tsx'
import { messageColumns } from './message.ts'
import { readMessageFile, type SentLine } from './read-file.ts'
import { allSources, type MessageSource, sourceById } from './sources.ts'
import { doorMessages, messageImports, messageSources } from './tables.ts'
import { beginImport, readLines, writeLines } from './take-import.ts'
import { readSentMessage } from './take-message.ts'

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskDoorImports(), label: '导入留言' },
]

const sample = [
  'A20261120-0017',
  '攀枝花的风',
  '2026-11-20 09:32',
  '竹湖园公交站没有雨棚',
  '竹湖园公交站一下雨没处躲，老人带孩子等车很狼狈，请加装雨棚。',
  'https://liuyan.example.com/threads/17',
  '东区炳草岗街道',
  '建议',
]

/** 导入留言: for whoever dispatches. Audit: doors.import with the source and how many. */
export const importRoutes = routes()
  .use(urls.deskDoorImports(), staffOnly)
  .use(`${urls.deskDoorImports()}/*`, staffOnly)
  .get(urls.deskDoorImports(), (c) => showImports(c))

  .get(urls.deskDoorTemplate(), async (c) => {
    requireRole(deskActor(c), 'dispatcher')
    const columns = messageColumns.map(({ label }) => ({ label, width: label === '内容' ? 60 : 20 }))
    const content = await asXlsx([{ name: '留言', columns, rows: [sample] }])
    return c.body(new Uint8Array(content), 200, {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="messages.xlsx"; filename*=UTF-8''${encodeURIComponent('留言导入模板')}.xlsx`,
    })
  })

  .post(urls.deskDoorImports(), async (c) => {
    const actor = deskActor(c)
    requireRole(actor, 'dispatcher')
    const house = c.get('house')
    const { typed, files, formKey } = await readTyped(c)
    const sourceId = typed.source ?? ''
    if (!isId(sourceId)) return showImports(c, typed, { source: '请选择从哪里来。' })
    const source = await sourceById(house.db, sourceId)
    if (typed.step !== 'take') return preview(c, source, files('file')[0])
    const lines = readLines(typed.lines ?? '')
    if (!lines) return showImports(c, typed, { file: '核对过的留言没有收全，请重新选择文件。' })
    const spent = await once(house, formKey, JSON.stringify([sourceId, typed.lines]), async (tx) =>
      urls.deskDoorImport(await beginImport({ ...house, db: tx }, actor, sourceId, lines)),
    )
    if (spent.isRepeat) setFlash(c, 'alreadyDone')
    return c.redirect(spent.location, 303)
  })

  .get(urls.deskDoorImport(':id'), async (c) => {
    requireRole(deskActor(c), 'dispatcher')
    const house = c.get('house')
    const id = c.req.param('id') ?? ''
    const [row] = isId(id) ? await importsWhere(c, id) : []
    if (!row) throw notFound('导入')
    // Without script too: the browser asks again by itself until it is done.
    if (!row.doneAt) c.header('Refresh', '2')
    return page(c, '导入留言', <ImportPage row={row} timeZone={house.config.timeZone} />, {
      layout: 'desk',
      breadcrumbs: [...crumbs, { href: urls.deskDoorImport(row.id), label: row.sourceName }],
    })
  })

async function importsWhere(c: Context<Env>, id?: string): Promise<ImportRow[]> {
  const rows = await c
    .get('house')
    .db.select()
    .from(messageImports)
    .innerJoin(messageSources, eq(messageSources.id, messageImports.sourceId))
    .where(id === undefined ? undefined : eq(messageImports.id, id))
    .orderBy(desc(messageImports.at), messageImports.id)
    .limit(20)
  return rows.map((row) => ({ ...row.message_imports, sourceName: row.message_sources.name }))
}

async function showImports(
  c: Context<Env>,
  typed: { source?: string } = {},
  errors: { source?: string; file?: string } = {},
): Promise<Response> {
  requireRole(deskActor(c), 'dispatcher')
  const { db, config } = c.get('house')
  const [sources, imports] = await Promise.all([allSources(db), importsWhere(c)])
  const { timeZone } = config
  return page(c, '导入留言', <ImportsPage {...{ sources, imports, typed, errors, timeZone }} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: crumbs,
  })
}

async function preview(c: Context<Env>, source: MessageSource, file: File | undefined): Promise<Response> {
  const again = { source: source.id }
  if (!file) return showImports(c, again, { file: '还没有选择文件。' })
  const read = await readMessageFile(file)
  if ('refused' in read) return showImports(c, again, { file: read.refused })
  const rows = await previewRows(c, source, read.lines)
  return page(
    c,
    '确认收下',
    <PreviewPage source={source} rows={rows} carried={writeLines(read.lines)} formKey={newId()} />,
    { layout: 'desk', breadcrumbs: crumbs },
  )
}

async function previewRows(c: Context<Env>, source: MessageSource, lines: SentLine[]): Promise<PreviewRow[]> {
  const house = c.get('house')
  const hashOf = (id: string) => house.secrets.lookupHash(id, 'door_messages.message_id')
  const read = await Promise.all(
    lines.map(async ({ line, sent }) => ({ line, sent, ...(await readSentMessage(house, source, sent)) })),
  )
  const hashes = read.flatMap((one) => ('message' in one ? [hashOf(one.message.id)] : []))
  const known = new Set(
    hashes.length === 0
      ? []
      : (
          await house.db
            .select({ hash: doorMessages.messageHash })
            .from(doorMessages)
            .where(inArray(doorMessages.messageHash, hashes))
        ).map(({ hash }) => hash.toString('hex')),
  )
  return read.map((one): PreviewRow => {
    const { line, sent } = one
    if ('faults' in one)
      return { line, author: sent.author ?? '', title: sent.title ?? '', outcome: 'refuse', says: one.faults }
    const { author, letter, notes } = one.message
    const isKnown = known.has(hashOf(one.message.id).toString('hex'))
    const says = notes.map((note) => `${note}。`)
    return { line, author, title: letter.title, outcome: isKnown ? 'already' : 'take', says: isKnown ? [] : says }
  })
}
