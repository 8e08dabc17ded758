import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { Refusal } from '../refusal.ts'
import type { Env } from './env.ts'

const mega = 1024 * 1024

const upTo = (megabytes: number, sentence: string) => {
  const tooLarge = () => {
    throw new Refusal('too-large', sentence, { status: 413 })
  }
  const counting = bodyLimit({ maxSize: megabytes * mega, onError: tooLarge })
  return createMiddleware<Env>((c, next) => {
    // Nearly every body comes with its length, which Node holds it to; asking for the body makes a whole `Request` of it.
    const length = c.req.header('Content-Length')
    if (length === undefined || c.req.header('Transfer-Encoding')) return counting(c, next)
    return Number(length) > megabytes * mega ? tooLarge() : next()
  })
}

/** Nine files of 20 MB with their form around them. */
const withFiles = upTo(190, '提交的内容太大了：照片和文件合计不能超过 180 MB，请减少几个再提交。')
const wordsOnly = upTo(4, '提交的内容太大了，请删减一些，或分几次提交。')

/** A body is read into memory whole: only the forms of letters and works, and their like in the API, which may bring files, may be large. */
export const bodySize = createMiddleware<Env>((c, next) => {
  // Whether a GET has a body is not even asked: the question alone makes a whole `Request` of it.
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  return /^\/(?:letters|follow|desk\/letters|desk\/works|desk\/interviews)\//.test(c.req.path) || bringsFiles(c.req)
    ? withFiles(c, next)
    : wordsOnly(c, next)
})

const bringsFiles = (request: { path: string; header(name: string): string | undefined }): boolean =>
  request.path.startsWith('/api/v1/') && request.header('Content-Type')?.startsWith('multipart/form-data') === true
