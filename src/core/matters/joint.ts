import { and, eq, isNull } from 'drizzle-orm'
import { lawRuleId } from '#core/calendar/index.ts'
import { type Actor, systemActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { type Acted, type Acting, type ActOptions, act } from './act.ts'
import { readMatter } from './matters.ts'
import { openMatter } from './open-matter.ts'
import { partKind } from './part.ts'
import { matters } from './tables.ts'

const joint = systemActor('joint')

/**
 * 协办: asks other units, each by a part with a number of its own that is dispatched to it at once. `text` is what they are asked; they also see the
 * main matter. What the lead unit promised binds nobody else: a part has the law's time, or what its own unit promised. All in one transaction.
 */
export async function inviteJoint(
  house: Acting,
  actor: Actor,
  matterId: string,
  input: { unitIds: readonly string[]; text: string },
  options: ActOptions = {},
): Promise<Acted> {
  return house.db.transaction(async (tx) => {
    const within = { ...house, db: tx }
    const parts = [...new Set(input.unitIds)].map((unitId) => ({ matterId: newId(), unitId }))
    const acted = await act(within, actor, matterId, { type: 'inviteJoint', parts, text: input.text }, options)
    const main = acted.state
    for (const part of parts) {
      await openMatter(
        within,
        joint,
        {
          id: part.matterId,
          kind: partKind.name,
          class: 'part',
          channel: 'joint',
          divisionCode: main.divisionCode,
          filingUnitId: main.holder.unitId,
          texts: { ask: input.text },
          main: {
            matterId,
            unitId: main.holder.unitId,
            of: { kind: main.kind, class: main.class, marks: [...main.marks] },
          },
          rules: { accept: null, answer: main.answerRule && lawRuleId(main.answerRule) },
          ...(main.reportedUnitId ? { reportedUnitId: main.reportedUnitId } : {}),
        },
        options,
      )
      await act(within, joint, part.matterId, { type: 'dispatch', unitId: part.unitId }, options)
    }
    return acted
  })
}

/** What a part answered reaches its main matter; run by a job after the part's own act, so that neither waits for the other. Doing it twice changes nothing. */
export async function recordPartAnswer(house: Acting, partId: string): Promise<void> {
  const part = await readMatter(house.db, joint, partId)
  if (!part?.state.main || part.state.outcome === 'mainEnded' || !(part.state.answer || part.state.closedAt)) return
  await act(house, joint, part.state.main.matterId, {
    type: 'recordJointAnswer',
    matterId: partId,
    unitId: part.state.holder.unitId,
    textId: part.state.answer?.text.id ?? null,
  })
}

/** A main matter that has ended ends the parts that are still open. */
export async function endParts(house: Acting, mainId: string): Promise<void> {
  const open = await house.db
    .select({ id: matters.id })
    .from(matters)
    .where(and(eq(matters.parentId, mainId), isNull(matters.closedAt)))
  for (const { id } of open) await act(house, joint, id, { type: 'close', outcome: 'mainEnded' })
}
