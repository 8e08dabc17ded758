import { eq } from 'drizzle-orm'
import { limitText, loadRules } from '#core/calendar/index.ts'
import { type Issued, issuePaper, type NewPaper } from '#core/documents/index.ts'
import {
  answerReading,
  askerOf,
  countingNow,
  groupNumber,
  isErased,
  kindOf,
  lastStep,
  type MatterEvent,
  type MatterRead,
  readMatter,
  replay,
  textsOfMatter,
} from '#core/matters/index.ts'
import { type Unit, unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { urls } from '#urls.ts'
import { isAnswerChoice } from '../answer-types.ts'
import { readCode } from '../parties.ts'
import { letterCode, namedParties } from '../party-names.ts'
import { disclosures } from '../tables.ts'
import { type DuePaper, paperKinds, papersOf } from './paper-kinds.ts'
import { type PaperSource, paperWords } from './paper-words.ts'

/** Issues one paper, or gives the one that was issued; null where there is none, or its words were erased by law. The caller has decided who may have it. */
export async function issueDisclosurePaper(house: House, matterId: string, key: string): Promise<Issued | null> {
  const read = await readMatter(house.db, askerOf(matterId), matterId)
  const due = read?.row.kind === 'disclosure' && papersOf(read.events).find((paper) => paper.key === key)
  if (!read || !due || read.state.erased) return null
  return issuePaper(house, await paperOf(house, read, due))
}

/** The papers of one event; each exactly once, though the job be started again. */
export async function issuePapersOfEvent(house: House, matterId: string, seq: number): Promise<void> {
  const read = await readMatter(house.db, askerOf(matterId), matterId)
  if (read?.row.kind !== 'disclosure' || read.state.erased) return
  for (const due of papersOf(read.events)) if (due.seq === seq) await issuePaper(house, await paperOf(house, read, due))
}

async function paperOf(house: House, read: MatterRead, due: DuePaper): Promise<NewPaper> {
  const { row, events } = read
  const at = events.slice(0, due.seq)
  const event = at.at(-1)
  if (!event) throw new Error(`no event ${due.seq} of ${row.id}`)
  const units = await unitDirectory(house.db)
  const then = replay(row.id, at)
  const unit = units.get(then.holder.unitId)
  if (!unit) throw new Error(`the unit of ${due.key} of ${row.id} is gone`)
  const party = event.type === 'stepped' ? await partyAt(house, row.id, event.data.choice) : null
  const source = await sourceOf(house, read, { due, event, then, unit, party })
  const { title, blocks } = paperWords(source)
  const { cityName } = house.config
  const isOutside = due.kind === 'consultation' || due.kind === 'told'
  return {
    matterId: row.id,
    key: due.key,
    title: due.title,
    unit: { id: unit.id, name: fullName(unit, cityName), mark: markOf(unit, cityName) },
    class: paperKinds[due.kind].class,
    datedOn: dateIn(house.config.timeZone, event.occurredAt),
    visibility: due.for,
    mayKeep: async (tx) => !(await isErased(tx, row.id)),
    form: {
      title,
      to: isOutside ? (party?.name ?? '第三方') : '尊敬的申请人',
      blocks,
      contact: `（联系电话：${unit.phone ?? '12345'}）`,
    },
  }
}

type At = {
  due: DuePaper
  event: MatterEvent
  then: ReturnType<typeof replay>
  unit: Unit
  party: Awaited<ReturnType<typeof partyAt>>
}

async function sourceOf(
  house: House,
  { row, events }: MatterRead,
  { due, event, then, unit, party }: At,
): Promise<PaperSource> {
  const { db, config } = house
  const [texts, counting, rules, units, [kept]] = await Promise.all([
    textsOfMatter(db, row.id),
    countingNow(house, db),
    loadRules(db),
    unitDirectory(db),
    db.select().from(disclosures).where(eq(disclosures.matterId, row.id)),
  ])
  const textOf = (id: string | undefined): string => (id && texts.get(id)?.body) || ''
  const filed = events[0]?.type === 'opened' ? events[0].data.texts : []
  const today = dateIn(config.timeZone, event.occurredAt)
  const request = events.findLast((one) => one.type === 'extensionRequested' && one.seq < event.seq)
  const asked = request?.type === 'extensionRequested' ? request.data : null
  const limitOf = (id: string) => rules.on(id, today)?.limit
  const [review, opinion] = [limitOf('INF-22'), limitOf(party?.kind === 'agency' ? 'INF-14' : 'INF-13')]
  const without = (text: string) => text.replace(/内$/, '')
  const choice = event.type === 'answered' ? (event.data.choice ?? '') : ''
  return {
    kind: due.kind,
    title: textOf(filed.find(({ part }) => part === 'title')?.id) || '公开申请',
    number: groupNumber(row.number),
    receivedOn:
      lastStep(then, 'receipt') && then.answerClock[0] ? dayText(dateIn(config.timeZone, then.answerClock[0].at)) : '',
    words:
      event.type === 'extensionApproved'
        ? textOf(asked?.text.id)
        : 'text' in event.data
          ? textOf(event.data.text?.id)
          : '',
    on: event.type === 'stepped' && event.data.on ? Temporal.PlainDate.from(event.data.on) : null,
    dueOn: answerReading(then, counting, event.occurredAt)?.dueOn ?? null,
    extensionGround: (asked && kindOf(row.kind).extensionGrounds[asked.ground]) || '情况复杂',
    answer: kept && isAnswerChoice(choice) ? { choice, decision: decisionOf(kept) } : null,
    letter: party && {
      number: groupNumber(party.number),
      code: letterCode(house, party.number).replace(/(\d{3})(?=\d)/g, '$1 '),
      address: `${config.publicUrl ?? `http://${config.host}:${config.port}`}${urls.disclosureOpinion()}`,
      isAgency: party.kind === 'agency',
      days: opinion ? without(limitText(opinion)) : '15个工作日',
    },
    reviewBody: reviewBodyOf(unit, units),
    reviewWithin: review ? without(limitText(review)) : '60日',
  }
}

const decisionOf = (kept: typeof disclosures.$inferSelect) => ({
  ground: kept.decisionGround,
  place: kept.decisionPlace,
  agency: kept.decisionAgency,
  law: kept.decisionLaw,
})

async function partyAt(house: House, matterId: string, choice: string | null) {
  const { serial } = readCode(choice)
  return serial ? ((await namedParties(house, matterId)).find((one) => one.serial === serial) ?? null) : null
}

/** 复议机关 (行政复议法 第24条): of a department its government; of a government the one above; of what is led from above its own superior. */
export function reviewBodyOf(unit: Unit, units: ReadonlyMap<string, Unit>): string {
  if (unit.name.startsWith('国家')) return '上一级主管部门'
  const above = unit.ancestors.map((id) => units.get(id)).find((one) => one?.kind === 'government')
  if (unit.kind === 'government' || unit.kind === 'office')
    return above && unit.kind === 'government' ? above.name : '上一级人民政府'
  return above?.name ?? '有管辖权的行政复议机关'
}

const dayText = (date: Temporal.PlainDate): string => `${date.year}年${date.month}月${date.day}日`

/** 机关代字, as far as it follows from the names: 攀住房城乡建设局. */
const markOf = ({ shortName }: Unit, cityName: string): string =>
  `${cityName.slice(0, 1)}${shortName.replace(/^市/, '')}`

const fullName = ({ name }: Unit, cityName: string): string => (name.startsWith('市') ? `${cityName}${name}` : name)
