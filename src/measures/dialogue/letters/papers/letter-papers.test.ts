import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eraseFiles } from '#core/documents/index.ts'
import { checkLedger, publishEntries } from '#core/ledger/index.ts'
import { act, askerOf, type Command, type MatterRow } from '#core/matters/index.ts'
import { staffActor } from '#core/people/index.ts'
import { cookiesOf } from '../../../../../test/letter-city.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'
import { letterPapers } from './letter-papers.ts'

/** Typst's marks, and what a page or a database might trip over. */
const attack =
  '路灯 #import "@preview/x:1.0.0": * \\ $x$ @here *b* ]}) 😀 \u202E不亮，小区门口三盏路灯都不亮，晚上看不清路，请派人来修。'

describe('the papers of a letter', () => {
  let desk: DeskOfTests
  let row: MatterRow
  let cookie: string
  beforeAll(async () => {
    desk = await deskOfTests()
    cookie = cookiesOf(await desk.write({ title: '路灯 #read("/etc/passwd") 不亮', body: attack }))
    row = (await desk.letters()).at(-1) as MatterRow
  })
  afterAll(() => desk?.close())

  const does = async (username: string, command: Command) =>
    act(desk.house, await staffActor(desk.house, username), row.id, command)

  const visit = (path: string, withCookie = '') =>
    desk.house.app.request(path, { headers: { Accept: 'text/html', ...(withCookie && { Cookie: withCookie }) } })

  /** Runs the jobs that acts have left, as the worker would. */
  const runJobs = async (): Promise<number> => {
    const { rows } = await desk.house.db.execute<{ payload: Record<string, unknown> }>(sql`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'letters:issue-papers' order by j.id`)
    for (const { payload } of rows) await letterPapers.jobs.tasks?.['letters:issue-papers']?.(desk.house, payload)
    return rows.length
  }

  const register = async (): Promise<{ key: string; number: string; code: string; sha256: string }[]> => {
    const { rows } = await desk.house.db.execute<{ key: string; number: string; code: string; sha256: string }>(
      sql`select key, number, check_code as code, encode(sha256, 'hex') as sha256 from papers where matter_id = ${row.id} order by id`,
    )
    return rows
  }

  test('filing makes none; a dispatch makes the notice for the writer and the sheet for the unit, once', async () => {
    expect(await runJobs()).toBe(0)
    await does('paidan', { type: 'dispatch', unitId: desk.unit('市住房城乡建设局').id, text: '请 #eval("1") 速办' })
    expect(await runJobs()).toBe(1)
    await runJobs()
    expect((await register()).map(({ key, number }) => [key, number])).toEqual([
      ['acceptance-2', '攀市长信箱〔2026〕受理第1号'],
      ['assignment-2', '攀市长信箱〔2026〕交办第1号'],
    ])
  })

  test('from the extension to the second answer and the end', async () => {
    await does('zhujian.chengban1', { type: 'sign' })
    await does('zhujian.chengban1', { type: 'requestSupplement', text: '请问是哪三盏？' })
    await does('zhujian.chengban1', { type: 'requestExtension', amount: 3, ground: 'onSite', text: '要挖开路面查电缆' })
    await does('fuzeren', { type: 'approveExtension' })
    await does('zhujian.chengban1', { type: 'submitDraft', text: '已修好。\n#panic("x")' })
    await does('fuzeren', { type: 'answer' })
    await act(desk.house, askerOf(row.id), row.id, { type: 'rejectAnswer', reason: 'notSolved' })
    await does('zhujian.chengban2', { type: 'sign' })
    await does('zhujian.chengban2', { type: 'submitDraft', text: '第二次修好了。' })
    await does('fuzeren', { type: 'answer' })
    await act(desk.house, askerOf(row.id), row.id, { type: 'acceptAnswer' })
    await runJobs()
    expect((await register()).slice(2).map(({ number }) => number)).toEqual([
      '攀住房城乡建设局〔2026〕补充第1号',
      '攀住房城乡建设局〔2026〕延期第1号',
      '攀住房城乡建设局〔2026〕答复第1号',
      '攀住房城乡建设局〔2026〕答复第2号',
      '攀市长信箱〔2026〕办结第1号',
    ])
  })

  test('the writer fetches their own, not the sheet of the desk; nobody else fetches any', async () => {
    const page = await (await visit(`/follow/${row.number}`, cookie)).text()
    expect(page).toContain('来信受理通知书')
    expect(page).toContain('来信二次办理答复书')
    expect(page).not.toContain('来信交办单')
    const path = `/follow/${row.number}/papers/acceptance-2`
    const file = await visit(path, cookie)
    expect([file.status, file.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
    const content = Buffer.from(await file.arrayBuffer())
    expect(content.subarray(0, 5).toString()).toBe('%PDF-')
    const kept = (await register()).find(({ key }) => key === 'acceptance-2')
    expect(createHash('sha256').update(content).digest('hex')).toBe(kept?.sha256)
    expect((await visit(`/follow/${row.number}/papers/assignment-2`, cookie)).status).toBe(404)
    expect((await visit(`/follow/${row.number}/papers/answer-2`, cookie)).status).toBe(404)
    expect((await visit(path)).status).toBe(404)
    expect((await desk.get('chengban', `/desk/letters/${row.number}/papers/assignment-2`)).status).toBe(200)
    expect((await desk.get('jiaoti.chengban1', `/desk/letters/${row.number}/papers/assignment-2`)).status).toBe(404)
  })

  test('papers stand in their own list, not among what people sent', async () => {
    const page = await desk.text('chengban', `/desk/letters/${row.number}`)
    expect(page).toContain(`/desk/letters/${row.number}/papers/assignment-2`)
    expect(page).not.toMatch(new RegExp(`/desk/letters/${row.number}/files/`))
  })

  test('anybody can ask whether a paper is ours, by its check code', async () => {
    const [paper] = await register()
    const found = await (await visit(`/documents/verify?code=${paper?.code}`)).text()
    expect(found).toContain('是我们发出的文书')
    expect(found).toContain(paper?.sha256)
    expect(found).not.toContain('路灯')
    const typed = new URLSearchParams({
      code: (paper?.code ?? '').replace(/(....)/g, '$1 '),
      number: '攀市长信箱[2026]受理 1',
    })
    expect(await (await visit(`/documents/verify?${typed}`)).text()).toContain('是我们发出的文书')
    for (const wrong of ['code=000000000000', 'code=1', `code=${paper?.code}&number=攀市长信箱〔2026〕受理第9号`]) {
      expect(await (await visit(`/documents/verify?${wrong}`)).text()).toContain('没有核对上')
    }
  })

  test('each is in the public record by its digest alone, under the id and with the salt that stand in the PDF', async () => {
    await publishEntries(desk.house)
    const [paper] = await register()
    const content = Buffer.from(await (await visit(`/follow/${row.number}/papers/acceptance-2`, cookie)).arrayBuffer())
    const [, id = '', salt = ''] =
      /ledger-entry=(\S{36}) ledger-salt=([0-9a-f]{32})/.exec(content.toString('latin1')) ?? []
    const place = (await (await visit(`/ledger/places/${id}`)).text()).trim()
    const entry = JSON.parse(await (await visit(`/ledger/leaves/${place}`)).text())
    expect(entry).toMatchObject({ type: 'paper.issued', id })
    const digest = createHash('sha256').update(Buffer.from(salt, 'hex')).update(content).digest('hex')
    expect(entry.digest).toBe(digest)
    // Who has not the PDF has neither its words nor the salt.
    expect((await visit(`/ledger/documents/${id}`)).status).toBe(404)
    const { rows } = await desk.house.db.execute(
      sql`select 1 from ledger_entries where type = 'paper.issued' and (document is not null or salt is not null)`,
    )
    expect(rows).toEqual([])
    expect(await (await visit(`/ledger/entries/${place}`)).text()).toContain('只记指纹')
    for (const typed of [
      id,
      `https://x.example/verify?record=${id}`,
      paper?.code ?? '',
      ` ${paper?.code.replace(/(....)/g, '$1 ')}`,
    ])
      expect(await (await visit(`/verify?record=${encodeURIComponent(typed)}`)).text(), typed).toContain(
        `data-index="${place}"`,
      )
    for (const [path, who] of [
      [`/follow/${row.number}`, cookie],
      [`/documents/verify?code=${paper?.code}`, ''],
    ] as const)
      expect(await (await visit(path, who)).text(), path).toContain(`已存证，第 ${place} 号`)
    expect(await desk.text('chengban', `/desk/letters/${row.number}`)).toContain(`已存证，第 ${place} 号`)
    expect(await checkLedger(desk.house)).toEqual([])
  })

  test('two who want one paper at the same time get one number, one file and one entry', async () => {
    await desk.writeOne()
    const second = (await desk.letters()).at(-1)
    if (!second) throw new Error('nothing filed')
    const clerk = await staffActor(desk.house, 'paidan')
    await act(desk.house, clerk, second.id, { type: 'dispatch', unitId: desk.unit('市住房城乡建设局').id })
    const all = await Promise.all(
      Array.from({ length: 6 }, () => letterPapers.issue(desk.house, second.id, 'acceptance-2')),
    )
    expect(new Set(all.map((paper) => `${paper?.number} ${paper?.fileId}`)).size).toBe(1)
    expect(all[0]?.number).toBe('攀市长信箱〔2026〕受理第2号')
    const { rows } = await desk.house.db.execute(
      sql`select 1 from ledger_entries where subject_id = ${all[0]?.id ?? ''}`,
    )
    expect(rows).toHaveLength(1)
  })

  test('after the erasure the file is gone; that it was ours can still be verified', async () => {
    const [paper] = await register()
    await eraseFiles(desk.house.db, row.id, desk.house.clock.now())
    expect((await visit(`/follow/${row.number}/papers/acceptance-2`, cookie)).status).toBe(404)
    expect(await (await visit(`/documents/verify?code=${paper?.code}`)).text()).toContain('是我们发出的文书')
  })
})
