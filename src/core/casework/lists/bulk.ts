import { findMatter } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Working } from '../acts/act.ts'
import type { UnitChoice } from '../acts/find-unit.ts'
import type { DeskWords } from '../desk-words.ts'

/** What a list offers to do to all ticked rows. */
export type Bulk =
  | { kind: 'sign'; list: string; formKey: string; error?: string; ticked: readonly string[] }
  | {
      kind: 'dispatch'
      list: string
      formKey: string
      error?: string
      ticked: readonly string[]
      units: UnitChoice[]
      typedUnit?: string
    }

export type BulkReport = { title: string; refused: { number: string; sentence: string }[] }

/**
 * The same verb for each row, each in a savepoint of its own: what is refused leaves the others done. In the order of the numbers, so that two
 * clerks who tick the same rows wait for each other instead of for ever.
 */
export async function actOnEach(
  house: Omit<Working, 'db'> & { db: Transaction },
  actor: StaffActor,
  numbers: readonly string[],
  { matter: word, measure }: DeskWords,
  verb: (house: Working, matterId: string) => Promise<void>,
): Promise<{ done: string[]; refused: BulkReport['refused'] }> {
  const done: string[] = []
  const refused: BulkReport['refused'] = []
  for (const number of [...new Set(numbers)].sort()) {
    try {
      await house.db.transaction(async (savepoint) => {
        const matter = await findMatter(savepoint, actor, number)
        if (!matter) throw new Refusal('not-found', `没有找到这${measure}${word}。`, { status: 404 })
        await verb({ ...house, db: savepoint }, matter.id)
      })
      done.push(number)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ number, sentence: error.message })
    }
  }
  return { done, refused }
}
