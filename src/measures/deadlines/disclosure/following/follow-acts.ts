import { z } from 'zod'
import { readActs } from '#core/following/index.ts'
import type { Command } from '#core/matters/index.ts'
import { cleanText, countCharacters } from '#platform/typed-text.ts'

const words = (empty: string) =>
  z
    .string()
    .default('')
    .transform(cleanText)
    .refine((text) => text !== '', empty)
    .refine((text) => countCharacters(text) <= 2000, '最多 2000 字，请写短一些。')

const forms = {
  corrections: z.object({ corrections: words('请写明补正的内容：要哪一份、哪一年、关于什么。') }),
  reasons: z.object({ reasons: words('请写明为什么需要这些信息。') }),
  withdrawal: z.object({}),
}
export type FollowAct = keyof typeof forms

export const followActs = readActs<typeof forms, Command>(forms, {
  corrections: ({ corrections }) => ({ type: 'step', step: 'corrected', text: corrections }),
  reasons: ({ reasons }) => ({ type: 'step', step: 'reasonsGiven', text: reasons }),
  withdrawal: () => ({ type: 'withdraw' }),
})
