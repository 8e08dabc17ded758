import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { Refusal } from '../refusal.ts'
import type { Env } from './env.ts'

const mega = 1024 * 1024

const upTo = (megabytes: number, sentence: string) =>
  bodyLimit({
    maxSize: megabytes * mega,
    onError: () => {
      throw new Refusal('too-large', sentence, { status: 413 })
    },
  })

/** Nine files of 20 MB with their form around them. */
const withFiles = upTo(190, '提交的内容太大了：照片和文件合计不能超过 180 MB，请减少几个再提交。')
const wordsOnly = upTo(4, '提交的内容太大了，请删减一些，或分几次提交。')

/** A body is read into memory whole: only the forms of letters, which may bring files, may be large. */
export const bodySize = createMiddleware<Env>((c, next) =>
  /^\/(?:letters|follow|desk\/letters)\//.test(c.req.path) ? withFiles(c, next) : wordsOnly(c, next),
)
