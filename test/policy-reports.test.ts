import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from '#platform/log.ts'
import { type TestHouse, testHouse } from './house.ts'

let house: TestHouse
const lines: string[] = []

beforeAll(async () => {
  house = await testHouse({ log: openLog('warn', { write: (line: string) => lines.push(line) }) })
})
afterAll(() => house.close())

/** As Chrome and Firefox send it. */
const reports = (said: Record<string, unknown>, type = 'application/csp-report') =>
  house.app.request('/policy-reports', {
    method: 'POST',
    headers: { 'Content-Type': type, 'Sec-Fetch-Site': 'same-origin' },
    body: JSON.stringify({ 'csp-report': said }),
  })

const counted = async (): Promise<string[]> =>
  (await house.metrics.policyReports.get()).values.map(
    ({ labels, value }) => `${labels.directive} ${labels.blocked} ${value}`,
  )

test('what a browser refused is counted by sort, and logged without a number, a query or a word of anybody', async () => {
  house.metrics.policyReports.reset()
  const page = 'https://ygzw.example.gov.cn/follow/202611231000010/why?code=489213'
  const inline = { 'document-uri': page, 'effective-directive': 'script-src-elem', 'blocked-uri': 'inline' }
  expect((await reports({ ...inline, 'script-sample': '我叫王晓梅' })).status).toBe(204)
  await reports({
    'document-uri': page,
    'effective-directive': 'img-src',
    'blocked-uri': 'https://evil.example/王晓梅',
  })
  await reports({ 'document-uri': page, 'violated-directive': 'img-src x', 'blocked-uri': `${page}/a.png` })
  await reports({ 'document-uri': page, 'effective-directive': 'style-src-attr', 'blocked-uri': 'chrome-extension' })
  await reports({ ...inline, 'effective-directive': '__proto__', 'source-file': 'moz-extension://a1/b.js' })
  expect(await counted()).toEqual([
    'script-src inline 1',
    'img-src foreign 1',
    'img-src own 1',
    'style-src extension 1',
    'default-src extension 1',
  ])
  expect(lines).toHaveLength(5)
  expect(lines[0]).toContain('"page":"/follow/:/why"')
  for (const secret of ['202611231000010', '489213', '王晓梅', 'evil.example'])
    expect(lines.join('')).not.toContain(secret)
})

test('a flood fills no log, nonsense counts nothing, a heavy one is not read', async () => {
  lines.length = 0
  house.metrics.policyReports.reset()
  house.clock.advance({ minutes: 1 })
  for (let time = 0; time < 50; time++) await reports({ 'effective-directive': 'img-src', 'blocked-uri': 'inline' })
  expect(lines).toHaveLength(30)
  expect(await counted()).toEqual(['img-src inline 50'])
  for (const body of ['', '[]', '{"csp-report":3}', 'x'])
    expect((await house.app.request('/policy-reports', { method: 'POST', body })).status).toBe(422)
  expect((await reports({ 'blocked-uri': 'x'.repeat(20_000) })).status).toBe(413)
  expect(await counted()).toEqual(['img-src inline 50'])
})
