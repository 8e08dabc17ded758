import chineseDays from 'chinese-days'
import {
  Calendar,
  type ClockEvent,
  clock,
  dueDate,
  epochDayOf,
  provisionalDays2027,
  seedDays,
  seedYears,
  workdays,
} from '#core/calendar/index.ts'

/** Times in milliseconds, `cpu` the server's for one request, `bytes` one answer; `ratio` to what the row is compared with. */
export type BenchRow = {
  name: string
  perSecond?: number
  p50?: number
  p99?: number
  cpu?: number
  bytes?: number
  ratio?: number
  note?: string
}

const STARTS = 1024

/** Due dates a second on one core: the kernel, beside `chinese-days` in the same run, through `Temporal`, explained, and whole clocks. */
export async function benchDueDates(): Promise<BenchRow[]> {
  const calendar = new Calendar([...(await seedDays()), ...provisionalDays2027], seedYears)
  const first = Temporal.PlainDate.from('2023-06-01')
  const dates = Array.from({ length: STARTS }, (_, days) => first.add({ days }))
  const days = dates.map(epochDayOf)
  const texts = dates.map(String)
  const histories = dates.map((on): ClockEvent[] => [
    { type: 'start', at: on.toZonedDateTime('Asia/Shanghai').toInstant() },
  ])
  const now = Temporal.Instant.from('2026-11-23T02:00:00Z')
  const limit = workdays(20)

  const kernel = perSecond(20_000_000, (at) => calendar.workdayAfter(days[at] as number, 20))
  const library = perSecond(2_000, (at) => chineseDays.findWorkday(20, texts[at]).length)
  return [
    { name: '20 个工作日：内核', perSecond: kernel },
    {
      name: '20 个工作日：chinese-days findWorkday（对照）',
      perSecond: library,
      ratio: kernel / library,
      note: `内核是它的 ${Math.round(kernel / library)} 倍`,
    },
    {
      name: '20 个工作日：Temporal.PlainDate',
      perSecond: perSecond(1_000_000, (at) => dueDate(limit, dates[at] as Temporal.PlainDate, calendar).dueOn.day),
    },
    {
      name: '20 个工作日：逐日说明',
      perSecond: perSecond(
        300_000,
        (at) => dueDate(limit, dates[at] as Temporal.PlainDate, calendar).explanation.length,
      ),
    },
    {
      name: '计时器重算',
      perSecond: perSecond(300_000, (at) => clock(limit, histories[at] as ClockEvent[], calendar, now).used),
    },
  ]
}

/** The better of two runs after a warm-up; the sum is kept so that no call can be left out. */
function perSecond(times: number, work: (at: number) => number): number {
  let sum = 0
  let best = 0
  for (const rounds of [times / 10, times, times]) {
    const started = performance.now()
    for (let i = 0; i < rounds; i++) sum += work(i & (STARTS - 1))
    best = Math.max(best, (rounds / (performance.now() - started)) * 1000)
  }
  if (!Number.isFinite(sum)) throw new Error('a due date was not a number')
  return Math.round(best)
}
