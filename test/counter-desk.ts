import { eq } from 'drizzle-orm'
import { type MatterRow, matters } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'
import { runJobs } from './setup/run-jobs.ts'

export type Card = { number: string; code: string }

export type CounterOfTests = Awaited<ReturnType<typeof counterOfTests>>

/** The seeded city at its counters: everything by requests, as browsers without script send them. */
export async function counterOfTests(options: Parameters<typeof deskOfTests>[0] = {}) {
  const desk: DeskOfTests = await deskOfTests(options)
  const { house } = desk

  const open = (path: string, cookie = '') =>
    house.app.request(path, { headers: { Accept: 'text/html', ...(cookie && { Cookie: cookie }) } })

  const send = (path: string, fields: Record<string, string>, cookie = '') => {
    const body = new FormData()
    for (const [name, value] of Object.entries({ formKey: newId(), ...fields })) body.append(name, value)
    const headers = { 'Sec-Fetch-Site': 'same-origin', ...(cookie && { Cookie: cookie }) }
    return house.app.request(path, { method: 'POST', body, headers })
  }

  /** 首问登记; the card as the clerk sees it. A refusal is the page with its words. */
  async function register(
    username: string,
    fields: Record<string, string> = {},
  ): Promise<{ status: number; page: string; card: Card }> {
    const sent = { what: '给老人办高龄补贴要带什么', way: 'counter', outcome: 'handle', guideWay: 'online', ...fields }
    const response = await desk.post(username, '/desk/contacts', sent)
    const none = { number: '', code: '' }
    if (response.status !== 303) return { status: response.status, page: await response.text(), card: none }
    const cookie = `${await desk.as(username)}; ${cookiesIn(response)}`
    const page = await (await open(response.headers.get('Location') ?? '', cookie)).text()
    const [number = '', code = ''] = [...page.matchAll(/data-code="(\d+)"/g)].map(([, digits]) => digits)
    return { status: 303, page, card: { number, code } }
  }

  return {
    ...desk,
    open,
    send,
    register,
    /** A matter registered by this member of staff. */
    registered: async (username: string, fields: Record<string, string> = {}): Promise<Card> => {
      const { status, card, page } = await register(username, fields)
      if (status !== 303 || !card.number) throw new Error(`${username} was refused: ${status} ${page.slice(0, 400)}`)
      return card
    },
    /** What a form of the working page sends. */
    does: async (username: string, number: string, noun: string, fields: Record<string, string> = {}) => {
      const response = await desk.post(username, `/desk/inquiries/${number}/${noun}`, { formKey: newId(), ...fields })
      return { status: response.status, location: response.headers.get('Location'), page: await response.text() }
    },
    /** The follow page as whoever has the card reads it. */
    follows: async ({ number, code }: Card): Promise<{ page: string; cookie: string }> => {
      await desk.forgetTries()
      const cookie = cookiesIn(await send('/follow', { number, code }))
      return { page: await (await open(`/follow/${number}`, cookie)).text(), cookie }
    },
    askerDoes: async ({ number }: Card, cookie: string, noun: string, fields: Record<string, string> = {}) => {
      const response = await send(`/follow/${number}/${noun}`, fields, cookie)
      return { status: response.status, page: await response.text() }
    },
    rowOf: async (number: string): Promise<MatterRow> => {
      const [row] = await house.db.select().from(matters).where(eq(matters.number, number))
      if (!row) throw new Error(`no matter ${number}`)
      return row
    },
    /** What other rooms have to do with what happened is done. */
    settle: () => runJobs(house, ['facts:take']),
  }
}

const cookiesIn = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')
