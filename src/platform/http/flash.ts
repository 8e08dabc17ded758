import type { Context, Next } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Env } from './env.ts'

/** One sentence carried over a redirect, by code: the words stand here, the cookie holds no text of anybody's. */
const sentences = {
  saved: '已保存。',
  done: '办好了。',
  alreadyDone: '已提交过，这是第一次提交的结果。',
  alreadyFiled: '已提交；如需补充请写补充说明。',
  counted: '已记下：您也有这个问题。',
  countedBefore: '今天已经记过了，同一个网络地址一天只记一次。',
  signedOut: '已退出登录。',
} as const

export type FlashCode = keyof typeof sentences

export function setFlash(c: Context<Env>, code: FlashCode): void {
  setCookie(c, 'flash', code, { path: '/', maxAge: 60, sameSite: 'Lax', httpOnly: true })
}

export const withFlash = createMiddleware<Env>((c, next) =>
  c.req.header('Cookie') === undefined ? next() : carryFlash(c, next),
)

async function carryFlash(c: Context<Env>, next: Next): Promise<void> {
  const code = getCookie(c, 'flash')
  const isPage = c.req.method === 'GET' && c.req.header('Accept')?.includes('text/html')
  const text = code && isPage ? sentences[code as FlashCode] : undefined
  c.set('flash', text ? { tone: 'good', text } : null)
  await next()
  // Taken down once shown; a redirect on the way keeps it.
  if (text && c.res.status !== 303 && !c.res.headers.has('Set-Cookie'))
    setCookie(c, 'flash', '', { path: '/', maxAge: 0 })
}
