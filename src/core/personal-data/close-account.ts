import { forgetRegistrationsOf } from '#core/gatherings/index.ts'
import { erase, isErased } from '#core/matters/index.ts'
import { forgetAddressee } from '#core/notices/index.ts'
import { audit, defineAuditActs, forgetPerson } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { retention } from '#platform/retention.ts'
import { type HeldMatter, heldOfMatter, mattersAskedBy } from './held-matters.ts'

defineAuditActs({ closeOwnAccount: '注销自己的账号', copyData: '带走自己的个人信息' })

type Citizen = Extract<Actor, { kind: 'citizen' }>

/** What closing the account does to each letter: `now` is erased at once, `later` once it has ended, `kept` for its time with the law that says so. */
export type Closing = { now: HeldMatter[]; later: HeldMatter[]; kept: HeldMatter[] }

const forOthers = `您替家人、企业写的信是他们的，由他们决定；没有要求删除的，办结满 ${retention.endedMatters.years} 年自动删除（本市自定）。`

export async function closingOf(house: House, personId: string): Promise<Closing> {
  const closing: Closing = { now: [], later: [], kept: [] }
  for (const id of await mattersAskedBy(house, personId)) {
    const held = await heldOfMatter(house, id)
    if (!held || held.isErased) continue
    if (held.subjectId && held.subjectId !== personId) closing.kept.push({ ...held, mustKeep: forOthers })
    else closing[held.mustKeep ? 'kept' : held.isOpen ? 'later' : 'now'].push(held)
  }
  return closing
}

/**
 * 注销 (个人信息保护法 第47条): the person, their messages and what has ended of their letters, in one transaction. Open letters go on by number and code, and
 * `forgetEnded` erases them once they have ended.
 */
export async function closeAccount(house: House, tx: Transaction, actor: Citizen): Promise<void> {
  const at = house.clock.now()
  const { now, later, kept } = await closingOf(house, actor.personId)
  for (const { row } of now) {
    if (!(await isErased(tx, row.id))) await erase({ ...house, db: tx }, actor, row.id, 'account-closed')
  }
  await forgetRegistrationsOf(tx, actor.personId)
  await forgetAddressee(tx, actor.personId)
  await forgetPerson(tx, actor.personId, at)
  await audit(tx, {
    actor,
    act: 'closeOwnAccount',
    subjectType: 'person',
    subjectId: actor.personId,
    at,
    details: { erased: now.length, later: later.length, kept: kept.length },
  })
}
