import { setTimeout as sleep } from 'node:timers/promises'
import { allUnits, staffAt } from '#core/people/index.ts'
import { type Agent, acdSecret, signedMessage, toldCalls } from '#measures/dialogue/index.ts'
import type { House } from '#platform/house.ts'
import { urls } from '#urls.ts'

const usage = '用法：simulate-calls [分钟，默认 60] [每小时几通，默认 60] [快几倍，默认 1]'

/**
 * 话务模拟器: speaks to the running server as a telephone exchange does, message by message, signed. Faster than life, all times are those of the sending: a
 * call of two minutes is one of twelve seconds at ten times the speed. Ends when the hour is told, or by Ctrl+C.
 */
export async function simulateCalls(house: House, args: string[]): Promise<number> {
  const [minutes = 60, perHour = 60, speed = 1] = args.map(Number)
  if (args.length > 3 || ![minutes, perHour, speed].every((number) => number > 0 && number <= 10_000)) {
    process.stderr.write(`${usage}\n`)
    return 1
  }
  const secret = acdSecret(house)
  const agents = await agentsOf(house)
  if (!secret || agents.length === 0) {
    process.stderr.write(secret ? '热线单位还没有话务员账号。\n' : '没有设置 ACD_SECRET。\n')
    return 1
  }
  const { config, clock } = house
  const address = `${config.publicUrl ?? `http://${config.host}:${config.port}`}${urls.acdEvents()}`
  const from = clock.now()
  const seed = Math.floor(from.epochMilliseconds / 1000) % 1_000_000_000
  const told = toldCalls({ seed, from, minutes, perHour, agents })
  process.stdout.write(`向 ${address} 发送 ${told.length} 条话务事件……\n`)
  let refused = 0
  for (const { id, at, message } of told) {
    const due = from.add({ milliseconds: Math.round((at.epochMilliseconds - from.epochMilliseconds) / speed) })
    await sleep(Math.max(0, due.epochMilliseconds - clock.now().epochMilliseconds))
    const now = clock.now()
    const answer = await fetch(address, {
      method: 'POST',
      ...signedMessage(secret, { id, at: now, message: { ...message, timestamp: now.toString() } }),
    })
    if (answer.ok) continue
    refused++
    process.stderr.write(`${message.type}：${answer.status} ${(await answer.text()).slice(0, 200)}\n`)
    if (refused === 10) return 1
  }
  process.stdout.write(refused === 0 ? '发完了。\n' : `发完了，${refused} 条没有被接收。\n`)
  return refused === 0 ? 0 : 1
}

/** The operators of the hotline; every second one speaks Yi as well. */
async function agentsOf(house: House): Promise<Agent[]> {
  const hotline = (await allUnits(house.db)).find(({ kind }) => kind === 'hotline')
  if (!hotline) return []
  const staff = await staffAt(house, house.db, hotline.id, ['operator'])
  return staff.map(({ staffNumber }, at) => ({
    operator: staffNumber,
    seat: String(at + 1),
    skills: ['mandarin', 'sichuan', ...(at % 2 === 1 ? ['yi'] : [])],
  }))
}
