import { eq } from 'drizzle-orm'
import { checkMatters, type MatterRow, matters } from '#core/matters/index.ts'
import { demoPassword, staffActor } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import { type LetterFields, letterCity } from './letter-city.ts'

export type DeskOfTests = Awaited<ReturnType<typeof deskOfTests>>

/** The seeded city with its staff at their desks: everything by requests to the real app, as a browser without script sends them. */
export async function deskOfTests(options: Parameters<typeof letterCity>[0] = {}) {
  const city = await letterCity(options)
  const { house } = city
  const cookies = new Map<string, string>()

  /** The session of a demo account; anew when the frozen clock has left the old one idle. */
  async function as(username: string): Promise<string> {
    const known = cookies.get(`${username} ${house.clock.now()}`)
    if (known) return known
    await city.forgetTries()
    const body = new URLSearchParams({ as: 'staff', username, password: demoPassword })
    const headers = { 'Sec-Fetch-Site': 'same-origin' }
    const response = await house.app.request('/sign-in', { method: 'POST', body, headers })
    const cookie = response.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    if (response.status !== 303 || !cookie.includes('session_token')) throw new Error(`${username} could not sign in`)
    cookies.set(`${username} ${house.clock.now()}`, cookie)
    return cookie
  }

  const form = (fields: Record<string, string | string[]>): FormData => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
    if (!('formKey' in fields)) body.append('formKey', newId())
    return body
  }

  const rowOf = async (number: string): Promise<MatterRow> => {
    const [row] = await house.db.select().from(matters).where(eq(matters.number, number))
    if (!row) throw new Error(`no letter ${number}`)
    return row
  }

  return {
    ...city,
    as,
    get: async (username: string, path: string) => city.get(path, await as(username)),
    text: async (username: string, path: string) => (await city.get(path, await as(username))).text(),
    post: async (username: string, path: string, fields: Record<string, string | string[]> = {}) =>
      city.post(path, form(fields), await as(username)),
    upload: async (username: string, path: string, body: FormData) => city.post(path, body, await as(username)),
    /** What a form of the working page sends; the answer's status, the page's words and where it leads. */
    does: async (username: string, number: string, noun: string, fields: Record<string, string> = {}) => {
      const response = await city.post(`/desk/letters/${number}/${noun}`, form(fields), await as(username))
      return { status: response.status, location: response.headers.get('Location'), page: await response.text() }
    },
    writeOne: async (change: LetterFields = {}): Promise<string> => {
      await city.forgetTries()
      const response = await city.write(change)
      if (response.status !== 303) throw new Error(`the letter was refused: ${response.status}`)
      const row = (await city.letters()).at(-1)
      if (!row) throw new Error('no letter was filed')
      return row.number
    },
    rowOf,
    actorOf: (username: string) => staffActor(house, username),
    check: () => checkMatters(house),
  }
}
