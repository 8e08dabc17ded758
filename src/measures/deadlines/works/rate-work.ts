import { audit, defineAuditActs } from '#core/people/index.ts'
import { type Actor, anyone } from '#platform/actor.ts'
import { touch } from '#platform/page-cache/index.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import { reproject, tagsOf } from './happen.ts'
import { openPublic, type Working } from './open-work.ts'
import { workRatings } from './tables.ts'

defineAuditActs({ 'work.rated': '评价民生实事' })

/**
 * A citizen says whether a work is there for them: one word each, the last counts, once every milestone has its proof. The row knows nobody: it stands under a
 * keyed hash of person and work, and the audit names the work without the person.
 */
export async function rateWork(
  house: Working,
  actor: Actor,
  number: string,
  usersSay: 'accepted' | 'notAccepted',
): Promise<void> {
  if (actor.kind !== 'citizen') throw forbidden('评价由群众本人登录后作出，请用手机号登录。')
  const { row } = await openPublic(house, number, { lock: true })
  if (!row.provedAt) throw new Refusal('not-proved', '这件实事还没有全部办成，办成以后请您来评价。', { status: 409 })
  const at = house.clock.now()
  const raterHash = house.secrets.lookupHash(`${row.id} ${actor.personId}`, 'work_ratings.rater')
  await house.db
    .insert(workRatings)
    .values({ workId: row.id, raterHash, usersSay, at })
    .onConflictDoUpdate({ target: [workRatings.workId, workRatings.raterHash], set: { usersSay, at } })
  await reproject(house.db, row.id)
  await audit(house.db, {
    actor: anyone,
    act: 'work.rated',
    subjectType: 'work',
    subjectId: row.id,
    at,
  })
  await touch(house.db, tagsOf(number))
}
