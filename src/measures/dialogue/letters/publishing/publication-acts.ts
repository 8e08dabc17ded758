import { z } from 'zod'
import { readForm, type Typed, type Working, words } from '#core/casework/index.ts'
import type { MatterState } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import type { PublishedWords } from './publication.ts'
import { publicationOf } from './publications.ts'
import { correctPublication, publishLetter, withdrawPublication } from './publish-letter.ts'

const published = z.object({
  title: words('标题', { least: 4, most: 60 }),
  body: words('来信', { least: 5, most: 20_000 }),
  reply: words('答复', { least: 2, most: 20_000 }),
  isRewritten: z
    .string()
    .optional()
    .meta({ description: '标题和内容已由编辑改写的，写 yes', enum: ['yes'] })
    .transform((value) => value === 'yes'),
  secrecyReviewed: z
    .literal('yes', { error: '请逐条做保密审查后勾选，再公开。' })
    .meta({ description: '已逐条做保密审查的，写 yes' }),
})

/** What is typed for each act, by the noun in the address. */
export const publicationForms = {
  publication: published,
  correction: published.extend({ ground: words('更正说明', { least: 4, most: 200 }) }),
  withdrawal: z.object({ withdrawalGround: words('撤下理由', { least: 4, most: 200 }) }),
}

export type PublicationAct = keyof typeof publicationForms

/** 公开, 更正 or 撤下, in the caller's transaction; `NotFilled` for a form that is not filled well enough. */
export async function actOnPublication(
  working: Working,
  actor: StaffActor,
  state: MatterState,
  act: PublicationAct,
  typed: Typed,
): Promise<void> {
  if (act === 'publication') {
    await publishLetter(working, actor, state, wordsOf(readForm(publicationForms.publication, typed)))
    return
  }
  const publication = await publicationOf(working.db, state.id)
  if (publication?.status !== 'published')
    throw new Refusal('not-public', '这封信现在没有公开，无需更正或撤下。', { status: 409 })
  if (act === 'correction') {
    const input = readForm(publicationForms.correction, typed)
    await correctPublication(working, actor, state, publication, wordsOf(input), input.ground)
  } else {
    const { withdrawalGround } = readForm(publicationForms.withdrawal, typed)
    await withdrawPublication(working, actor, state, publication, withdrawalGround)
  }
}

const wordsOf = ({ title, body, reply, isRewritten }: PublishedWords & { isRewritten: boolean }) => ({
  title,
  body,
  reply,
  isRewritten,
})
