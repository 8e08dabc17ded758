import { z } from 'zod'
import { askerWords, ratingForm, readActs, rejectionForm, usualCommands, usualForms } from '#core/following/index.ts'
import type { Command } from '#core/matters/index.ts'
import { rejectionReasons } from '../inquiry.ts'

export const mostWords = 1000

const limits = { most: mostWords }
const { supplements, acceptance, withdrawal, reopening } = usualForms(limits)

/** What is sent for each act, by the noun in the address. */
export const inquiryForms = {
  supplements,
  acceptance,
  rejection: rejectionForm(rejectionReasons, askerWords('哪里还没办成', null, limits)),
  rating: ratingForm({ unsaid: '请选择事情办成了没有。', solved: '办成了吗', satisfied: '满意吗，5 最满意' }),
  withdrawal,
  reopening,
  thanks: z.object({}),
}
export type InquiryAct = keyof typeof inquiryForms

/** The engine's command; null for 感谢, which changes nothing in the matter. */
export const inquiryActs = readActs<typeof inquiryForms, Command | null>(inquiryForms, {
  ...usualCommands,
  thanks: () => null,
})
