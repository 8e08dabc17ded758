import { and, arrayContains, desc, eq, inArray, isNull, or } from 'drizzle-orm'
import { filesOf } from '#core/documents/index.ts'
import {
  type Contact,
  contactOf,
  kindOf,
  type MatterEvent,
  type MatterRow,
  type MatterTextRow,
  matters,
  matterTexts,
  readMatter,
  subjectToken,
  type TextPart,
} from '#core/matters/index.ts'
import { systemActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'

type HeldText = { name: string; body: string; createdAt: Temporal.Instant }

/** What is kept of one matter, as its asker may know it. */
export type HeldMatter = {
  row: MatterRow
  title: string
  texts: HeldText[]
  contact: Contact | null
  files: { name: string; bytes: number; createdAt: Temporal.Instant }[]
  isOpen: boolean
  isErased: boolean
  /** For whom it was written, when by a mandate: theirs to decide about. */
  subjectId: string | null
  /** Why it must be kept although the asker wants it deleted; the law stands in the sentence. */
  mustKeep: string | null
}

const written: Partial<Record<TextPart, string>> = {
  title: '标题',
  body: '内容',
  place: '地点',
  ask: '诉求',
  supplement: '补充说明',
  fact: '新的情况',
  remark: '评价时说的话',
  reason: '不认可的原因',
}

/** Texts of events that the asker is told, and what they are to them. */
const told: Partial<Record<MatterEvent['type'], string>> = {
  answered: '答复',
  supplementRequested: '请您补充的问题',
  reviewed: '复核意见',
  closed: '办结说明',
}

/** What the asker wrote and what they were told; how the offices talked among themselves is not about them. */
function theirTexts(
  texts: readonly MatterTextRow[],
  { askerPersonId }: MatterRow,
  events: readonly MatterEvent[],
): HeldText[] {
  const toldAs = new Map<string, string>()
  for (const event of events) {
    const name = told[event.type]
    if (name && 'text' in event.data && event.data.text) toldAs.set(event.data.text.id, name)
    // What a step of the kind's own told them in writing (受理告知, 不予受理).
    if (event.type === 'stepped' && event.data.text?.part === 'agreement') toldAs.set(event.data.text.id, '书面告知')
  }
  return texts.flatMap(({ id, part, body, createdAt, by }) => {
    const isOwn = !['reason', 'remark'].includes(part) || by === null || by === askerPersonId
    const name = toldAs.get(id) ?? (isOwn ? written[part] : undefined)
    return name ? [{ name, body, createdAt }] : []
  })
}

export async function heldOfMatter(house: House, matterId: string): Promise<HeldMatter | null> {
  const read = await readMatter(house.db, systemActor('asker'), matterId)
  if (!read) return null
  const { row, state, events } = read
  const [texts, contact, files] = await Promise.all([
    house.db.select().from(matterTexts).where(eq(matterTexts.matterId, matterId)).orderBy(matterTexts.createdAt),
    row.contactId ? contactOf(house, row.contactId) : null,
    filesOf(house.db, [matterId], ['asker', 'published']),
  ])
  return {
    row,
    title: texts.find(({ part }) => part === 'title')?.body ?? kindOf(row.kind).title,
    texts: theirTexts(texts, row, events),
    contact,
    files: files.map(({ originalName, bytes, createdAt }) => ({ name: originalName ?? '附件', bytes, createdAt })),
    isOpen: row.closedAt === null,
    isErased: state.erased,
    subjectId: state.askerSubjectId,
    mustKeep: kindOf(row.kind).mustKeep?.(state) ?? null,
  }
}

/** Ids of what somebody asked with this account, or others for them, newest first. */
export async function mattersAskedBy(house: Pick<House, 'db'>, personId: string): Promise<string[]> {
  const rows = await house.db
    .select({ id: matters.id })
    .from(matters)
    .where(
      and(
        or(eq(matters.askerPersonId, personId), arrayContains(matters.audience, [subjectToken(personId)])),
        isNull(matters.parentId),
      ),
    )
    .orderBy(desc(matters.id))
    .limit(1000)
  return rows.map(({ id }) => id)
}

/** How many letters, how many of them open, how many files. */
export async function countMatters(
  house: Pick<House, 'db'>,
  personId: string,
): Promise<{ all: number; open: number; files: number; ids: string[] }> {
  const ids = await mattersAskedBy(house, personId)
  if (ids.length === 0) return { all: 0, open: 0, files: 0, ids }
  const [open, files] = await Promise.all([
    house.db.$count(matters, and(inArray(matters.id, ids), isNull(matters.closedAt))),
    filesOf(house.db, ids, ['asker', 'published']),
  ])
  return { all: ids.length, open, files: files.length, ids }
}
