import { z } from 'zod'
import { act } from '#core/matters/index.ts'
import { systemActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { cleanText, countCharacters } from '#platform/typed-text.ts'
import type { FieldErrors } from '#ui/index.ts'
import { isCode } from '../disclosure.ts'
import { opinions, partyCode } from '../parties.ts'
import type { OpenedLetter } from './find-letter.ts'

export type TypedOpinion = { opinion: string; reasons: string }

const reasonsField = z
  .string()
  .transform(cleanText)
  .refine((text) => countCharacters(text) <= 2000, '理由最多 2000 字，请写短一些。')

/** What was typed, or sentences by field. */
export function readOpinion(
  typed: TypedOpinion,
): { ok: true; opinion: string; text: string } | { ok: false; errors: FieldErrors } {
  if (!isCode(opinions, typed.opinion)) return { ok: false, errors: { opinion: '请选择是否同意公开。' } }
  const reasons = reasonsField.safeParse(typed.reasons)
  if (reasons.success) return { ok: true, opinion: typed.opinion, text: reasons.data }
  return { ok: false, errors: { reasons: reasons.error.issues[0]?.message ?? '请检查理由。' } }
}

export type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Transaction }

/** 提出意见 (第32、34条). Whoever has the letter speaks for the party; the step itself names them by their serial. */
export async function giveOpinion(
  house: Working,
  { matterId, serial }: OpenedLetter,
  { opinion, text }: { opinion: string; text: string },
): Promise<void> {
  const choice = partyCode(opinion, serial)
  await act(house, systemActor('letter'), matterId, { type: 'step', step: 'opinion', choice, ...(text && { text }) })
}

/** 签收征求意见书 by the unit itself: its time runs from today, and that of the answer stands. */
export async function receiveLetter(house: Working, { matterId, serial }: OpenedLetter): Promise<void> {
  const on = house.clock.now().toZonedDateTimeISO(house.config.timeZone).toPlainDate()
  const choice = partyCode('at', serial)
  await act(house, systemActor('letter'), matterId, { type: 'step', step: 'letterReceived', choice, on })
}
