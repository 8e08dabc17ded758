import { announceGathering, findGathering, registerFor } from '#core/gatherings/index.ts'

import { citizenActor, demoCitizens, staffActor } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'

/** 活动: an open day that people register for now. */
export async function tellGatherings(house: House): Promise<void> {
  const editor = await staffActor(house, 'bianji')
  const { timeZone } = house.config
  const today = dateIn(timeZone, house.clock.now())
  const at = (days: number, time: string) =>
    today.add({ days }).toZonedDateTime({ timeZone, plainTime: time }).toInstant()
  await house.db.transaction(async (tx) => {
    const told = { ...house, db: tx }
    const number = await announceGathering(told, editor, {
      kind: 'openDay',
      title: '走进市长信箱办公室',
      about: '看一封来信怎么派出去、怎么盯到办结，听听大家的意见。\n请带身份证，活动约两小时，提供饮水，不收任何费用。',
      place: '市政务服务中心三楼',
      startsAt: at(21, '09:30'),
      endsAt: at(21, '11:30'),
      registerUntil: at(14, '00:00'),
      seats: 20,
      substitutes: 5,
      byDivision: true,
    })
    const gathering = await findGathering(tx, number)
    for (const { phone } of demoCitizens) await registerFor(told, await citizenActor(house, phone), gathering, '510402')
  })
}
