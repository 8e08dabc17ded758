import { type Arrangement, enterArrangement, loadCalendar, previewArrangement } from '#core/calendar/index.ts'
import { act, matterDates, openMatter, recountDates, wakeDue } from '#core/matters/index.ts'
import { allUnits, staffActor } from '#core/people/index.ts'
import { anyone } from '#platform/actor.ts'
import { clockAt } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import type { BenchCity } from './city.ts'
import type { BenchRow } from './due-dates.ts'
import { copyOf, dropIndexes, numbered } from './fill-city.ts'

const zone = 'Asia/Shanghai'
const sameMinute = 10_000
/** Of the open matters so many in a hundred have been extended, so that they are replayed and not moved in groups. */
const extendedPercent = 5

/** Timers that are all due in one minute, and a decree that moves every open matter. */
export async function benchTimers(city: BenchCity, open: number): Promise<BenchRow[]> {
  // A Monday far enough ahead that nothing else is due then, and near enough to be within decreed years.
  const { house } = city
  const lights = await benchLights(house)
  return [lights, ...(await benchDecree(house, open))]
}

/** Each light is recorded by its own event, whatever comes at midnight: from the moment they are due until the last is committed. */
async function benchLights(house: House): Promise<BenchRow> {
  const [template] = await templates(house, [
    { opened: await workdayAgo(house, 1), class: 'complaint', extended: false },
  ])
  if (!template) throw new Error('no template')
  await copyOpen(house, [template], sameMinute, { withEvents: true })
  const { rows } = await house.db.$client.query<{ at: string }>(
    'select next_wake_at::text as at from matters where id = $1',
    [template],
  )
  const due = Temporal.Instant.from(rows[0]?.at ?? '')
  const before = await litAt(house, due)
  // What else the demo city has to be reminded of until then is done first.
  await wakeDue({ ...house, clock: clockAt(due.subtract({ milliseconds: 1 })) })
  const began = performance.now()
  const woken = await wakeDue({ ...house, clock: clockAt(due) })
  const took = performance.now() - began
  const recorded = (await litAt(house, due)) - before
  if (recorded < sameMinute) throw new Error(`only ${recorded} of ${sameMinute} lights were recorded`)
  return {
    name: `${sameMinute.toLocaleString('en')} 件同一分钟亮灯：全部记下`,
    perSecond: (woken / took) * 1000,
    p99: took,
    ratio: took / 60_000,
    note: `共 ${Math.round(took)} ms，最晚一件迟 ${Math.round(took)} ms（目标 ≤ 60,000 ms）`,
  }
}

async function litAt({ db }: House, at: Temporal.Instant): Promise<number> {
  const { rows } = await db.$client.query<{ many: number }>(
    `select count(*)::int as many from matter_events where type = 'lightChanged' and occurred_at = $1`,
    [at.toString()],
  )
  return rows[0]?.many ?? 0
}

async function benchDecree(house: House, open: number): Promise<BenchRow[]> {
  const days = await Promise.all([1, 2, 3, 4, 5, 6].map((ago) => workdayAgo(house, ago)))
  const plain = days.flatMap((opened) => ['help', 'complaint'].map((of) => ({ opened, class: of, extended: false })))
  const plainIds = await templates(house, plain)
  const extendedIds = await templates(house, [
    { opened: await workdayAgo(house, 2), class: 'complaint', extended: true },
  ])
  const replayed = Math.round((open * extendedPercent) / 100)
  await copyOpen(house, plainIds, open - replayed, { withEvents: false })
  await copyOpen(house, extendedIds, replayed, { withEvents: true })
  const from = await workdayAgo(house, -1)
  // Days that no open matter reaches, and days that all of them have to cross.
  const nothing = await moveAll(house, arrangementOf(from.add({ days: 400 }), 1))
  const all = await moveAll(house, arrangementOf(from, 2))
  const name = (what: string) => `放假安排后重算 ${open.toLocaleString('en')} 件未办结：${what}`
  const note = ({ preview, entered, moved }: Moved) =>
    `预览 ${preview} ms，保存 ${entered} ms，移动 ${moved.toLocaleString('en')} 件`
  return [
    { name: name('没有一件变'), p99: nothing.took, note: note(nothing) },
    {
      name: name('每一件都变'),
      perSecond: (all.moved / all.took) * 1000,
      p99: all.took,
      ratio: all.took / 60_000,
      note: `共 ${Math.round(all.took)} ms（目标一百万件 ≤ 60,000 ms），${note(all)}`,
    },
  ]
}

type Moved = { preview: number; entered: number; took: number; moved: number }

/** From the click that saves it until the last date is right: the decree's own transaction, then the job that follows. */
async function moveAll(house: House, arrangement: Arrangement): Promise<Moved> {
  const followers = [matterDates(house)]
  const looked = performance.now()
  await previewArrangement(house.db, arrangement, followers)
  const preview = performance.now() - looked
  const began = performance.now()
  const { moved } = await house.db.transaction((tx) => enterArrangement(tx, arrangement, house.clock.now(), followers))
  const entered = performance.now() - began
  await recountDates(house)
  const took = performance.now() - began
  return { preview: Math.round(preview), entered: Math.round(entered), took, moved }
}

const arrangementOf = (first: Temporal.PlainDate, many: number): Arrangement => ({
  scope: 'local',
  title: '性能测试',
  sourceUrl: '',
  days: Array.from({ length: many }, (_, day) => ({
    on: first.add({ days: day }),
    kind: 'off' as const,
    name: '测试',
  })),
})

async function workdayAgo({ db, clock }: House, workdays: number): Promise<Temporal.PlainDate> {
  const calendar = await loadCalendar(db)
  let day = clock.now().toZonedDateTimeISO(zone).toPlainDate()
  for (let left = Math.abs(workdays); left > 0; ) {
    day = day.add({ days: workdays > 0 ? -1 : 1 })
    if (calendar.dayOn(day).isWorkday) left--
  }
  return day
}

type Template = { opened: Temporal.PlainDate; class: string; extended: boolean }

/** Letters by the real verbs: filed, dispatched and signed on a day, some of them extended. @returns their ids */
async function templates(house: House, wanted: readonly Template[]): Promise<string[]> {
  const units = await allUnits(house.db)
  const desk = units.find(({ isMailboxDesk }) => isMailboxDesk)?.id ?? ''
  const unit = units.find(({ shortName }) => shortName === '市住房城乡建设局')?.id ?? ''
  const [dispatcher, handler, head] = await Promise.all(
    ['paidan', 'chengban', 'fuzeren'].map((who) => staffActor(house, who)),
  )
  if (!dispatcher || !handler || !head) throw new Error('the demo city lacks its staff')
  const ids: string[] = []
  for (const { opened, class: of, extended } of wanted) {
    const at = (time: string) => ({
      ...house,
      clock: clockAt(opened.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toInstant()),
    })
    const letter = { kind: 'letter', class: of, channel: 'web', divisionCode: '510402', filingUnitId: desk }
    const { state } = await openMatter(at('09:30'), anyone, {
      ...letter,
      texts: { title: '路灯不亮', body: '三盏路灯不亮。' },
    })
    await act(at('10:00'), dispatcher, state.id, { type: 'dispatch', unitId: unit })
    await act(at('10:30'), handler, state.id, { type: 'sign' })
    if (extended) {
      const asked = {
        type: 'requestExtension',
        amount: 5,
        ground: 'complex',
        text: '要挖开路面查电缆，另行安排。',
      } as const
      await act(at('11:00'), handler, state.id, asked)
      await act(at('11:30'), head, state.id, { type: 'approveExtension' })
    }
    ids.push(state.id)
  }
  return ids
}

let serial = 500_000_000

/** Copies of these, in turns; their events too where something reads them. Made by the database, with the indexes made again afterwards. */
async function copyOpen(
  house: House,
  from: readonly string[],
  many: number,
  { withEvents }: { withEvents: boolean },
): Promise<void> {
  const client = await house.db.$client.connect()
  try {
    await client.query(`set session_replication_role = replica; set statement_timeout = 0; set synchronous_commit = off;
      set maintenance_work_mem = '512MB'`)
    const indexes = many > 50_000 ? await dropIndexes(client) : []
    await client.query(numbered)
    await client.query(
      `create unlogged table bench_new as select at, t.id as template, interval '0' as before, uuidv7() as id,
        pg_temp.numbered(t.opened_at, $2::bigint + at) as number
      from generate_series(1, $3::int) at join matters t on t.id = ($1::uuid[])[at % cardinality($1::uuid[]) + 1]`,
      [from, serial, many],
    )
    serial += many
    const own = { id: 'n.id', number: 'n.number', contact_id: 'null', asker_person_id: 'null', query_code_hash: 'null' }
    await client.query(await copyOf(client, 'matters', 'matters t on t.id = n.template', own))
    // A matter that is acted on is projected from its events: they have to name it.
    const data = `case t.type when 'opened' then jsonb_set(t.data, '{number}', to_jsonb(n.number)) else t.data end`
    const events = { id: 'uuidv7()', matter_id: 'n.id', data }
    if (withEvents)
      await client.query(await copyOf(client, 'matter_events', 'matter_events t on t.matter_id = n.template', events))
    for (const statement of indexes) await client.query(statement)
    await client.query('drop table bench_new')
    await client.query('vacuum (analyze) matters, matter_events')
    await client.query('checkpoint')
  } finally {
    client.release(true)
  }
}
