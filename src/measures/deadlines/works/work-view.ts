import { type FileRow, filesOf } from '#core/documents/index.ts'
import type { InRecord } from '#core/ledger/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { eventsInRecord } from './enter-event.ts'
import { eventTitles, findingWords, isOpen, resultWords, usersSayWords } from './event-words.ts'
import { ratingsSince } from './happen.ts'
import type { OpenWork } from './open-work.ts'
import type { WorkEventRow } from './tables.ts'
import { isBefore, isPastDue, sourceNames, type WorkSource, type WorkState } from './work.ts'

export type ShownFile = { id: string; name: string; bytes: number }

export type ShownMilestone = {
  position: number
  title: string
  dueOn: Temporal.PlainDate
  /** The dates before the giver moved it, oldest first, each with the reason. */
  movedFrom: { on: Temporal.PlainDate; reason: string }[]
  provedOn: Temporal.PlainDate | null
  isLate: boolean
  result: string | null
  files: ShownFile[]
}

export type ShownEvent = {
  id: string
  title: string
  at: Temporal.Instant
  unit: string
  milestone: string | null
  /** 属实；使用方认可；2026-11-30 → 2026-12-20 */
  said: string[]
  words: string | null
  files: ShownFile[]
  /** Of a work that is public. */
  record: InRecord | undefined
}

/** One work as a page tells it: units and dates, no person. */
export type WorkView = {
  number: string
  year: number
  source: WorkSource
  sourceName: string
  title: string
  goal: string
  basis: string | null
  state: WorkState
  isPastDue: boolean
  leadUnit: string
  jointUnits: string[]
  userUnits: string[]
  giverUnit: string
  givenOn: Temporal.PlainDate
  startsOn: Temporal.PlainDate
  milestones: ShownMilestone[]
  history: ShownEvent[]
  isProved: boolean
  confirmedOn: Temporal.PlainDate | null
  ratings: { accepted: number; all: number }
}

/** `everybody`: only what is published of words and files. */
export async function viewWork(
  { db, config }: Pick<House, 'db' | 'config'>,
  work: OpenWork,
  { everybody }: { everybody: boolean },
): Promise<WorkView> {
  const { row, units, today } = work
  const ids = work.events.map(({ id }) => id)
  const [files, ratings, inRecord] = await Promise.all([
    filesOf(db, ids, everybody ? ['published'] : undefined),
    row.provedAt ? ratingsSince(db, row.id, row.provedAt) : null,
    eventsInRecord(db, ids),
  ])
  const nameOf = (id: string) => units.get(id)?.shortName ?? '原单位'
  const about: About = { work, files, inRecord, everybody, nameOf, dayOf: (at) => dateIn(config.timeZone, at) }
  return {
    number: row.number,
    year: row.year,
    source: row.source,
    sourceName: sourceNames[row.source],
    title: row.title,
    goal: row.goal,
    basis: row.basis,
    state: work.state,
    isPastDue: isPastDue(row, today),
    leadUnit: nameOf(row.leadUnitId),
    jointUnits: row.jointUnitIds.map(nameOf),
    userUnits: row.userUnitIds.map(nameOf),
    giverUnit: nameOf(row.giverUnitId),
    givenOn: about.dayOf(row.givenAt),
    startsOn: row.startsOn,
    milestones: work.milestones.map((milestone) => shownMilestone(milestone, about)),
    history: work.events.map((event) => shownEvent(event, about)),
    isProved: row.provedAt !== null,
    confirmedOn: row.confirmedAt && about.dayOf(row.confirmedAt),
    ratings: { accepted: ratings?.accepted ?? 0, all: ratings?.all ?? 0 },
  }
}

type About = {
  inRecord: ReadonlyMap<string, InRecord>
  work: OpenWork
  files: FileRow[]
  everybody: boolean
  nameOf: (id: string) => string
  dayOf: (at: Temporal.Instant) => Temporal.PlainDate
}

function shownMilestone(milestone: OpenWork['milestones'][number], about: About): ShownMilestone {
  const events = about.work.events.filter(({ milestoneId }) => milestoneId === milestone.id)
  const proof = milestone.provedAt ? events.findLast(({ type }) => type === 'proofGiven') : undefined
  return {
    position: milestone.position,
    title: milestone.title,
    dueOn: milestone.dueOn,
    movedFrom: events.flatMap(({ type, data, words }) =>
      type === 'dateMoved' && data.from ? [{ on: Temporal.PlainDate.from(data.from), reason: words ?? '' }] : [],
    ),
    provedOn: milestone.provedAt && about.dayOf(milestone.provedAt),
    isLate: !milestone.provedAt && isBefore(milestone.dueOn, about.work.today),
    result: proof ? wordsOf(proof, about) : null,
    files: proof ? filesOfEvent(proof.id, about) : [],
  }
}

function shownEvent(event: WorkEventRow, about: About): ShownEvent {
  const milestone = about.work.milestones.find(({ id }) => id === event.milestoneId)
  return {
    id: event.id,
    title: eventTitles[event.type],
    at: event.at,
    unit: about.nameOf(event.unitId),
    milestone: milestone ? `${milestone.position}. ${milestone.title}` : null,
    said: saidBy(event),
    words: wordsOf(event, about),
    files: filesOfEvent(event.id, about),
    record: about.inRecord.get(event.id),
  }
}

function saidBy({ data, type }: WorkEventRow): string[] {
  return [
    ...(data.from && data.to ? [`${data.from} 改为 ${data.to}`] : []),
    ...(data.visitedOn ? [`${data.visitedOn} 走访`] : []),
    ...(data.finding ? [`报告${findingWords[data.finding]}`] : []),
    ...(data.usersSay ? [usersSayWords[data.usersSay]] : []),
    ...(data.expectedOn ? [`预计 ${data.expectedOn} 办成`] : []),
    ...(data.answerBy ? [`应当在 ${data.answerBy} 前决定`] : []),
    ...(data.result ? [resultWords[data.result]] : []),
    ...(data.sampleId ? ['抽样抽到'] : []),
    ...(type === 'proofReturned' ? ['理由见上一条，节点重新算作没有办成'] : []),
  ]
}

const wordsOf = (event: WorkEventRow, { everybody }: About): string | null =>
  everybody && !isOpen(event) ? null : event.words

const filesOfEvent = (id: string, { files }: About): ShownFile[] =>
  files
    .filter(({ matterId }) => matterId === id)
    .map((file) => ({ id: file.id, name: file.originalName ?? `附件.${file.extension}`, bytes: file.bytes }))
