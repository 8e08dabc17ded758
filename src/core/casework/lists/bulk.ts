import type { VNode } from 'preact'
import type { z } from 'zod'
import { findMatter } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import type { Typed, Working } from '../acts/act.ts'
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
      typed: Typed
      errors: FieldErrors
    }

/** 批量派出 where a kind records more than the unit: who may, what is asked once for all ticked ones, and the verb for each. */
export type BulkDispatch = {
  roles: readonly string[]
  words: { to: string; button: string }
  /** Parsed before anything is done; what is absent has to have a default, for lists over all desks ask only for the unit. */
  form: z.ZodType
  Fields(form: { typed: Typed; errors: FieldErrors }): VNode
  perform(house: Working, actor: StaffActor, matterId: string, unitId: string, typed: Typed): Promise<void>
  /** Each ticked one to where is advised for it; refuses one for which the advice is not sure. */
  advised?: {
    button: string
    keys: string
    perform(house: Working, actor: StaffActor, matterId: string): Promise<void>
  }
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
  verb: (house: Working, matterId: string, kind: string) => Promise<void>,
): Promise<{ done: string[]; refused: BulkReport['refused'] }> {
  const done: string[] = []
  const refused: BulkReport['refused'] = []
  for (const number of [...new Set(numbers)].sort()) {
    try {
      await house.db.transaction(async (savepoint) => {
        const matter = await findMatter(savepoint, actor, number)
        if (!matter) throw new Refusal('not-found', `没有找到这${measure}${word}。`, { status: 404 })
        await verb({ ...house, db: savepoint }, matter.id, matter.kind)
      })
      done.push(number)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ number, sentence: error.message })
    }
  }
  return { done, refused }
}
