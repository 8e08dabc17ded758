import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { House } from '#platform/house.ts'

/**
 * A browser in which somebody has signed in before keeps a cookie that says so, and its tries are counted apart from everybody else's: a
 * stranger who knows only the name or the phone cannot lock its owner out of there (OWASP, "device cookies"). The cookie holds no name and
 * opens nothing.
 */
export const deviceCookie = { name: 'known_device', path: '/sign-in', maxAge: 180 * 86_400 }

/** @param login user name or phone, as typed */
export function deviceMark(house: Pick<House, 'secrets'>, login: string): string {
  const nonce = randomBytes(12).toString('base64url')
  return `${nonce}.${signature(house, login, nonce)}`
}

/** Under whose name tries are counted: those of a known device of this login apart from the rest. */
export function triedAs(house: Pick<House, 'secrets'>, login: string, mark: string | undefined): string {
  const [nonce, signed] = mark?.split('.') ?? []
  if (!nonce || !signed) return login
  const [given, right] = [Buffer.from(signed), Buffer.from(signature(house, login, nonce))]
  return given.length === right.length && timingSafeEqual(given, right) ? knownAs(login) : login
}

export const knownAs = (login: string): string => `known:${login}`

const signature = ({ secrets }: Pick<House, 'secrets'>, login: string, nonce: string): string =>
  secrets.lookupHash(`${login}\0${nonce}`, 'known-device').toString('base64url')
