import { eq, sql } from 'drizzle-orm'
import { type MatterRow, matters } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'

export type PetitionsOfTests = Awaited<ReturnType<typeof petitionsOfTests>>

export type Slip = { number: string; code: string }

let serial = 0

/** A petition as a browser posts it; each by a phone and with words of its own, so that none is taken for the same facts again. */
export const petitionFields = (change: Record<string, string> = {}): Record<string, string> => {
  serial++
  return {
    class: 'appeal',
    title: '请求补发征地青苗补偿',
    claim: '请求补发2024年修路占地的青苗补偿款。',
    facts: `2024年修路占用我家承包地，青苗补偿至今没有发，找过镇上三次。（第${serial}次反映）`,
    division: '510400',
    name: '罗大山',
    phone: `139${String(10_000_000 + serial)}`,
    address: '东区银江镇双江村3组',
    ...change,
  }
}

/** The seeded city with its petition offices: everything by requests, as browsers without script send them. */
export async function petitionsOfTests(options: Parameters<typeof deskOfTests>[0] = {}) {
  const desk: DeskOfTests = await deskOfTests(options)
  const { house } = desk

  const send = (path: string, fields: Record<string, string>, cookie = '') => {
    const body = new FormData()
    for (const [name, value] of Object.entries({ formKey: newId(), ...fields })) body.append(name, value)
    const headers = { 'Sec-Fetch-Site': 'same-origin', ...(cookie && { Cookie: cookie }) }
    return house.app.request(path, { method: 'POST', body, headers })
  }
  const open = (path: string, cookie = '') =>
    house.app.request(path, { headers: { Accept: 'text/html', ...(cookie && { Cookie: cookie }) } })

  /** Number and code as the receipt shows them. */
  async function slipOf(response: Response, cookie = ''): Promise<Slip> {
    const location = response.headers.get('Location') ?? ''
    if (response.status !== 303)
      throw new Error(`refused: ${response.status} ${(await response.text()).slice(0, 2000)}`)
    const page = await (await open(location, `${cookie}; ${cookiesIn(response)}`)).text()
    const [number = '', code = ''] = [...page.matchAll(/data-code="(\d+)"/g)].map(([, digits]) => digits)
    return { number, code }
  }

  return {
    ...desk,
    send,
    open,
    slipOf,
    brings: async (change: Record<string, string> = {}): Promise<Slip> => {
      await desk.forgetTries()
      return slipOf(await send('/petitions/new', petitionFields(change)))
    },
    registers: async (username: string, change: Record<string, string> = {}): Promise<Slip> => {
      const fields = { source: 'visit', receivedOn: '2026-11-23', ...petitionFields(change) }
      return slipOf(
        await desk.post(username, '/desk/petitions/new', { formKey: newId(), ...fields }),
        await desk.as(username),
      )
    },
    /** What a form of the working page sends. */
    does: async (username: string, number: string, noun: string, fields: Record<string, string> = {}) => {
      const response = await desk.post(username, `/desk/petitions/${number}/${noun}`, { formKey: newId(), ...fields })
      return { status: response.status, location: response.headers.get('Location'), page: await response.text() }
    },
    /** The follow page as whoever has number and code reads it. */
    follows: async ({ number, code }: Slip): Promise<{ page: string; cookie: string }> => {
      await desk.forgetTries()
      const cookie = cookiesIn(await send('/follow', { number, code }))
      return { page: await (await open(`/follow/${number}`, cookie)).text(), cookie }
    },
    askerDoes: async (number: string, cookie: string, noun: string, fields: Record<string, string> = {}) => {
      const response = await send(`/follow/${number}/${noun}`, fields, cookie)
      return { status: response.status, response, page: await response.clone().text() }
    },
    rowOf: async (number: string): Promise<MatterRow> => {
      const [row] = await house.db.select().from(matters).where(eq(matters.number, number))
      if (!row) throw new Error(`no matter ${number}`)
      return row
    },
    noticesOf: async (number: string): Promise<string[]> => {
      const { rows } = await house.db.execute<{ template: string }>(
        sql`select n.template from notices n join matters m on m.id = n.matter_id where m.number = ${number} order by n.id`,
      )
      return rows.map(({ template }) => template)
    },
  }
}

const cookiesIn = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')
