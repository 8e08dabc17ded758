import { Open311Refusal } from './answer.ts'
import { isServiceCode, type ServiceCode } from './services.ts'

export type Status = 'open' | 'closed'

export type RequestsQuery =
  | { ids: readonly string[] }
  | { codes: readonly ServiceCode[]; statuses: readonly Status[]; from: Temporal.Instant; to: Temporal.Instant }

/** GeoReport v2: a range may not span more, and is the last so many days where none is given. */
const span = { hours: 90 * 24 }
const mostIds = 1000

/** What a list is asked for. Arguments that are empty count as not given; `service_request_id` overrides all others. */
export function readQuery(asked: Readonly<Record<string, string>>, now: Temporal.Instant): RequestsQuery {
  const ids = listed(asked.service_request_id)
  if (ids.length > mostIds) throw new Open311Refusal(400, `service_request_id 一次最多 ${mostIds} 个。`)
  if (ids.length > 0) return { ids }
  const codes = listed(asked.service_code)
  const strange = codes.find((code) => !isServiceCode(code))
  if (strange !== undefined)
    throw new Open311Refusal(404, `没有“${strange.slice(0, 40)}”这个 service_code。可用的见 services。`)
  const statuses = listed(asked.status)
  if (statuses.some((status) => status !== 'open' && status !== 'closed'))
    throw new Open311Refusal(400, 'status 应是 open 或 closed，两个都要用逗号隔开。')
  const start = momentIn('start_date', asked.start_date)
  const end = momentIn('end_date', asked.end_date)
  const from = start ?? (end ?? now).subtract(span)
  const until = end ?? from.add(span)
  const to = end || Temporal.Instant.compare(until, now) < 0 ? until : now
  if (Temporal.Instant.compare(from, until) > 0) throw new Open311Refusal(400, 'start_date 晚于 end_date。')
  if (Temporal.Instant.compare(from.add(span), until) < 0)
    throw new Open311Refusal(400, 'start_date 到 end_date 最多 90 天，请分几次查。')
  return { codes: codes.filter(isServiceCode), statuses: statuses as Status[], from, to }
}

const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

/** W3C date and time with its offset; a `+` that an address turned into a space is one all the same. */
function momentIn(name: string, text: string | undefined): Temporal.Instant | null {
  const given = (text ?? '').trim().replace(' ', '+')
  if (given === '') return null
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/
  try {
    if (form.test(given)) return Temporal.Instant.from(given)
  } catch {
    // A day that the calendar does not have.
  }
  throw new Open311Refusal(400, `${name} 应是带时区的时间，例如 2026-01-01T00:00:00Z 或 2026-01-01T08:00:00+08:00。`)
}
