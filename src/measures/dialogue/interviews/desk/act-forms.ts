import { z } from 'zod'
import { lineField } from '#platform/http/form-fields.ts'
import { linkField, wordsField } from './interview-form.ts'

export const passForm = z.object({ name: lineField('公开的称呼', 1, 20), body: wordsField('公开的问题', 4, 1000) })

const speaker = (speakers: readonly string[]) =>
  z.string().refine((name) => speakers.includes(name), { error: '请选择谁在说。' })

export const entryForm = (speakers: readonly string[], hasPicture: boolean) =>
  z.object({
    speaker: speaker(speakers),
    words: wordsField('说了什么', 1, 2000),
    pictureWords: z
      .string()
      .transform((text) => text.trim())
      .refine((text) => !hasPicture || [...text].length >= 2, {
        error: '请写明图片上是什么，至少 2 个字。',
        abort: true,
      })
      .refine((text) => [...text].length <= 100, { error: '最多 100 字。' }),
    link: linkField('链接'),
    corrects: z.string().transform((text) => (/^\d{1,4}$/.test(text) ? Number(text) : null)),
  })

export const onAirForm = (speakers: readonly string[]) =>
  z.object({ speaker: speaker(speakers), answer: wordsField('答复', 2, 2000) })

export const writtenForm = z.object({ answer: wordsField('答复', 10, 3000) })
