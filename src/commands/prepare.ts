import { seedCalendar } from '#core/calendar/index.ts'
import { demoAccounts, demoPassword, roleNames, seedPeople } from '#core/people/index.ts'
import { seedLadder } from '#measures/deadlines/index.ts'
import { seedCategories } from '#measures/dialogue/index.ts'
import type { House } from '#platform/house.ts'
import { enqueue } from '#platform/jobs.ts'
import { seedCity } from '../seeds/seed-city.ts'
import { seedPromises } from '../seeds/seed-promises.ts'

/** Fills an empty database with what a city needs before its first visitor; says what only this first start can say. */
export async function prepare(house: House): Promise<string[]> {
  await seedCalendar(house)
  await seedLadder(house)
  await seedCategories(house)
  const firstAccounts = await seedPeople(house)
  if (house.config.demo) {
    await seedCity(house)
    await seedPromises(house)
  }
  // What was published before there was a record, and advice from the catalogues alone; nothing to do at every other start.
  for (const task of ['letters:enter-earlier', 'speed:enter-earlier', 'letters:learn-first-advice'])
    await enqueue(house.db, task, {}, { key: task })
  if (firstAccounts.length === 0) return []
  return [
    '三个管理员的初始口令只显示这一次，请立即登录修改：',
    ...firstAccounts.map(({ username, password }) => `  ${username}  ${password}`),
  ]
}

/** What a person who has just started the demo wants to know. */
export function welcome(): string {
  const rows = demoAccounts.map(({ username, role, does }) => `  ${username.padEnd(11)}${roleNames[role]}：${does}`)
  return ['', `演示账号（口令都是 ${demoPassword}；市民用任意手机号登录，验证码在 /demo/outbox）`, ...rows, ''].join(
    '\n',
  )
}
