import { sql } from 'drizzle-orm'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asCsv, asXlsx } from '#core/documents/index.ts'
import { checkAudit } from '#core/people/index.ts'
import { type SpeedCity, speedCity } from '../../../../test/speed-city.ts'
import { readBoard } from './board.ts'
import { asOneTable, speedSheets } from './speed-sheets.ts'

let city: SpeedCity

const bureau = '市住房城乡建设局'
let rejected = ''
let late = ''
let lateSeq = 0

/** September: six answers of the bureau, one of them rejected, one late; two of the traffic bureau. */
beforeAll(async () => {
  city = await speedCity('2026-09-07T10:00:00+08:00')
  const numbers: string[] = []
  for (let at = 0; at < 6; at++) numbers.push(await city.taken(bureau, 'chengban', at === 5 ? { sort: 'consult' } : {}))
  const traffic = [
    await city.taken('市交通运输局', 'jiaotong.chengban1'),
    await city.taken('市交通运输局', 'jiaotong.chengban1'),
  ]
  city.house.clock.set('2026-09-14T10:00:00+08:00')
  for (const number of numbers) lateSeq = await city.answer(number, 'chengban', 'fuzeren')
  for (const number of traffic) await city.answer(number, 'jiaotong.chengban1', 'jiaotong.fuzeren')
  rejected = numbers[0] ?? ''
  late = numbers[5] ?? ''
  await city.byWriter(rejected, { type: 'rejectAnswer', reason: 'notSolved', text: '没有修好。' })
  await city.rollUp()
}, 120_000)
afterAll(() => city.close())

const publicly = async (path: string) =>
  (await city.house.app.request(path, { headers: { Accept: 'text/html' } })).text()

describe('the public page', () => {
  test('shows the rates beside each other, with how they are counted, and hides who is few', async () => {
    const page = await publicly('/speed')
    for (const words of ['办理时效', '原始 87.5%', '75.0%', '在期限最后一天 24:00 之前答复的', '少于 5 件的不公开数字'])
      expect(page).toContain(words)
    // Two of eight at the traffic bureau: hidden, and the bureau's six with it, or the sum would tell.
    expect(page).toContain('不足 5 件')
    expect(page).toContain('不公开')
    expect(page).not.toContain('提出剔除')
    expect(page).not.toContain('/desk/')
    expect(page).toMatch(/<img src="\/speed\/trend\.svg[^>]*alt="每月按时率/)
  })

  test('of a unit with two answers says nothing but that they are few', async () => {
    const page = await publicly(`/speed?unit=${city.unit('市交通运输局').id}`)
    expect(page).toContain('件数太少，不公开')
    expect(page).not.toContain('100.0%')
  })

  test('an address that means nothing shows the whole board', async () => {
    const response = await city.house.app.request('/speed?unit=x&from=2026-99&group=y&kind=%27&division=1')
    expect(response.status).toBe(200)
    expect((await city.house.app.request('/speed/else.svg')).status).toBe(404)
  })

  test('charts are pictures', async () => {
    for (const name of ['trend', 'days', 'units']) {
      const response = await city.house.app.request(`/speed/${name}.svg?narrow=1`)
      expect(response.headers.get('Content-Type')).toContain('image/svg+xml')
      expect(await response.text()).toContain('<svg')
    }
  })

  test('the API tells the same figures, null where the page hides', async () => {
    const response = await city.house.app.request('/api/v1/speed?from=2026-09&to=2026-09')
    const speed = await response.json()
    expect(speed.total.figures).toMatchObject({
      closed: 8,
      rawRate: 0.875,
      standingRate: 0.75,
      overdue: 1,
      medianDays: 5,
    })
    expect(speed.units[0].rows.map((row: { figures: unknown }) => row.figures)).toEqual([null, null])
    expect(speed.months).toHaveLength(1)
    expect((await city.house.app.request('/api/v1/speed?from=soon')).status).toBe(422)
    expect((await city.house.app.request('/api/v1/speed?unknown=1')).status).toBe(422)
  })
})

describe('files', () => {
  test('a unit whose name looks like a formula stays a text in workbook and CSV', async () => {
    const name = '=HYPERLINK("http://x","交通")'
    const board = await readBoard(city.house, 'desk', {})
    const groups = board.groups.map((group) => ({ ...group, rows: group.rows.map((row) => ({ ...row, label: name })) }))
    const sheets = speedSheets({ ...board, groups }, { asOf: '', timeZone: 'Asia/Shanghai' })
    const written = await readExcelFile(Buffer.from(await asXlsx(sheets)))
    const cells = written.flatMap(({ data }) => data).flat()
    expect(cells).toContain(`'${name}`)
    expect(cells).not.toContain(name)
    expect(asCsv(asOneTable(sheets))).toContain(`"'=HYPERLINK(""http`)
    expect((await city.get('ducha', '/desk/speed.xlsx')).status).toBe(200)
  })

  test('the public ones hide what the page hides', async () => {
    const csv = Buffer.from(await (await city.house.app.request('/speed.csv')).arrayBuffer()).toString()
    expect(csv).toContain('不足 5 件')
    expect(csv.startsWith('\uFEFF表,项目')).toBe(true)
    const workbook = await city.house.app.request('/speed.xlsx')
    const sheets = await readExcelFile(Buffer.from(await workbook.arrayBuffer()))
    expect(sheets.map(({ sheet }) => sheet)).toContain('用时分布')
  })
})

describe('the desk', () => {
  test('shows small counts to those who oversee and dispatch, to nobody else', async () => {
    const page = await city.text('ducha', '/desk/speed')
    expect(page).not.toContain('>不足 5 件<')
    expect(page).toContain('/desk/speed/matters?view=overdue')
    for (const path of [
      '/desk/speed',
      '/desk/speed.xlsx',
      '/desk/speed.csv',
      '/desk/speed/matters',
      '/desk/speed/days.svg',
    ]) {
      expect((await city.get('lingdao', path)).status).toBe(200)
      expect((await city.get('chengban', path)).status).toBe(403)
      expect((await city.house.app.request(path)).status).toBe(303)
    }
  })

  test('leads down to the matters, only to those the reader may see', async () => {
    const rows = await city.text('ducha', '/desk/speed/matters?view=overdue')
    expect(rows).toContain(`/desk/letters/${late}`)
    expect(rows).not.toContain(`/desk/letters/${rejected}`)
    expect(await city.text('ducha', '/desk/speed/matters?view=rejected')).toContain(`/desk/letters/${rejected}`)
    expect(await city.text('jiaotong.fuzeren', '/desk/speed/matters?view=overdue')).not.toContain(late)
    expect(await city.text('ducha', '/desk/speed/matters?view=open')).toContain(`/desk/letters/${rejected}`)
    expect(await city.text('jiaotong.fuzeren', '/desk/speed/matters?view=open')).not.toContain(rejected)
  })
})

describe('剔除', () => {
  const propose = (username: string, number: string, seq: number, ground = 'systemFault') =>
    city.post(username, '/desk/speed/exclusions', { number, seq: String(seq), ground })
  const idOf = async (): Promise<string> => {
    const { rows } = await city.house.db.execute<{ id: string }>(
      sql`select id from speed_exclusions order by id desc limit 1`,
    )
    return rows[0]?.id ?? ''
  }
  const ratesNow = async () => {
    const speed = await (await city.house.app.request('/api/v1/speed')).json()
    const { rateAfterExclusions, rawRate, excluded } = speed.total.figures
    return { rateAfterExclusions, rawRate, excluded }
  }

  test('one person, one role or an unknown ground is refused; only an answer that needs it can be proposed', async () => {
    expect((await propose('fuzeren', late, lateSeq, 'because')).status).toBe(422)
    expect(await (await propose('fuzeren', late, lateSeq, 'because')).text()).toContain('请选择剔除的理由')
    expect((await propose('jiaotong.fuzeren', late, lateSeq)).status).toBe(404)
    expect((await propose('chengban', late, lateSeq)).status).toBe(403)
    expect((await propose('fuzeren', late, 1)).status).toBe(422)
    const form = await city.text('fuzeren', `/desk/speed/exclusions/new?number=${late}`)
    expect(form).toContain('超期')
    expect((await city.get('fuzeren', '/desk/speed/exclusions/new?number=202611230000017')).status).toBe(422)

    expect((await propose('fuzeren', late, lateSeq)).status).toBe(303)
    expect(await (await propose('fuzeren', late, lateSeq)).text()).toContain('不用重复提出')
    const id = await idOf()
    const own = await city.post('fuzeren', `/desk/speed/exclusions/${id}/confirmation`)
    expect(own.status).toBe(422)
    expect(await own.text()).toContain('剔除要两个人')
    expect((await city.post('ducha', `/desk/speed/exclusions/${id}/confirmation`)).status).toBe(403)
    expect(await ratesNow()).toEqual({ rateAfterExclusions: 0.75, rawRate: 0.875, excluded: 0 })
  })

  test('agreed to by another role it leaves the adjusted rate, never the raw one, and is published with its ground', async () => {
    const id = await idOf()
    expect(await city.text('lingdao', '/desk/speed/exclusions')).toContain('同意剔除')
    expect((await city.post('lingdao', `/desk/speed/exclusions/${id}/confirmation`)).status).toBe(303)
    expect(await ratesNow()).toEqual({ rateAfterExclusions: 0.857, rawRate: 0.875, excluded: 1 })
    expect((await city.post('lingdao', `/desk/speed/exclusions/${id}/refusal`)).status).toBe(422)
    expect(await publicly('/speed')).toContain('系统故障造成计时错误')
    expect(await city.text('ducha', '/desk/speed/matters?view=excluded')).toContain(late)
  })

  test('the first of a month is drawn; 督查 finds it wrong and it counts again', async () => {
    const id = await idOf()
    expect(await city.text('ducha', '/desk/speed/exclusions?list=sample')).toContain('不属实，恢复计入')
    expect((await city.post('lingdao', `/desk/speed/exclusions/${id}/check`, { result: 'stands' })).status).toBe(403)
    expect((await city.post('ducha', `/desk/speed/exclusions/${id}/check`)).status).toBe(422)
    expect((await city.post('ducha', `/desk/speed/exclusions/${id}/check`, { result: 'overturned' })).status).toBe(303)
    expect(await ratesNow()).toEqual({ rateAfterExclusions: 0.75, rawRate: 0.875, excluded: 0 })
    expect(await city.text('ducha', '/desk/speed/exclusions?list=others')).toContain('抽查后恢复计入')
  })
})

describe('统计关账', () => {
  const close = (username: string, month: string) => city.post(username, `/desk/speed/books/${month}/closure`)
  const correct = (month: string, ground: string) =>
    city.post('ducha', `/desk/speed/books/${month}/correction`, { ground })

  test('not before the tenth of the next month, by 督查, once', async () => {
    expect(await (await close('ducha', '2026-09')).text()).toContain('2026-10-10')
    city.house.clock.set('2026-10-12T10:00:00+08:00')
    expect((await close('lingdao', '2026-09')).status).toBe(403)
    expect((await close('ducha', '2026-09')).status).toBe(303)
    expect((await close('ducha', '2026-09')).status).toBe(422)
    expect((await close('ducha', '2026-19')).status).toBe(404)
    expect(await publicly('/speed')).toContain('关账')
    expect((await correct('2026-09', 'review')).status).toBe(422)
  })

  test('afterwards its figures stay; a correction is a version beside the first, with its ground', async () => {
    await city.by('zhujian.chengban2', rejected, { type: 'sign' })
    await city.answer(rejected, 'zhujian.chengban2', 'fuzeren')
    await city.byWriter(rejected, { type: 'rejectAnswer', reason: 'notSolved', text: '还是没有。' })
    await city.by('ducha', rejected, { type: 'review', result: 'end', text: '答复合法，已经解释清楚。' })
    await city.rollUp()
    const september = async () => {
      const speed = await (await city.house.app.request('/api/v1/speed?from=2026-09&to=2026-09')).json()
      return { standingRate: speed.total.figures.standingRate, versions: speed.closedMonths.length }
    }
    expect(await september()).toEqual({ standingRate: 0.75, versions: 1 })
    expect(await city.text('ducha', '/desk/speed/books')).toContain('发更正版')
    expect(await (await correct('2026-09', '')).text()).toContain('请选择更正的依据')
    expect((await correct('2026-09', 'review')).status).toBe(303)
    expect(await september()).toEqual({ standingRate: 0.875, versions: 2 })
    expect(await publicly('/speed?from=2026-09')).toContain('复核有了结果')
    await expect(city.house.db.execute(sql`update speed_months set met = 0 where version = 1`)).rejects.toThrow()
    await expect(city.house.db.execute(sql`delete from speed_books`)).rejects.toThrow()
  })

  test('every act is in the audit log', async () => {
    const { rows } = await city.house.db.execute<{ act: string }>(
      sql`select distinct act from audit_entries order by act`,
    )
    const acts = rows.map(({ act }) => act)
    for (const act of ['proposeExclusion', 'confirmExclusion', 'checkExclusion', 'closeMonth', 'correctMonth'])
      expect(acts).toContain(act)
    expect((await checkAudit(city.house.db)).ok).toBe(true)
    expect(await city.check()).toEqual([])
  })
})
