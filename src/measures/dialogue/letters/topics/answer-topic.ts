import { and, eq, isNull, max } from 'drizzle-orm'
import { z } from 'zod'
import { words } from '#core/casework/index.ts'
import { personalIn } from '#core/documents/index.ts'
import { defineRecordTypes, enterRecord } from '#core/ledger/index.ts'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { secrecyMark } from '../publishing/publish-letter.ts'
import { letterTopics, topicAnswers } from './tables.ts'
import { titleOf } from './topic.ts'

defineRecordTypes({ 'letterTopic.answered': '热点话题的统一答复', 'letterTopic.corrected': '更正热点话题的统一答复' })

export const answerForm = z.object({ body: words('统一答复', { least: 20, most: 5000 }) })
export const correctionForm = answerForm.extend({ ground: words('更正说明', { least: 4, most: 200 }) })

type Working = Pick<House, 'clock' | 'config'> & { db: Db }

/** Handlers and heads of the named unit write; a head of it who did not write it publishes. */
export const mayDraft = (actor: StaffActor, unitId: string | null): boolean => holds(actor, ['handler', 'head'], unitId)
export const mayPublish = (actor: StaffActor, unitId: string | null): boolean => holds(actor, ['head'], unitId)

const holds = ({ roles }: StaffActor, wanted: string[], unitId: string | null): boolean =>
  unitId !== null && roles.some((held) => held.unitId === unitId && wanted.includes(held.role))

/** The draft of the next version, written anew as often as needed; public is nothing of it. */
export async function draftTopicAnswer(
  house: Working,
  actor: StaffActor,
  id: string,
  { body, ground }: { body: string; ground: string },
): Promise<void> {
  const mark = secrecyMark.exec(body)
  if (mark) throw new Refusal('secret', `含有密级标识“${mark[0]}”，疑似涉密，不能公开。`, { field: 'body' })
  const found = personalIn(body)
  if (found !== null)
    throw new Refusal('personal', `答复是公开的，里面像是有姓名、号码或住址：“${found}”。请删去或者换一个说法。`, {
      field: 'body',
    })
  const topic = await locked(house.db, id)
  if (!topic.unitId || !topic.unitName || !mayDraft(actor, topic.unitId)) throw notFound('话题')
  await house.db.delete(topicAnswers).where(and(eq(topicAnswers.topicId, id), isNull(topicAnswers.publishedAt)))
  const [published] = await house.db
    .select({ version: max(topicAnswers.version) })
    .from(topicAnswers)
    .where(eq(topicAnswers.topicId, id))
  await house.db.insert(topicAnswers).values({
    id: newId(),
    topicId: id,
    version: (published?.version ?? 0) + 1,
    unitId: topic.unitId,
    unitName: topic.unitName,
    body,
    ground: published?.version ? ground : '',
    draftedBy: actor.personId,
    draftedAt: house.clock.now(),
  })
}

/** Public from here on, in the record and on every letter of the topic. Audit: letterTopic.answered. */
export async function publishTopicAnswer(house: Working, actor: StaffActor, id: string): Promise<void> {
  const topic = await locked(house.db, id)
  if (!mayPublish(actor, topic.unitId)) throw notFound('话题')
  const [draft] = await house.db
    .select()
    .from(topicAnswers)
    .where(and(eq(topicAnswers.topicId, id), isNull(topicAnswers.publishedAt)))
  if (!draft) throw new Refusal('no-draft', '还没有等待审核的答复稿，请刷新页面。', { status: 409 })
  if (draft.unitId !== topic.unitId)
    throw new Refusal('other-unit', '答复单位换了，原来的稿子作废，请本单位重新起草。', { status: 409 })
  if (draft.draftedBy === actor.personId) {
    throw new Refusal('own-draft', '答复稿不能由起草人自己审核，请由本单位其他负责人审核。', { status: 409 })
  }
  if (topic.isHidden) throw new Refusal('hidden', '这个话题没有公开，先请派单员公开话题。', { status: 409 })
  const at = house.clock.now()
  await house.db
    .update(topicAnswers)
    .set({ publishedBy: actor.personId, publishedAt: at })
    .where(eq(topicAnswers.id, draft.id))
  await enterRecord(house.db, {
    type: draft.version === 1 ? 'letterTopic.answered' : 'letterTopic.corrected',
    subjectType: 'letterTopic',
    subjectId: id,
    version: draft.version,
    at,
    document: {
      title: titleOf(topic),
      unitName: draft.unitName,
      body: draft.body,
      ground: draft.ground,
      answeredOn: dateIn(house.config.timeZone, at).toString(),
    },
  })
  await audit(house.db, { actor, act: 'letterTopic.answered', subjectType: 'letterTopic', subjectId: id, at })
  await touch(house.db, ['topics', `topic:${id}`])
}

async function locked(db: Db, id: string): Promise<typeof letterTopics.$inferSelect> {
  const [topic] = await db.select().from(letterTopics).where(eq(letterTopics.id, id)).for('update')
  if (!topic) throw notFound('话题')
  return topic
}
