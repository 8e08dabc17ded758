import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Display } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Env, routes } from './env.ts'
import { postedFields } from './posted-form.ts'
import { safeReturnPath } from './return-path.ts'

const variants = ['elder', 'contrast', 'dark'] as const

/** 长辈版, high contrast and dark, from the cookie `display=elder.contrast.dark`; it identifies nobody. */
export const withDisplay = createMiddleware<Env>((c, next) => {
  c.set('display', parseDisplay(getCookie(c, 'display')))
  return next()
})

export function parseDisplay(cookie: string | undefined): Display {
  const chosen = new Set(cookie?.split('.'))
  return { elder: chosen.has('elder'), contrast: chosen.has('contrast'), dark: chosen.has('dark') }
}

/** The one way of writing each combination: part of the page cache's key. */
export const writeDisplay = (display: Display): string => variants.filter((variant) => display[variant]).join('.')

/** `POST /display`: `toggle` names one variant; `return` is the page to go back to. */
export const displayRoutes = routes().post(urls.display(), async (c) => {
  const form = await postedFields(c)
  const display = { ...c.get('display') }
  for (const variant of variants) if (form.toggle === variant) display[variant] = !display[variant]
  const value = writeDisplay(display)
  setCookie(c, 'display', value, { path: '/', maxAge: value ? 31_536_000 : 0, sameSite: 'Lax', httpOnly: true })
  return c.redirect(safeReturnPath(form.return), 303)
})
