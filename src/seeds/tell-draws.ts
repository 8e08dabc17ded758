import { demoAt, runDraws } from '#core/draw/index.ts'
import { publishEntries } from '#core/ledger/index.ts'
import { staffActor } from '#core/people/index.ts'
import { drawRevisits } from '#measures/dialogue/index.ts'
import { clockAt, dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { pastOf } from './past.ts'

/** 回访抽样: one that was drawn on the last working day, and one that two observers are waited for. */
export async function tellDraws(house: House): Promise<void> {
  const supervisor = await staffActor(house, 'ducha')
  const { at, dayOf } = await pastOf(house)
  const begin = (when: Temporal.Instant, input: Omit<Parameters<typeof drawRevisits>[2], 'from' | 'to' | 'by'>) =>
    house.db.transaction((tx) =>
      drawRevisits({ ...house, db: tx, clock: clockAt(when) }, supervisor, {
        from: dayOf(60),
        to: dayOf(1),
        by: 'unit-class',
        ...input,
      }),
    )
  const committed = at([1, '09:30'])
  const drawAt = at([1, '10:00'])
  await begin(committed, { title: '近期办结来信回访', size: 8, substitutes: 3, drawAt, sources: [demoAt(drawAt)] })
  const told = { ...house, clock: clockAt(committed.add({ seconds: 30 })) }
  await publishEntries(told)
  await runDraws(told)
  await runDraws({ ...house, clock: clockAt(drawAt.add({ seconds: 2 })) })

  const { timeZone } = house.config
  const soon = dateIn(timeZone, house.clock.now())
    .add({ days: 3 })
    .toZonedDateTime({ timeZone, plainTime: '15:00' })
    .toInstant()
  const bodies = ['市人大代表联络站', '攀枝花日报社']
  await begin(house.clock.now(), {
    title: '年底前来信回访',
    size: 10,
    substitutes: 3,
    drawAt: soon,
    sources: bodies.map((name) => ({ kind: 'observer', name, at: soon.toString(), bits: 40 })),
  })
}
