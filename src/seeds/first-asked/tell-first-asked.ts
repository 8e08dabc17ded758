import { enterDuty } from '#core/duties/index.ts'
import { act, askerOf, type Command } from '#core/matters/index.ts'
import { enterAbsence } from '#core/people/index.ts'
import { addDesk, askUnit, countSpotAnswer, registerContact, thank } from '#measures/first-asked/index.ts'
import { type Actor, type StaffActor, systemActor } from '#platform/actor.ts'
import { clockAt, dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { type Cast, castOf } from '../cast.ts'
import { houseAt, pastOf, type When } from '../past.ts'
import { dutyRows } from './duty-rows.ts'
import { type Deed, type InquiryTale, inquiryTales } from './inquiry-tales.ts'
import { tellBreaches } from './tell-breaches.ts'
import { hasCome, type Telling } from './telling.ts'

/** 首问责任 in the demo city, told by the verbs that its forms call. */
export async function tellFirstAsked(house: House, tx: Transaction): Promise<void> {
  const telling: Telling = {
    ...(await pastOf(house)),
    house,
    tx,
    cast: await castOf(house),
    now: house.clock.now(),
  }
  await writeCatalogue(telling)
  await setDesks(telling)
  await countAnswers(telling)
  const matterIds = new Map<string, string>()
  for (const tale of inquiryTales) {
    const matterId = await tell(telling, tale)
    if (matterId) matterIds.set(tale.what, matterId)
  }
  await askBetween(telling)
  await goOnLeave(telling)
  await tellBreaches(telling, matterIds)
}

async function tell(telling: Telling, tale: InquiryTale): Promise<string | null> {
  const { cast, at, house } = telling
  const opens = at(tale.on)
  if (!hasCome(telling, opens)) return null
  const clerk = await cast.staff(tale.asked)
  const words = tale.who.split(' ')
  const phone = words.find((word) => /^\d{11}$/.test(word)) ?? null
  const ticket = words.find((word) => /^[A-Z]\d{3}$/.test(word)) ?? null
  const { matterId } = await registerContact(houseAt(telling, opens), clerk, {
    unitId: clerk.roles[0]?.unitId ?? '',
    contact: { what: tale.what, way: tale.way, outcome: tale.outcome, guideWay: 'call' },
    asker: { name: words.find((word) => word !== phone && word !== ticket) || null, phone, ticket },
    askerUnitId: null,
    guideTo: tale.guideTo ? { unitId: cast.unitId(tale.guideTo), personId: null } : null,
    startId: null,
    formKey: newId(),
  })
  for (const deed of tale.deeds) {
    const when = at(deed.on)
    if (!hasCome(telling, when)) return matterId
    const actor = await actorOf(cast, deed.by, matterId)
    if (deed.command.type === 'thank') await thank(telling.tx, actor, matterId, when)
    else
      await act(houseAt(telling, when), actor, matterId, commandOf(cast, deed.command)).catch((error) =>
        fail(tale, deed, error),
      )
  }
  await letTimePass(telling, matterId, at(tale.deeds.at(-1)?.on ?? tale.on), house)
  return matterId
}

/** What the clock did since, at the time when it did it. */
async function letTimePass(telling: Telling, matterId: string, last: Temporal.Instant, house: House): Promise<void> {
  const after = last.add({ hours: 8 * 24 })
  if (!hasCome(telling, after)) return
  await act({ ...house, db: telling.tx, clock: clockAt(after) }, systemActor('clock'), matterId, { type: 'wake' })
}

function commandOf(cast: Cast, command: Exclude<Deed['command'], { type: 'thank' }>): Command {
  if (command.type !== 'offerHandOver' && command.type !== 'dispute' && command.type !== 'settle') return command
  return { type: command.type, unitId: cast.unitId(command.unit), text: command.text }
}

function actorOf(cast: Cast, by: string, matterId: string): Actor | Promise<Actor> {
  if (by === 'asker') return askerOf(matterId)
  if (by === 'clock') return systemActor('clock')
  if (by.startsWith('@')) return cast.staff(by.slice(1))
  const [unit = '', which] = by.split(' ')
  return which === 'head' ? cast.head(unit) : cast.handler(unit, which === '2')
}

async function writeCatalogue(telling: Telling): Promise<void> {
  const keeper = await telling.cast.staff('paidan')
  const house = houseAt(telling, telling.at([60, '09:30']))
  for (const { unit, joint, ...row } of dutyRows)
    await enterDuty(house, keeper, {
      ...row,
      divisionCode: row.divisionCode ?? null,
      unitId: telling.cast.unitId(unit),
      jointUnitIds: joint.map(telling.cast.unitId),
    })
}

const desks: [clerk: string, ...titles: string[]][] = [
  ['zongchuang', '总服务台', '3 号窗口（民生综合）'],
  ['chengban', '一楼接待室'],
]

async function setDesks(telling: Telling): Promise<void> {
  for (const [username, ...titles] of desks) {
    const clerk = await telling.cast.staff(username)
    const unitId = clerk.roles[0]?.unitId ?? ''
    for (const title of titles) await addDesk(telling.tx, clerk, { unitId, title }, telling.at([60, '10:00']))
  }
}

const counters: [unit: string, way: 'counter' | 'phone' | 'desk', aDay: number][] = [
  ['zhengwu', 'counter', 6],
  ['rexian', 'phone', 5],
  ['shebao', 'counter', 3],
  ['zhujian', 'desk', 2],
  ['jiaotong', 'phone', 1],
]

/** Every fifth workday of a year, so that a month has a figure and the first start does not wait for it. */
async function countAnswers(telling: Telling): Promise<void> {
  for (let ago = 0; ago < 250; ago += 5) {
    const house = houseAt(telling, telling.at([ago, '09:00']))
    if (!hasCome(telling, house.clock.now())) continue
    for (const [unit, way, aDay] of counters)
      for (let one = 0; one < aDay + ((ago * aDay) % 3); one++)
        await countSpotAnswer(house, { unitId: telling.cast.unitId(unit), way })
  }
}

/** 单位之间: one asked and answered, one that waits. */
async function askBetween(telling: Telling): Promise<void> {
  const { cast, at } = telling
  const ask = async (on: When, from: string, to: string, what: string) => {
    const actor = await cast.handler(from)
    const asked = { fromUnitId: cast.unitId(from), toUnitId: cast.unitId(to), what, formKey: newId() }
    return hasCome(telling, at(on)) ? (await askUnit(houseAt(telling, at(on)), actor, asked)).matterId : null
  }
  const pipes = await ask([6, '10:10'], 'zhujian', 'shuili', '炳草岗大街道路维修，请提供该路段供水管线图和检修井位置。')
  if (pipes) {
    const handler = await cast.handler('shuili')
    await act(houseAt(telling, at([6, '14:00'])), handler, pipes, { type: 'sign' })
    await act(houseAt(telling, at([5, '11:20'])), handler, pipes, {
      type: 'answer',
      text: '管线图已通过政务内网发送，检修井共 14 处，位置见图；施工前请提前一天通知我局到场。',
    })
    const asking = (await cast.handler('zhujian')) as StaffActor
    await act(houseAt(telling, at([5, '15:00'])), asking, pipes, { type: 'acceptAnswer' })
  }
  await ask([1, '10:30'], 'minzheng', 'weijian', '核对 2026 年新增高龄老人名单，请提供 80 周岁以上居民健康档案的总数。')
}

async function goOnLeave(telling: Telling): Promise<void> {
  const { tx, cast, now, house } = telling
  const today = dateIn(house.config.timeZone, now)
  const person = await cast.staff('weijian.chengban2')
  const days = { personId: person.personId, from: today.subtract({ days: 2 }), until: today.add({ days: 5 }) }
  await enterAbsence(
    tx,
    person,
    { ...days, standInId: (await cast.staff('weijian.chengban1')).personId },
    { at: now, today },
  )
}

function fail({ what }: InquiryTale, { by, command }: Deed, cause: unknown): never {
  const why = cause instanceof Error ? cause.message : String(cause)
  throw new Error(`${what} ${by} ${command.type}: ${why}`, { cause })
}
