import { expect, test } from 'vitest'
import { openCity } from './journey.ts'

const city = openCity()

test('a script that somebody brought into a page does not run, and the browser tells us of it', async () => {
  const reader = await city.anybody()
  const { policyReports } = city.house().metrics
  await reader.page.goto('/follow')
  await reader.page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "taken over"'
    document.body.append(script)
  })
  expect(await reader.page.title()).not.toBe('taken over')
  const told = async () =>
    (await policyReports.get()).values.map(({ labels, value }) => `${labels.directive} ${labels.blocked} ${value}`)
  await expect.poll(told, { timeout: 15_000 }).toEqual(['script-src inline 1'])
})
