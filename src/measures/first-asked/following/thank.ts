import { eventsOf, findMatter, replay } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { thanks } from '../tables.ts'

/** 感谢：once, after an answer, by whoever asked; no words are taken, so none can hurt or be kept. */
export async function thank(tx: Transaction, asker: Actor, matterId: string, at: Temporal.Instant): Promise<void> {
  if (!(await findMatter(tx, asker, matterId))) throw notFound('首问事项')
  const { answer, firstAsked } = replay(matterId, await eventsOf(tx, matterId))
  if (!answer) throw new Refusal('not-answered', '还没有答复，有了结果再表达感谢也不迟。')
  const written = await tx
    .insert(thanks)
    .values({ matterId, firstAskedUnitId: firstAsked.unitId, answeredUnitId: answer.unitId, at })
    .onConflictDoNothing()
    .returning({ matterId: thanks.matterId })
  if (written.length === 0) throw new Refusal('already-thanked', '您已经表达过感谢，我们转达了。')
}
