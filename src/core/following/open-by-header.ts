import type { Context } from 'hono'
import { checkNumber } from '#core/matters/index.ts'
import { type Actor, anyone } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { Problem } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { Refusal } from '#platform/refusal.ts'
import { openByCode, wrongCode } from './open-by-code.ts'

/** What a room reads of the matter that number and `Matter-Code` open, in the API. One answer whether number or code is wrong, or it is no matter of that room. */
export async function openByHeader<Followed>(
  c: Context<Env>,
  find: (house: House, number: string, actor: Actor, openedId: string | null) => Promise<Followed | null>,
): Promise<Followed> {
  const house = c.get('house')
  const code = (c.req.header('Matter-Code') ?? '').normalize('NFKC').replace(/[\s-]/g, '')
  if (code === '') {
    throw new Problem('no-matter-code', '请把查询码（6 位数字）放在 Matter-Code 请求头里。', {
      status: 401,
      headers: { 'WWW-Authenticate': 'Matter-Code' },
    })
  }
  const number = checkNumber(c.req.param('number') ?? '')
  const found =
    number.ok && /^\d{6}$/.test(code)
      ? await openByCode(house, { number: number.value, code, address: c.get('address') })
      : null
  const read = found && (await find(house, found.number, anyone, found.id))
  if (!read) throw new Refusal('wrong-code', wrongCode, { status: 404 })
  return read
}
