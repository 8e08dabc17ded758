import { type Issued, issuePaper, type NewPaper } from '#core/documents/index.ts'
import {
  answerReading,
  askerOf,
  countingNow,
  groupNumber,
  isErased,
  type MatterEvent,
  type MatterRead,
  readMatter,
  replay,
  textsOfMatter,
} from '#core/matters/index.ts'
import { type Unit, unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { type DuePaper, paperKinds, papersOf } from './paper-kinds.ts'
import { paperWords } from './paper-words.ts'

/**
 * Issues one paper of a petition, or gives the one that was issued; null where there is no such paper, or its words were erased by law. The caller has
 * decided who may have it.
 */
export async function issuePetitionPaper(house: House, matterId: string, key: string): Promise<Issued | null> {
  const read = await readMatter(house.db, askerOf(matterId), matterId)
  if (read?.row.kind !== 'petition' || read.state.erased) return null
  const due = papersOf(read.events, read.row.class).find((paper) => paper.key === key)
  return due ? issuePaper(house, await paperOf(house, read, due)) : null
}

/** The paper of one event; exactly once, though the job be started again. */
export async function issuePaperOfEvent(house: House, matterId: string, seq: number): Promise<void> {
  const read = await readMatter(house.db, askerOf(matterId), matterId)
  if (read?.row.kind !== 'petition' || read.state.erased) return
  const due = papersOf(read.events, read.row.class).find((paper) => paper.seq === seq)
  if (due) await issuePaper(house, await paperOf(house, read, due))
}

async function paperOf(house: House, { row, events }: MatterRead, due: DuePaper): Promise<NewPaper> {
  const at = events.slice(0, due.seq)
  const event = at.at(-1)
  if (!event) throw new Error(`no event ${due.seq} of ${row.id}`)
  const [units, texts, counting] = await Promise.all([
    unitDirectory(house.db),
    textsOfMatter(house.db, row.id),
    countingNow(house, house.db),
  ])
  const textOf = (id: string | undefined): string => (id && texts.get(id)?.body) || ''
  const filed = events[0]?.type === 'opened' ? events[0].data.texts : []
  const then = replay(row.id, at)
  const unit = units.get(then.holder.unitId)
  if (!unit) throw new Error(`the unit of ${due.key} of ${row.id} is gone`)
  const { timeZone, cityName } = house.config
  const { title, blocks } = paperWords({
    kind: due.kind,
    event,
    petition: {
      class: row.class,
      title: textOf(filed.find(({ part }) => part === 'title')?.id) || '信访事项',
      number: groupNumber(row.number),
      filedOn: dayText(dateIn(timeZone, row.openedAt)),
    },
    dueOn: answerReading(then, counting, event.occurredAt)?.dueOn ?? null,
    words: textOf(wordsOf(event, at)),
  })
  return {
    matterId: row.id,
    key: due.key,
    title: due.title,
    unit: { id: unit.id, name: unit.name, mark: markOf(unit, cityName) },
    class: paperKinds[due.kind].class,
    datedOn: dateIn(timeZone, event.occurredAt),
    visibility: 'asker',
    mayKeep: async (tx) => !(await isErased(tx, row.id)),
    form: { title, to: '尊敬的信访人', blocks, contact: `（联系电话：${unit.phone ?? '12345'}）` },
  }
}

const dayText = (date: Temporal.PlainDate): string => `${date.year}年${date.month}月${date.day}日`

/** The text that the paper is about: of the event, or of the request that it grants. */
function wordsOf(event: MatterEvent, events: readonly MatterEvent[]): string | undefined {
  if (event.type === 'extensionApproved')
    return events.findLast((earlier) => earlier.type === 'extensionRequested')?.data.text.id
  if (event.type === 'paused') return event.data.noticeId
  return 'text' in event.data ? event.data.text?.id : undefined
}

/** 机关代字, as far as it follows from the names: 攀住房城乡建设局. */
const markOf = ({ shortName }: Unit, cityName: string): string =>
  `${cityName.slice(0, 1)}${shortName.replace(/^市/, '')}`
