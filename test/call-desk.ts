import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { staffActor } from '#core/people/index.ts'
import { acdSecret, calls, signedMessage } from '#measures/dialogue/index.ts'
import { newId } from '#platform/id.ts'
import { letterCity } from './letter-city.ts'
import { Visitor } from './visitor.ts'

export type CallDesk = Awaited<ReturnType<typeof callDesk>>
type Data = Record<string, unknown>

/** A city whose telephone exchange speaks: calls come, are answered and end as a test says. */
export async function callDesk(options: Parameters<typeof letterCity>[0] = {}) {
  const city = await letterCity(options)
  const { house } = city
  const secret = acdSecret(house) ?? ''
  const numberOf = async (username: string) => (await staffActor(house, username)).staffNumber
  const numbers: Record<string, string> = {}
  for (const username of ['huawu', 'huawu2', 'banzhang']) numbers[username] = await numberOf(username)
  let serial = 0

  /** One message, `seconds` before or after now. */
  const acd = (type: string, data: Data, { seconds = 0, id = newId(), key = secret } = {}) => {
    const at = house.clock.now()
    const message = { type, timestamp: at.add({ seconds }).toString(), data } as Parameters<
      typeof signedMessage
    >[1]['message']
    const sent = signedMessage(key, { id, at, message })
    return house.app.request('/webhooks/acd', { method: 'POST', ...sent })
  }
  const said = async (type: string, data: Data, seconds = 0) => {
    const answer = await acd(type, data, { seconds })
    expect(answer.status, await answer.clone().text()).toBe(200)
    return answer.json() as Promise<{ code: string; route?: string }>
  }
  const callOf = async (acdId: string) => {
    const [call] = await house.db.select().from(calls).where(eq(calls.acdId, acdId))
    if (!call) throw new Error(`no call ${acdId}`)
    return call
  }
  return {
    ...city,
    secret,
    numbers,
    acd,
    said,
    callOf,
    signedIn: async (username: string): Promise<Visitor> => {
      await city.forgetTries()
      const visitor = new Visitor(house)
      expect((await visitor.staff(username)).status).toBe(303)
      return visitor
    },
    /** A call that came and is with this operator now. */
    taken: async (number: string, who = 'huawu'): Promise<{ id: string; acdId: string }> => {
      const acdId = `call-${serial++}`
      await said('call.offered', { call: acdId, number })
      await said('call.answered', { call: acdId, seat: '7', operator: numbers[who] })
      return { id: (await callOf(acdId)).id, acdId }
    },
  }
}

/** The words of a page. */
export const textOf = async (response: Response): Promise<string> =>
  (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
