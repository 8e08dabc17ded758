import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoCitizens } from '#core/people/index.ts'
import { openPageCache } from '#platform/page-cache/index.ts'
import { testHouse } from './house.ts'
import { type LetterCity, letterCity } from './letter-city.ts'

let city: LetterCity

beforeAll(async () => {
  city = await letterCity()
  await city.write({ title: '路灯不亮已经一个星期了', name: '秦可卿', phone: '15400007788' })
})
afterAll(() => city.close())

const metrics = async (): Promise<string> => (await city.get('/metrics')).text()

/** Names of metrics in an expression of PromQL: what stands before a brace, a range or a closing, and is no function or label. */
const namesIn = (expression: string): string[] =>
  (
    expression
      .replace(/"[^"]*"/g, '')
      .replace(/\{[^}]*\}/g, '{}')
      .replace(/\b(by|without|ignoring|on|group_left|group_right)\s*(\([^)]*\))?/g, ' ')
      .match(/\b[a-z_]+_[a-z0-9_]*\b(?!\s*\()/g) ?? []
  ).filter((name) => !['histogram_quantile'].includes(name))

const root = join(import.meta.dirname, '../deploy')

function expressions(): string[] {
  const dashboard = JSON.parse(readFileSync(join(root, 'grafana/yangguang.json'), 'utf8'))
  const shown = dashboard.panels.flatMap((panel: { targets: { expr: string }[] }) =>
    panel.targets.map(({ expr }) => expr),
  )
  const rules = readFileSync(join(root, 'prometheus/alerts.yml'), 'utf8')
  return [...shown, ...[...rules.matchAll(/^\s+expr: (.+)$/gm)].map(([, expr = '']) => expr)]
}

test('every figure that the dashboard or an alarm asks for is told', async () => {
  openPageCache(city.house)?.listening.close()
  const told = new Set([...(await metrics()).matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => name))
  const asked = new Set(expressions().flatMap(namesIn))
  expect(asked.size).toBeGreaterThan(18)
  const base = (name: string) => name.replace(/_(count|bucket|sum)$/, '')
  expect([...asked].filter((name) => !told.has(name) && !told.has(base(name)))).toEqual([])
})

test('what was just done is counted', async () => {
  const text = await metrics()
  expect(text).toMatch(/^matters_opened_today\{kind="letter"\} 1$/m)
  expect(text).toMatch(/^matters_open\{kind="letter",light="green"\} 1$/m)
  expect(text).toMatch(/^notices_unsent\{channel="sms",state="queued"\} 1$/m)
  expect(text).toMatch(/^jobs_waiting\{task="notices:deliver"\} \d+$/m)
  expect(text).toMatch(/^database_pool_waiting 0$/m)
})

test('no figure carries a name, a phone, a number or a text', async () => {
  const [letter] = await city.letters()
  const text = await metrics()
  for (const secret of [
    '秦可卿',
    '15400007788',
    '路灯',
    letter?.number ?? '?',
    ...demoCitizens.map(({ phone }) => phone),
  ]) {
    expect(text).not.toContain(secret)
  }
})

test('outside the demo: by token, or from this machine and not through a proxy', async () => {
  const real = await testHouse({ env: { DEMO: 'off' } })
  expect((await real.app.request('/metrics')).status).toBe(200)
  expect((await real.app.request('/metrics', { headers: { 'X-Forwarded-For': '127.0.0.1' } })).status).toBe(404)
  await real.close()
  const guarded = await testHouse({ env: { METRICS_TOKEN: 'a token for the tests' } })
  expect((await guarded.app.request('/metrics')).status).toBe(404)
  const bearing = (token: string) => guarded.app.request('/metrics', { headers: { Authorization: `Bearer ${token}` } })
  expect((await bearing('a token for the tests')).status).toBe(200)
  expect((await bearing('a token for the testS')).status).toBe(404)
  await guarded.close()
})
