import { eq } from 'drizzle-orm'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentsModule, files } from '#core/documents/index.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'

describe('lists that leave the house', () => {
  let desk: DeskOfTests
  beforeAll(async () => {
    desk = await deskOfTests()
    await desk.writeOne({ title: '=HYPERLINK("http://x") 路灯' })
    await desk.writeOne({ title: '我叫张伟，家里漏水，电话13812345678', sort: 'consult' })
    await desk.writeOne({ title: '举报某局长', sort: 'report' })
  })
  afterAll(() => desk?.close())

  const rowsOf = async (response: Response): Promise<unknown[][]> => {
    const [sheet] = await readExcelFile(Buffer.from(await response.arrayBuffer()))
    return sheet?.data ?? []
  }
  const request = async (username: string, fields: Record<string, string>) => {
    const posted = await desk.post(username, '/desk/exports', { source: 'desk-letters', ...fields })
    return { status: posted.status, location: posted.headers.get('Location') ?? '' }
  }

  test('the same rows as on the page, without formulas, names and reports', async () => {
    const { status, location } = await request('paidan', { list: 'all' })
    expect(status).toBe(303)
    expect(await desk.text('paidan', location)).toContain('下载 Excel 文件')
    const rows = await rowsOf(await desk.get('paidan', `${location}/file`))
    expect(rows).toHaveLength(3)
    const words = JSON.stringify(rows)
    expect(words).toContain("'=HYPERLINK")
    for (const kept of ['13812345678', '张伟', '举报某局长', '王女士']) expect(words).not.toContain(kept)
  })

  test('filters count; an empty list and an unknown one are refused', async () => {
    const { location } = await request('paidan', { list: 'all', class: 'consult' })
    expect(await rowsOf(await desk.get('paidan', `${location}/file`))).toHaveLength(2)
    expect((await request('paidan', { list: 'overdue' })).status).toBe(422)
    expect((await request('paidan', { source: 'people' })).status).toBe(404)
  })

  test('only who asked may fetch it, each fetch is in the audit, after a day it is gone', async () => {
    const { location } = await request('paidan', { list: 'all' })
    expect((await desk.get('lingdao', location)).status).toBe(404)
    expect((await desk.get('lingdao', `${location}/file`)).status).toBe(404)
    await desk.get('paidan', `${location}/file`)
    const { rows } = await desk.house.db.$client.query(
      `select act, count(*)::int from audit_entries where subject_id = $1 group by act order by act`,
      [location.split('/').at(-1)],
    )
    expect(rows).toEqual([
      { act: 'fetchExport', count: 1 },
      { act: 'requestExport', count: 1 },
    ])
    desk.house.clock.advance({ hours: 25 })
    await documentsModule.jobs?.tasks?.['documents:sweep-exports']?.(desk.house, {})
    await documentsModule.jobs?.tasks?.['documents:sweep-files']?.(desk.house, {})
    expect((await desk.get('paidan', location)).status).toBe(404)
    expect(await desk.house.db.select().from(files).where(eq(files.uploader, 'system'))).toEqual([])
  })

  test('a long one tells how far it is and is made by the job, with the rows of the moment', async () => {
    await desk.house.db.$client.query(`
      insert into matters select (jsonb_populate_record(null::matters, to_jsonb(m) || jsonb_build_object('id', gen_random_uuid(),
        'number', (900000000000000 + i)::text, 'opened_at', m.opened_at + i * interval '1 second'))).*
      from (select * from matters where class = 'consult' limit 1) m, generate_series(1, 1500) i`)
    const { location } = await request('paidan', { list: 'all' })
    const waiting = await desk.get('paidan', location)
    expect(waiting.headers.get('Refresh')).toBe('2')
    expect(await waiting.text()).toContain('0 ÷ 1,502 行')
    await documentsModule.jobs?.tasks?.['documents:export']?.(desk.house, { exportId: location.split('/').at(-1) })
    const rows = await rowsOf(await desk.get('paidan', `${location}/file`))
    expect(rows).toHaveLength(1503)
    expect(new Set(rows.map(([number]) => number)).size).toBe(1503)
  })

  test('the sheet of what one holds, on paper and as PDF', async () => {
    const page = await desk.text('paidan', '/desk/letters/handover?of=unit')
    expect(page).toContain('单位来信交接清单')
    const pdf = await desk.get('paidan', '/desk/letters/handover.pdf?of=unit')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(await desk.text('chengban', '/desk/letters/handover')).toContain('手里没有正在办理的来信')
  })

  test('public figures as workbook and CSV', async () => {
    const workbook = await desk.house.app.request('/letters/statistics.xlsx')
    const rows = await rowsOf(workbook)
    expect(rows[0]).toEqual(['指标', '数值'])
    expect(rows.find(([label]) => label === '收到来信（件）')?.[1]).toBe(1502)
    const csv = Buffer.from(await (await desk.house.app.request('/letters/statistics.csv?year=2026')).arrayBuffer())
    expect(csv.toString().startsWith('\uFEFF表,项目')).toBe(true)
    expect(await rowsOf(await desk.house.app.request('/letters/list.xlsx'))).toHaveLength(1)
  })
})
