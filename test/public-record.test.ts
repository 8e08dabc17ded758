import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLedger, publishEntries, watchLedger } from '#core/ledger/index.ts'
import { enterEarlierPublications } from '#measures/dialogue/index.ts'
import { listen } from '#platform/http/listen.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'

let desk: DeskOfTests
let server: Awaited<ReturnType<typeof listen>>
let base: string
const folder = mkdtempSync(join(tmpdir(), 'yangguang-verify-'))

beforeAll(async () => {
  desk = await deskOfTests({ env: { PORT: '0' } })
  server = await listen(desk.house, desk.house.app.fetch)
  base = `http://127.0.0.1:${server.port}/ledger`
})
afterAll(async () => {
  await server.close()
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
})

const words = {
  title: '门口路灯不亮请维修',
  body: '门口三盏路灯都不亮，晚上看不清路。',
  reply: '您好，路灯已修复，今后每周巡查一次。',
  secrecyReviewed: 'yes',
}

/** A letter from its writer to its public page; its number. */
async function publishedLetter(): Promise<string> {
  const number = await desk.writeOne({ title: words.title, body: words.body, publish: 'yes' })
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
  await desk.does('chengban', number, 'signature')
  await desk.does('chengban', number, 'drafts', { replyText: words.reply, intent: 'submit' })
  await desk.does('fuzeren', number, 'approval')
  expect(await desk.does('bianji', number, 'publication', words)).toMatchObject({ status: 303 })
  return number
}

const text = async (path: string): Promise<string> => (await desk.house.app.request(path)).text()

/** The verifier as a citizen runs it, in a process of its own. */
async function verify(...args: string[]): Promise<{ ok: boolean; said: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['verifier/main.mjs', ...args])
    return { ok: true, said: stdout }
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return { ok: false, said: stdout + stderr }
  }
}

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** A superuser's hand, past the guards of the tables. */
const forge = (statement: string) =>
  desk.house.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql.raw(statement))
  })

describe('the public record', () => {
  let number: string
  const state = join(folder, 'state.json')

  test('what is published waits for its place, then is in a signed checkpoint, and its page says so', async () => {
    number = await publishedLetter()
    expect(await text(`/letters/${number}`)).toContain('正在存证')
    expect((await desk.house.app.request('/ledger/entries/0')).status).toBe(404)
    expect(await publishEntries(desk.house)).toBe(1)
    expect(await publishEntries(desk.house)).toBe(0)
    expect(await text(`/letters/${number}`)).toContain('已存证，第 0 号')
    expect(await text('/ledger')).toMatch(/第 0 号<.*公开来信和答复/)
    const page = await text('/ledger/entries/0')
    expect(page).toContain('已存证')
    expect(page).toContain('/ledger/proofs/0')
    expect(await checkLedger(desk.house)).toEqual([])
  })

  test('the entry holds nothing but digests; the document is what the public reads', async () => {
    const entry = JSON.parse(await text('/ledger/leaves/0'))
    expect(Object.keys(entry)).toEqual(['at', 'digest', 'id', 'sm3', 'type'])
    const document = await (await desk.house.app.request(`/ledger/documents/${entry.id}`)).json()
    expect(document).toMatchObject({ number, version: 1, title: words.title, body: words.body, reply: words.reply })
  })

  test('a citizen checks the log and one proof with a program that has none of our code', async () => {
    await desk.does('bianji', number, 'publication/correction', {
      ...words,
      reply: '您好，路灯已全部修复。',
      ground: '补充结果',
    })
    await publishEntries(desk.house)
    expect(await verify('log', base, '--state', state)).toEqual({
      ok: true,
      said: expect.stringContaining('2 份公开的原文与指纹相符，0 份没有公开的原文'),
    })
    const key = await text('/ledger/key')
    const { id } = JSON.parse(await text('/ledger/leaves/1'))
    const answer = await desk.house.app.request(`/ledger/documents/${id}`)
    const document = Buffer.from(await answer.arrayBuffer())
    const given = [
      'proof',
      file('1.tlog-proof', await text('/ledger/proofs/1')),
      ...['--key', key.trim(), '--entry', file('entry', await text('/ledger/leaves/1'))],
      ...['--salt', answer.headers.get('Ledger-Salt') ?? ''],
    ]
    expect(await verify(...given, '--document', file('document', document))).toMatchObject({ ok: true })
    const changed = Buffer.from(document)
    changed[40] = (changed[40] ?? 0) ^ 1
    expect(await verify(...given, '--document', file('changed', changed))).toEqual({
      ok: false,
      said: expect.stringContaining('原文与记下的指纹不符'),
    })
    expect(await verify(...given.with(1, file('of-0', await text('/ledger/proofs/0'))))).toMatchObject({ ok: false })
  })

  test('the page of checks finds it by link, number or place, and says so where there is nothing', async () => {
    for (const typed of [
      `http://127.0.0.1/letters/${number}`,
      number,
      ` ${number.replace(/(.{4})/g, '$1 ')}`,
      '1',
      '第 1 号',
    ])
      expect(await text(`/verify?record=${encodeURIComponent(typed)}`), typed).toContain('data-index="1"')
    for (const typed of ['99', '202001011000019', '没有号', '%', '9'.repeat(400)])
      expect(await text(`/verify?record=${encodeURIComponent(typed)}`), typed).toContain('没有找到')
    expect(await text('/verify')).not.toContain('没有找到')
  })

  test('its PDF: the same bytes for everybody, entered once, another for a correction, gone when it is taken down', async () => {
    const fetchPdf = async () => desk.house.app.request(`/letters/${number}/letter.pdf`)
    const [first, second] = (await Promise.all([fetchPdf(), fetchPdf()])) as [Response, Response]
    expect(first.headers.get('Content-Type')).toBe('application/pdf')
    const pdf = Buffer.from(await first.arrayBuffer())
    expect(Buffer.from(await second.arrayBuffer()).equals(pdf)).toBe(true)
    await publishEntries(desk.house)
    const [, id = '', salt = ''] = /ledger-entry=(\S{36}) ledger-salt=([0-9a-f]{32})/.exec(pdf.toString('latin1')) ?? []
    const answer = await desk.house.app.request(`/ledger/documents/${id}`)
    expect(answer.headers.get('Ledger-Salt')).toBe(salt)
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true)
    expect(await text(`/ledger/places/${id}`)).toBe('2\n')
    expect(await text(`/letters/${number}`)).toContain('已存证，第 2 号')
    const key = (await text('/ledger/key')).trim()
    const given = ['--key', key, '--entry', file('entry', await text('/ledger/leaves/2'))]
    const proof = file('2.tlog-proof', await text('/ledger/proofs/2'))
    expect(await verify('proof', proof, ...given, '--document', file('letter.pdf', pdf))).toMatchObject({ ok: true })
    pdf[1000] = (pdf[1000] ?? 0) ^ 1
    expect(await verify('proof', proof, ...given, '--document', file('changed.pdf', pdf))).toMatchObject({ ok: false })
  })

  test('taken down: the fact, the time and the ground stay, the documents are gone from every version', async () => {
    await desk.does('bianji', number, 'publication/withdrawal', { withdrawalGround: '涉及隐私' })
    await publishEntries(desk.house)
    expect((await desk.house.app.request(`/letters/${number}/letter.pdf`)).status).toBe(404)
    for (const index of [0, 1, 2]) {
      const { id } = JSON.parse(await text(`/ledger/leaves/${index}`))
      expect((await desk.house.app.request(`/ledger/documents/${id}`)).status).toBe(404)
      expect(await text(`/ledger/entries/${index}`)).toContain('原文已不公开')
    }
    const { rows } = await desk.house.db.execute<{ found: string }>(
      sql`select id as found from ledger_entries where position(${Buffer.from('路灯')} in coalesce(document, '')) > 0`,
    )
    expect(rows).toEqual([])
    expect(await verify('log', base, '--state', state)).toEqual({
      ok: true,
      said: expect.stringContaining('从上次的 2 条到现在，只有增加，没有改动'),
    })
    expect(await checkLedger(desk.house)).toEqual([])
  })

  test('files of the standard: tiles for good, partial ones as they were, nothing of a tree that was not published', async () => {
    const tile = await desk.house.app.request('/ledger/tile/0/000.p/4')
    expect(tile.headers.get('Cache-Control')).toContain('immutable')
    expect((await tile.arrayBuffer()).byteLength).toBe(128)
    expect((await (await desk.house.app.request('/ledger/tile/0/000.p/1')).arrayBuffer()).byteLength).toBe(32)
    for (const path of ['0/000.p/5', '0/000', '0/001.p/1', '1/000.p/1', '0/000.p/0', '0/x000/000', 'entries/000.p/5'])
      expect((await desk.house.app.request(`/ledger/tile/${path}`)).status, path).toBe(404)
    const checkpoint = await desk.house.app.request('/ledger/checkpoint')
    expect(checkpoint.headers.get('Cache-Control')).toBe('no-store')
  })

  test('two publishers at once never fork, whatever they find waiting', async () => {
    for (let round = 0; round < 3; round++) {
      await publishedLetter()
      await Promise.all([1, 2, 3, 4].map(() => publishEntries(desk.house)))
      await publishEntries(desk.house)
      expect(await checkLedger(desk.house)).toEqual([])
    }
    expect(await verify('log', base, '--state', state)).toMatchObject({ ok: true })
  })

  test('control: a changed row is named by us, a changed history by whoever remembers, and both refuse', async () => {
    await expect(
      desk.house.db.execute(sql`update ledger_entries set at = now() where leaf_index = 0`),
    ).rejects.toThrow()
    await expect(desk.house.db.execute(sql`delete from ledger_entries where leaf_index = 0`)).rejects.toThrow()
    await expect(desk.house.db.execute(sql`update ledger_tiles set data = 'x'`)).rejects.toThrow()
    await expect(desk.house.db.execute(sql`update ledger_log set size = 0, published_size = 0`)).rejects.toThrow()

    const remembered = readFileSync(state)
    const now = async (statement: string, named: string) => {
      await forge(statement)
      expect(await checkLedger(desk.house), statement).toEqual([expect.stringContaining(named)])
    }
    const byte = (column: string) => `${column} = overlay(${column} placing '\\xff'::bytea from 12 for 1)`
    const [{ place = '' } = {}] = (
      await desk.house.db.execute<{ place: string }>(
        sql`select max(leaf_index) as place from ledger_entries where document is not null`,
      )
    ).rows
    for (const [statement, back, named] of [
      [`at = at + interval '1 hour'`, `at = at - interval '1 hour'`, `第 ${place} 号记录的类型、时间或编号`],
      [`type = 'letter.withdrawn'`, `type = 'letter.published'`, `第 ${place} 号记录的类型、时间或编号`],
      [byte('document'), `document = (select document from kept)`, `第 ${place} 号记录的原文与散列不一致`],
      [byte('salt'), `salt = (select salt from kept)`, `第 ${place} 号记录的原文与散列不一致`],
      [byte('entry'), `entry = (select entry from kept)`, `第 ${place} 号记录与已发布的不一致`],
    ] as const) {
      await forge(`create table if not exists kept as select * from ledger_entries where leaf_index = ${place}`)
      await now(`update ledger_entries set ${statement} where leaf_index = ${place}`, named)
      await forge(`update ledger_entries set ${back} where leaf_index = ${place}`)
      expect(await checkLedger(desk.house)).toEqual([])
    }
    await forge(`drop table kept`)
    await forge(
      `update ledger_tiles set data = overlay(data placing '\\x7a'::bytea from 12 for 1) where level = -1 and index = 0`,
    )
    expect(await checkLedger(desk.house)).toEqual([expect.stringContaining('第 0 号')])
    await watchLedger(desk.house)
    expect(await text('/ledger')).toContain('第 0 号记录与已发布的不一致')
    expect(await text('/metrics')).toMatch(/ledger_faults\S* 1/)
    expect(await verify('log', base)).toEqual({ ok: false, said: expect.stringContaining('总指纹与检查点不符') })
    await forge(`delete from ledger_entries where leaf_index = 1`)
    expect(await checkLedger(desk.house)).toContain('缺第 1 号记录')
    // The whole log made anew from what is left, signed with the right key: only who remembers sees it.
    await forge(`update ledger_entries set leaf_index = null`)
    await forge(`delete from ledger_tiles`)
    await forge(`delete from ledger_log`)
    await publishEntries(desk.house)
    expect(await checkLedger(desk.house)).toEqual([])
    expect(await verify('log', base)).toMatchObject({ ok: true })
    expect(await verify('log', base, '--state', state)).toEqual({
      ok: false,
      said: expect.stringMatching(/记录变少了|历史被换掉了/),
    })
    expect(readFileSync(state)).toEqual(remembered)
  })
})

describe('what was published before there was a record', () => {
  test('is entered once, in its order, each version as it was', async () => {
    await forge(`delete from ledger_entries`)
    await forge(`delete from ledger_tiles`)
    await forge(`delete from ledger_log`)
    const entered = await enterEarlierPublications(desk.house.db)
    // Three letters, and of the one that was corrected and taken down that it was taken down.
    expect(entered).toBe(4)
    expect(await enterEarlierPublications(desk.house.db)).toBe(0)
    await publishEntries(desk.house)
    expect(await checkLedger(desk.house)).toEqual([])
    expect(await verify('log', base)).toMatchObject({ ok: true })
  })
})
