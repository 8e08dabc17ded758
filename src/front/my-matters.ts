import { and, arrayContains, desc, eq, isNull, lt, or } from 'drizzle-orm'
import { matters, matterTexts, stateWords, subjectToken } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { isId } from '#platform/id.ts'

export type MyMatter = {
  id: string
  number: string
  title: string
  openedAt: Temporal.Instant
  state: string
  isOpen: boolean
  /** Answered and waiting for the citizen's word. */
  isMyTurn: boolean
  dueOn: Temporal.PlainDate | null
}

const pageSize = 30

/** What a citizen has asked of the government, or whoever they act for now, newest first; parts of joint handling are the offices' business. */
export async function mattersOf(
  db: Db,
  citizen: Extract<Actor, { kind: 'citizen' }>,
  after: string | undefined,
): Promise<{ rows: MyMatter[]; next: string | null }> {
  const found = await db
    .select({
      id: matters.id,
      number: matters.number,
      title: matterTexts.body,
      openedAt: matters.openedAt,
      state: matters.state,
      closedAt: matters.closedAt,
      dueOn: matters.dueOn,
    })
    .from(matters)
    .leftJoin(matterTexts, and(eq(matterTexts.matterId, matters.id), eq(matterTexts.part, 'title')))
    .where(
      and(
        citizen.acting
          ? arrayContains(matters.audience, [subjectToken(citizen.acting.subjectId)])
          : or(
              eq(matters.askerPersonId, citizen.personId),
              arrayContains(matters.audience, [subjectToken(citizen.personId)]),
            ),
        isNull(matters.parentId),
        after && isId(after) ? lt(matters.id, after) : undefined,
      ),
    )
    .orderBy(desc(matters.id))
    .limit(pageSize + 1)
  const rows = found.slice(0, pageSize).map(({ closedAt, title, state, dueOn, ...row }) => ({
    ...row,
    title: title ?? '（内容已依法删除）',
    state: stateWords[state],
    isOpen: closedAt === null,
    isMyTurn: state === 'answered',
    dueOn: closedAt === null && state !== 'answered' ? dueOn : null,
  }))
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null }
}
