import { desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  type ActFormProps,
  type Choice,
  type DeskAct,
  type DeskDeclaration,
  type Doing,
  NotFilled,
} from '#core/casework/index.ts'
import { act, type MatterRow, matterEvents, matters, matterTexts } from '#core/matters/index.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { Alert, CheckboxField } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type CopiedFrom, copiedAnswerOf } from './copied-answer.ts'
import { copiedAnswers } from './tables.ts'

/** Before an answer is put to the head: compared, and marked where it was copied; written anew, the mark goes. In the transaction of the act. */
async function markCopied({ house, actor, matterId }: Doing, text: string): Promise<void> {
  const row = await rowOf(house.db, matterId)
  if (!row) return
  const copied = await copiedAnswerOf(house, actor, row, text)
  await house.db.delete(copiedAnswers).where(eq(copiedAnswers.matterId, matterId))
  if (copied) {
    await house.db.insert(copiedAnswers).values({
      matterId,
      unitId: row.holderUnitId,
      fromMatterId: copied.matterId,
      share: Math.round(copied.share * 100),
      at: house.clock.now(),
    })
  }
  if (row.marks.includes('copiedAnswer') === (copied !== null)) return
  await act(house, systemActor('likeness'), matterId, { type: 'mark', mark: 'copiedAnswer', on: copied !== null })
}

const seen = {
  copiedSeen: z
    .literal('yes')
    .optional()
    .meta({ description: '答复与以往雷同的，对照来信看过、适合这封信，写 yes', enum: ['yes'] }),
}

/** 提交答复: what was copied is marked before the head sees it. */
export const copiedAlso: NonNullable<NonNullable<DeskDeclaration['acts']>['also']> = {
  drafts: async (doing, { intent, replyText = '' }) => {
    if (intent !== 'save') await markCopied(doing, replyText)
  },
}

/** 审核答复: one that is marked is seen beside the letter, and that is said. */
export const approveSeen = (usual: DeskAct): DeskAct => ({
  ...usual,
  form: usual.form?.extend(seen) ?? z.object(seen),
  Fields: (form) => (
    <>
      {usual.Fields?.(form)}
      <CopiedFields {...form} />
    </>
  ),
  async perform(doing, typed) {
    const row = await rowOf(doing.house.db, doing.matterId)
    if (row?.marks.includes('copiedAnswer') && typed.copiedSeen !== 'yes')
      throw new NotFilled({
        copiedSeen: '这份答复与以往的雷同。请对照来信看一遍，适合这封信的勾选；不适合的退回修改。',
      })
    await usual.perform(doing, typed)
  },
})

function CopiedFields({ choices, errors, typed }: ActFormProps) {
  const copied = choices.own.copied?.[0]
  if (!copied) return null
  return (
    <>
      <Alert tone="warn" title="这份答复与本单位以往的答复雷同">
        <p>
          {copied.label}
          {copied.value && <a href={urls.deskLetter(copied.value)}>看那一封</a>}
        </p>
      </Alert>
      <CheckboxField
        name="copiedSeen"
        label="已对照来信看过，这样答复适合这封信"
        checked={typed.copiedSeen === 'yes'}
        error={errors.copiedSeen}
      />
    </>
  )
}

/** For the approver: from which answer most of this one was taken. */
export async function copiedChoice(
  house: Pick<House, 'secrets'> & { db: Db },
  actor: Actor,
  row: MatterRow,
): Promise<readonly Choice[]> {
  if (row.state !== 'awaitingApproval' || !row.marks.includes('copiedAnswer')) return []
  const [draft] = await house.db
    .select({ body: matterTexts.body })
    .from(matterEvents)
    .innerJoin(matterTexts, sql`${matterTexts.id}::text = ${matterEvents.data} -> 'text' ->> 'id'`)
    .where(sql`${matterEvents.matterId} = ${row.id} and ${matterEvents.type} = 'drafted'`)
    .orderBy(desc(matterEvents.seq))
    .limit(1)
  const copied = draft && (await copiedAnswerOf(house, actor, row, draft.body))
  return [{ value: copied?.number ?? '', label: copied ? copiedWords(copied) : '那一封您看不到，或者已经删除。' }]
}

const copiedWords = ({ share, title }: CopiedFrom): string =>
  `除去模板里的话，${Math.round(share * 100)}% 的内容与“${title}”的答复相同。`

async function rowOf(db: Db, matterId: string): Promise<MatterRow | undefined> {
  const [row] = await db.select().from(matters).where(eq(matters.id, matterId))
  return row
}
