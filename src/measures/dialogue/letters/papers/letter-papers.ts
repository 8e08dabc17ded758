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
import { allDivisions, divisionPath, type Unit, unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { classifiedOf, classTitle } from '../letter.ts'
import { type DuePaper, paperKinds, papersOf } from './paper-kinds.ts'
import { type PaperSource, paperWords } from './paper-words.ts'

/**
 * Issues one paper of a letter, or gives the one that was issued; null where there is no such paper, or its words were erased by law. The caller has
 * decided who may have it.
 */
export async function issueLetterPaper(house: House, matterId: string, key: string): Promise<Issued | null> {
  const read = await readMatter(house.db, askerOf(matterId), matterId)
  const due = read?.row.kind === 'letter' && papersOf(read.events).find((paper) => paper.key === key)
  if (!read || !due || read.state.erased) return null
  return issuePaper(house, await paperOf(house, read, due))
}

/** The papers of one event; each exactly once, though the job be started again. */
export async function issuePapersOfEvent(house: House, matterId: string, seq: number): Promise<void> {
  const read = await readMatter(house.db, askerOf(matterId), matterId)
  if (read?.row.kind !== 'letter' || read.state.erased) return
  for (const due of papersOf(read.events)) {
    if (due.seq === seq) await issuePaper(house, await paperOf(house, read, due))
  }
}

async function paperOf(house: House, { row, events, state }: MatterRead, due: DuePaper): Promise<NewPaper> {
  const at = events.slice(0, due.seq)
  const event = at.at(-1)
  if (!event) throw new Error(`no event ${due.seq} of ${row.id}`)
  const [units, divisions, texts, counting] = await Promise.all([
    unitDirectory(house.db),
    allDivisions(house.db),
    textsOfMatter(house.db, row.id),
    countingNow(house, house.db),
  ])
  const textOf = (id: string | undefined): string => (id && texts.get(id)?.body) || ''
  const filed = events[0]?.type === 'opened' ? events[0].data.texts : []
  const part = (name: string) => textOf(filed.find((text) => text.part === name)?.id)
  const then = replay(row.id, at)
  const unit = units.get(unitIdOf(due, then))
  if (!unit) throw new Error(`the unit of ${due.key} of ${row.id} is gone`)
  const { timeZone } = house.config
  const { kind } = due
  const source: PaperSource = {
    kind,
    event,
    letter: {
      title: part('title') || '来信',
      body: [part('body'), part('place') && `地点：${part('place')}`].filter(Boolean).join('\n'),
      number: groupNumber(row.number),
      filedOn: dayText(dateIn(timeZone, row.openedAt)),
      className: classTitle(classifiedOf(then)),
      place: divisionPath(divisions, row.divisionCode),
      isReport: state.class === 'report',
    },
    handlerName: (event.type === 'dispatched' && units.get(event.data.unitId)?.name) || '承办单位',
    dueOn: answerReading(then, counting, event.occurredAt)?.dueOn ?? null,
    words: textOf(wordsOf(event, at)),
    extensionGround: lastRequest(at)?.data.ground ?? '',
  }
  const { title, blocks } = paperWords(source)
  return {
    matterId: row.id,
    key: due.key,
    title: due.title,
    unit: { id: unit.id, name: fullName(unit, house.config.cityName), mark: markOf(unit, house.config.cityName) },
    class: paperKinds[kind].class,
    datedOn: dateIn(timeZone, event.occurredAt),
    visibility: due.for,
    mayKeep: async (tx) => !(await isErased(tx, row.id)),
    form: {
      title,
      to: kind === 'assignment' ? source.handlerName : '尊敬的来信人',
      blocks,
      contact: `（联系电话：${unit.phone ?? '12345'}）`,
    },
  }
}

const dayText = (date: Temporal.PlainDate): string => `${date.year}年${date.month}月${date.day}日`

/** Answers and what belongs to the handling come from the unit that handled it then, everything else from the filing desk. */
function unitIdOf({ kind }: DuePaper, then: ReturnType<typeof replay>): string {
  const byHolder = ['supplement', 'extension', 'pause', 'answer', 'secondAnswer'].includes(kind)
  return byHolder ? then.holder.unitId : then.filingUnitId
}

/** The text that the paper is about: of the event, or of the request that it grants. */
function wordsOf(event: MatterEvent, events: readonly MatterEvent[]): string | undefined {
  if (event.type === 'extensionApproved') return lastRequest(events)?.data.text.id
  if (event.type === 'paused') return event.data.noticeId
  return 'text' in event.data ? event.data.text?.id : undefined
}

const lastRequest = (events: readonly MatterEvent[]) => events.findLast((event) => event.type === 'extensionRequested')

/** 机关代字, as far as it follows from the names: 攀市长信箱, 攀住房城乡建设局. */
const markOf = ({ shortName }: Unit, cityName: string): string =>
  `${cityName.slice(0, 1)}${shortName.replace(/^市(?!长)/, '').replace(/信箱办公室$/, '信箱')}`

/** The name in full: the mailbox's own is 市长信箱办公室, of whichever city. */
const fullName = ({ name }: Unit, cityName: string): string => (name.startsWith('市') ? `${cityName}${name}` : name)
