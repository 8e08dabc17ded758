import { type Block, type Issued, issuedPaper, issuePaper, type NewPaper } from '#core/documents/index.ts'
import {
  answerReading,
  askerOf,
  countingNow,
  isErased,
  type MatterEvent,
  type MatterRead,
  type MatterRow,
  type MatterState,
  readMatter,
  replay,
  type TextPart,
  textsOfMatter,
} from '#core/matters/index.ts'
import { type Unit, unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { type DuePaper, duePapers, type PaperEvents } from './due-papers.ts'
import { fullName, markOf } from './unit-names.ts'

/** A matter as it was when an event brought a paper: what its words are made from. */
export type PaperMoment<K extends string> = {
  kind: K
  row: MatterRow
  event: MatterEvent
  /** As the event left it. */
  then: MatterState
  /** From which the paper comes. */
  unit: Unit
  units: ReadonlyMap<string, Unit>
  /** What was filed, by its part; empty where there is none. */
  filed(part: TextPart): string
  /** What a member of staff wrote at this event, or with the request that it grants. */
  words: string
  /** Code of the ground of the extension that was asked for last; empty where none was. */
  extensionGround: string
  dueOn: Temporal.PlainDate | null
  datedOn: Temporal.PlainDate
}

/** `title` as printed, where it is not the one of the register. */
export type PaperForm = { title?: string | undefined; to: string; blocks: Block[] }

export type PaperWriting<K extends string> = PaperEvents<K> & {
  /** The engine's kind of the matters. */
  matter: string
  /** The unit that a paper comes from; the one that held the matter then, unless said. */
  unitId?(kind: K, then: MatterState): string
  write(moment: PaperMoment<K>, house: House): Promise<PaperForm> | PaperForm
}

/**
 * Issues those papers of a matter that are wanted, or gives those that were issued, as they are stored; none of another kind, or where the words were erased by law. Each
 * exactly once, however often it is asked for. The caller has decided who may have them.
 */
export async function issuePapers<K extends string>(
  house: House,
  papers: PaperWriting<K>,
  matterId: string,
  isWanted: (due: DuePaper<K>) => boolean,
): Promise<Issued[]> {
  const read = await readMatter(house.db, askerOf(matterId), matterId)
  if (read?.row.kind !== papers.matter || read.state.erased) return []
  const wanted = duePapers(papers, read.events, read.row.class).filter(isWanted)
  if (wanted.length === 0) return []
  let around: Around | null = null
  const issued: Issued[] = []
  for (const due of wanted) {
    const known = await issuedPaper(house, matterId, due.key)
    if (known) {
      issued.push(known)
      continue
    }
    around ??= await readAround(house, matterId)
    const moment = momentOf(papers, read, around, due)
    issued.push(await issuePaper(house, newPaper(house, papers, due, moment, await papers.write(moment, house))))
  }
  return issued
}

type Around = Awaited<ReturnType<typeof readAround>>

async function readAround(house: House, matterId: string) {
  const [units, texts, counting] = await Promise.all([
    unitDirectory(house.db),
    textsOfMatter(house.db, matterId),
    countingNow(house, house.db),
  ])
  return { units, texts, counting, timeZone: house.config.timeZone }
}

function momentOf<K extends string>(
  papers: PaperWriting<K>,
  { row, events }: MatterRead,
  { units, texts, counting, timeZone }: Around,
  { key, kind, seq }: DuePaper<K>,
): PaperMoment<K> {
  const at = events.slice(0, seq)
  const event = at.at(-1)
  if (!event) throw new Error(`no event ${seq} of ${row.id}`)
  const then = replay(row.id, at)
  const unit = units.get(papers.unitId?.(kind, then) ?? then.holder.unitId)
  if (!unit) throw new Error(`the unit of ${key} of ${row.id} is gone`)
  const textOf = (id: string | undefined): string => (id && texts.get(id)?.body) || ''
  const filed = events[0]?.type === 'opened' ? events[0].data.texts : []
  const request = at.findLast(({ type }) => type === 'extensionRequested')
  const asked = request?.type === 'extensionRequested' ? request.data : undefined
  return {
    kind,
    row,
    event,
    then,
    unit,
    units,
    filed: (name) => textOf(filed.find(({ part }) => part === name)?.id),
    words: textOf(event.type === 'extensionApproved' ? asked?.text.id : textIdOf(event)),
    extensionGround: asked?.ground ?? '',
    dueOn: answerReading(then, counting, event.occurredAt)?.dueOn ?? null,
    datedOn: dateIn(timeZone, event.occurredAt),
  }
}

function textIdOf(event: MatterEvent): string | undefined {
  if (event.type === 'paused') return event.data.noticeId
  return 'text' in event.data ? event.data.text?.id : undefined
}

function newPaper<K extends string>(
  { config }: House,
  { kinds }: PaperWriting<K>,
  due: DuePaper<K>,
  { row, unit, datedOn }: PaperMoment<K>,
  { title, to, blocks }: PaperForm,
): NewPaper {
  return {
    matterId: row.id,
    key: due.key,
    title: due.title,
    unit: { id: unit.id, name: fullName(unit, config.cityName), mark: markOf(unit, config.cityName) },
    class: kinds[due.kind].class,
    datedOn,
    visibility: due.for,
    mayKeep: async (tx) => !(await isErased(tx, row.id)),
    form: { title: title ?? due.title, to, blocks, contact: `（联系电话：${unit.phone ?? '12345'}）` },
  }
}
