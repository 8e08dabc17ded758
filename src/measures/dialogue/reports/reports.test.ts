import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, matters } from '#core/matters/index.ts'
import { staffActor } from '#core/people/index.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { makeReport } from './make-report.ts'
import { dueOn, lastPeriod } from './report.ts'
import { reportJobs } from './report-jobs.ts'
import { leaderReports } from './tables.ts'
import { topicNamed } from './topics.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

test('periods: yesterday, the whole week before, the whole month before', () => {
  const span = (period: 'day' | 'week' | 'month', today: string) => {
    const { from, to } = lastPeriod(period, day(today))
    return `${from} ${to}`
  }
  expect(span('day', '2026-01-01')).toBe('2025-12-31 2025-12-31')
  expect(span('week', '2026-11-23')).toBe('2026-11-16 2026-11-22')
  expect(span('week', '2026-11-22')).toBe('2026-11-09 2026-11-15')
  expect(span('month', '2026-03-31')).toBe('2026-02-01 2026-02-28')
  expect(dueOn(day('2026-11-24'))).toEqual(['day'])
  expect(dueOn(day('2026-06-01'))).toEqual(['day', 'week', 'month'])
})

describe('reports for leaders', () => {
  let desk: DeskOfTests
  beforeAll(async () => {
    desk = await deskOfTests()
    await desk.writeOne({ title: '王小明家停水', body: '王小明住的三号楼停水三天了，电话13812345678。', sort: 'help' })
    await desk.writeOne({ title: '某局长收红包', body: '某局长收红包，停水也不管，请查处。', sort: 'report' })
    const [first] = await desk.letters()
    const clerk = await staffActor(desk.house, 'paidan')
    await act(desk.house, clerk, first?.id ?? '', { type: 'dispatch', unitId: desk.unit('市水利局').id })
    // Past every limit, on a Monday.
    desk.house.clock.set('2027-03-01T07:40:00+08:00')
  })
  afterAll(() => desk?.close())

  test('made by the calendar once, with figures that stay', async () => {
    await reportJobs.tasks?.['reports:make']?.(desk.house, {})
    await reportJobs.tasks?.['reports:make']?.(desk.house, {})
    const rows = await desk.house.db.select().from(leaderReports).orderBy(leaderReports.id)
    expect(rows.map(({ period, issue, madeBy }) => [period, issue, madeBy])).toEqual([
      ['day', 1, null],
      ['week', 1, null],
      ['month', 1, null],
    ])
    const [daily] = rows
    expect(daily?.figures.redCount).toBe(1)
    expect(daily?.figures.red[0]).toMatchObject({
      holder: '市长信箱办公室',
      reason: '等市水利局签收',
      className: '求助',
    })
    expect(daily?.figures.figures.map(({ key }) => key)).toEqual(['filed', 'answered', 'onTime', 'solved', 'overdue'])
    await desk.house.db.update(matters).set({ returns: 9 })
    const again = await makeReport(desk.house, 'day', day('2027-03-01'), null)
    expect(again).toEqual(daily)
  })

  test('a leader reads it, prints it, edits it; nothing of a letter or a person stands in it', async () => {
    const list = await desk.text('lingdao', '/desk/reports')
    expect(list).toContain('阳光政务月报〔2027〕第1期')
    const [row] = await desk.house.db.select().from(leaderReports)
    const path = `/desk/reports/${row?.id}`
    const page = await desk.text('lingdao', path)
    expect(page).toContain('等市水利局签收')
    for (const kept of ['王小明', '红包', '13812345678', '三号楼']) {
      expect(page).not.toContain(kept)
      expect(JSON.stringify(row?.figures)).not.toContain(kept)
    }
    // A remark becomes a referral in one step: its form stands filled.
    const link = /href="(\/desk\/referrals\/new\?title=[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(await desk.text('lingdao', link)).toMatch(/value="阳光政务[日周月]报〔\d{4}〕第\d+期批示事项"/)
    const pdf = await desk.get('lingdao', `${path}/report.pdf`)
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const word = await desk.get('lingdao', `${path}/report.docx`)
    expect(word.headers.get('Content-Disposition')).toContain('.docx')
    expect(
      Buffer.from(await word.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })

  test('on demand by form; an empty choice is told; a clerk of a unit has none', async () => {
    desk.house.clock.set('2027-03-03T10:00:00+08:00')
    const made = await desk.post('ducha', '/desk/reports', { period: 'day' })
    expect(made.status).toBe(303)
    expect((await desk.post('lingdao', '/desk/reports', {})).status).toBe(422)
    expect((await desk.get('chengban', '/desk/reports')).status).toBe(403)
    expect((await desk.get('lingdao', '/desk/reports/0')).status).toBe(404)
  })

  test('专报 on one topic: its own figures, places and red letters, its own number; no topic is told', async () => {
    desk.house.clock.set('2026-11-30T10:00:00+08:00')
    expect((await desk.post('lingdao', '/desk/reports', { period: 'topic' })).status).toBe(422)
    expect((await desk.post('lingdao', '/desk/reports', { period: 'topic', topic: '王小明' })).status).toBe(422)
    const made = await desk.post('lingdao', '/desk/reports', { period: 'topic', topic: '供水' })
    expect(made.status).toBe(303)
    const page = await desk.text('lingdao', made.headers.get('Location') ?? '')
    for (const words of ['阳光政务专报：供水', '〔2026〕第1期', '三个集中的地方', '1 件']) expect(page).toContain(words)
    expect(page).not.toContain('王小明')
    const noise = await makeReport(desk.house, 'topic', day('2026-11-30'), null, topicNamed('噪音'))
    expect(noise).toMatchObject({ issue: 2, topic: '噪音', figures: { topics: [], red: [] } })
    expect(noise.figures.figures[0]).toEqual({ key: 'filed', now: 0, before: null, lastYear: null })
    const again = await makeReport(desk.house, 'topic', day('2026-11-30'), null, topicNamed('供水'))
    expect(again.issue).toBe(1)
    expect(again.figures.figures[0]?.now).toBe(1)
    const word = await desk.get('lingdao', `/desk/reports/${again.id}/report.docx`)
    expect(decodeURIComponent(word.headers.get('Content-Disposition') ?? '')).toContain('供水')
  })

  test('topics are words of ours: water, from the letter that is no report', async () => {
    const week = await makeReport(desk.house, 'week', day('2026-11-30'), null)
    expect(week.figures.topics).toEqual([{ topic: '供水', letters: 1, before: 0, unit: '市长信箱办公室' }])
    expect(week.figures.figures[0]).toEqual({ key: 'filed', now: 1, before: null, lastYear: null })
  })
})
