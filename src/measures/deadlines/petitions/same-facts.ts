import { and, eq, inArray, or, type SQL } from 'drizzle-orm'
import type { RulesInWords } from '#core/calendar/index.ts'
import { contacts, matters } from '#core/matters/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { Refusal } from '#platform/refusal.ts'
import { petitions } from './tables.ts'

/** One matter of a chain, as far as it says whether the same facts may be brought again. */
export type Earlier = { class: string; state: string; outcome: string | null; isOpen: boolean }

/**
 * The same facts by the same person again: while they are being handled nobody else accepts them (第19条, PET-14), after 复核 nobody at all (第36条), and where an
 * opinion was given the way on is 复查. New facts are a new petition, but what is under way takes them as a supplement. Null where nothing stands against it.
 */
export function refuseAgain(chain: readonly Earlier[], hasNewFacts: boolean, rule: RulesInWords): Refusal | null {
  const refuse = (code: string, sentence: string) => new Refusal(code, sentence, { field: 'newFacts', status: 422 })
  if (chain.some(({ isOpen }) => isOpen))
    return refuse(
      'already-accepted',
      '您反映的同一事项已经登记，正在办理，其他机关和上级不再重复受理（信访工作条例 第19条）。请凭编号和查询码在“查进度”查看；有新的情况，在那里补充。',
    )
  if (hasNewFacts) return null
  const answered = chain.filter(({ outcome }) => outcome === 'answered')
  if (answered.some((one) => one.class === 'finalReview'))
    return refuse(
      'concluded',
      '这件事已经出具复核意见，信访终结，仍以同一事实和理由提出的不再受理（信访工作条例 第36条）。有新的事实和理由，请写清楚并勾选“有新的事实”。',
    )
  if (answered.length > 0)
    return refuse(
      'has-opinion',
      `这件事已经出具意见。不服的，请在收到意见书之日起${rule('PET-7-ask').span}内，凭编号和查询码在“查进度”申请复查、复核。有新的事实和理由，请写清楚并勾选“有新的事实”。`,
    )
  return null
}

/** Blanks and marks do not make other facts. */
export const wordsHashOf = (
  { secrets }: Pick<House, 'secrets'>,
  { phone, claim, facts }: { phone: string; claim: string; facts: string },
): Buffer => {
  const plain = `${claim}${facts}`.normalize('NFKC').replace(/[\s\p{P}]/gu, '')
  return secrets.lookupHash(`${phone}\0${plain}`, 'petitions.words')
}

/** Every matter of the chains that the same person began with the same words, or that they name by number; the phone has to be theirs. */
export async function earlierChains(
  house: Pick<House, 'secrets'> & { db: Db },
  typed: { phone: string; claim: string; facts: string; earlier: string },
): Promise<Earlier[]> {
  if (typed.phone === '') return []
  const phoneHash = house.secrets.lookupHash(typed.phone, 'contacts.phone')
  const same: SQL[] = [eq(petitions.wordsHash, wordsHashOf(house, typed))]
  if (typed.earlier) same.push(eq(matters.number, typed.earlier))
  const roots = await house.db
    .select({ rootId: petitions.rootId })
    .from(petitions)
    .innerJoin(matters, eq(matters.id, petitions.matterId))
    .innerJoin(contacts, eq(contacts.id, matters.contactId))
    .where(and(eq(contacts.phoneHash, phoneHash), or(...same)))
    .limit(20)
  if (roots.length === 0) return []
  const found = await house.db
    .select({ class: matters.class, state: matters.state, outcome: matters.outcome, closedAt: matters.closedAt })
    .from(petitions)
    .innerJoin(matters, eq(matters.id, petitions.matterId))
    .where(
      inArray(
        petitions.rootId,
        roots.map(({ rootId }) => rootId),
      ),
    )
  return found.map(({ closedAt, ...one }) => ({ ...one, isOpen: closedAt === null }))
}
