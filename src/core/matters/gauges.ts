import { sql } from 'drizzle-orm'
import { figures, type Gauge } from '#platform/gauges.ts'
import type { House } from '#platform/house.ts'

/** Since midnight in the city, by the indexes of the lists: cheap however many matters lie behind. */
const today = (name: string, help: string, column: 'opened_at' | 'answered_at'): Gauge => ({
  name,
  help,
  labels: ['kind'],
  read: async (house) => {
    const midnight = house.clock.now().toZonedDateTimeISO(house.config.timeZone).startOfDay().toInstant().toString()
    const rows = await figures(
      house,
      sql`select kind, count(*) as matters from matters
          where ${sql.identifier(column)} >= ${midnight}::timestamptz and ${sql.identifier(column)} is not null group by kind`,
    )
    return rows.map(({ kind, matters }) => ({ labels: { kind: kind ?? '' }, value: Number(matters) }))
  },
})

const now = ({ clock }: House): string => clock.now().toString()

export const matterGauges: Gauge[] = [
  today('matters_opened_today', 'Matters opened since midnight', 'opened_at'),
  today('matters_answered_today', 'Matters answered since midnight', 'answered_at'),
  {
    name: 'matters_open',
    help: 'Open matters by kind and light; red is overdue',
    labels: ['kind', 'light'],
    read: async (house) =>
      (
        await figures(
          house,
          sql`select kind, light, count(*) as matters from matters where closed_at is null group by kind, light`,
        )
      ).map(({ kind, light, matters }) => ({
        labels: { kind: kind ?? '', light: light ?? '' },
        value: Number(matters),
      })),
  },
  {
    name: 'matters_timer_late_seconds',
    help: 'How late the clock is with the matter that waits longest to be looked at; a reminder may be 300 late',
    read: async (house) =>
      (
        await figures(
          house,
          sql`select greatest(0, extract(epoch from ${now(house)}::timestamptz - min(next_wake_at))) as late
              from matters where next_wake_at is not null`,
        )
      ).map(({ late }) => ({ value: Number(late) })),
  },
]
