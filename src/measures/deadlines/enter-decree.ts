import {
  type Arrangement,
  arrangementFaults,
  type CalendarEffect,
  type CalendarFollower,
  calendarWith,
  enterArrangement,
  type LineFault,
  loadCalendar,
  previewArrangement,
  readArrangementLines,
} from '#core/calendar/index.ts'
import { defineRecordTypes, enterRecord, nextVersion } from '#core/ledger/index.ts'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'

defineRecordTypes({ 'calendar.arranged': '放假安排启用或更改' })

/** As typed, or read from the file; comes back filled whatever happens. */
export type TypedDecree = { title: string; sourceUrl: string; lines: string }

export type DecreeReading =
  | { arrangement: Arrangement; effect: CalendarEffect }
  | { errors: FieldErrors; faults: LineFault[] }

/** What entering it would do; nothing is written. */
export async function readDecree(
  db: Db,
  scope: Arrangement['scope'],
  typed: TypedDecree,
  today: Temporal.PlainDate,
  followers: readonly CalendarFollower[],
): Promise<DecreeReading> {
  const { days, faults } = readArrangementLines(typed.lines)
  const errors: FieldErrors = {}
  if (!typed.title.trim()) errors.title = '请填写文件名称，例如“国务院办公厅关于2027年部分节假日安排的通知”。'
  if (typed.sourceUrl && !isWebAddress(typed.sourceUrl)) errors.sourceUrl = '来源网址应以 https:// 或 http:// 开头。'
  if (scope !== 'local' && !typed.sourceUrl.trim()) errors.sourceUrl = '请填写文件的来源网址，公众会看到这个链接。'
  if (faults.length > 0) errors.lines = `有 ${faults.length} 行要改，见“要改的行”。`
  const arrangement: Arrangement = { scope, title: typed.title.trim(), sourceUrl: typed.sourceUrl.trim(), days }
  if (faults.length === 0) {
    const [calendar, calendarThen] = await Promise.all([loadCalendar(db), calendarWith(db, arrangement)])
    const against = arrangementFaults(arrangement, { calendar, calendarThen, today })
    if (against.length > 0) errors.lines = against.slice(0, 8).join('')
  }
  if (Object.keys(errors).length > 0) return { errors, faults }
  const effect = await previewArrangement(db, arrangement, followers)
  if (effect.intoPast > 0) {
    errors.lines = `有 ${effect.intoPast} 件正在办理的事项会因此变成早已到期，没有人能在过去的日子办完（民法典第二百零三条），这样的安排不能启用。请核对新增的上班日子。`
    return { errors, faults }
  }
  return { arrangement, effect }
}

/** Puts the decree in force and moves the due dates, in the transaction given. */
export async function enterDecree(
  tx: Db,
  actor: StaffActor,
  input: { arrangement: Arrangement; at: Temporal.Instant },
  followers: readonly CalendarFollower[],
): Promise<{ moved: number }> {
  const { arrangement, at } = input
  const done = await enterArrangement(tx, arrangement, at, followers)
  const subject = { subjectType: 'calendar', subjectId: String(arrangement.scope) }
  const { title, sourceUrl } = arrangement
  await enterRecord(tx, {
    ...{ type: 'calendar.arranged', ...subject, version: await nextVersion(tx, subject), at },
    document: {
      scope: arrangement.scope,
      title,
      sourceUrl,
      days: arrangement.days.map(({ on, kind, name }) => ({ on: on.toString(), kind, name })),
    },
  })
  await touch(tx, ['calendar'])
  const details = { days: arrangement.days.length, moved: done.moved }
  await audit(tx, {
    actor,
    act: 'enterDecree',
    subjectType: 'calendar',
    subjectId: String(arrangement.scope),
    at,
    details,
  })
  return done
}

/** A year that may be given a decree: from the first that was, to the one after next. */
export function decreeScope(text: string, today: Temporal.PlainDate): Arrangement['scope'] {
  if (text === 'local') return 'local'
  const year = /^\d{4}$/.test(text) ? Number(text) : 0
  if (year >= 2004 && year <= today.year + 2) return year
  throw new Refusal('no-such-year', `没有找到这个年份的放假安排，可以录入的是2004年至${today.year + 2}年。`, {
    status: 404,
  })
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text.trim())
  return url?.protocol === 'https:' || url?.protocol === 'http:'
}
