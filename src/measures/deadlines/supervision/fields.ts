import { z } from 'zod'

/** A text that somebody must write: `what` is its name in the sentence. */
export const words = (what: string, { least = 2, most = 500 }: { least?: number; most?: number } = {}) =>
  z
    .string({ error: `请填写${what}。` })
    .transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim())
    .refine((text) => text !== '', { error: `请填写${what}。`, abort: true })
    .refine((text) => [...text].length >= least, { error: `${what}太短了，请至少写 ${least} 个字。`, abort: true })
    .refine((text) => [...text].length <= most, { error: `${what}太长了，最多 ${most} 字，请删短一些。` })
