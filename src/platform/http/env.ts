import { Hono } from 'hono'
import type { Display, Frame, NavGroup, NavItem } from '#ui/index.ts'
import type { Actor } from '../actor.ts'
import type { House } from '../house.ts'
import type { Declared } from '../page-cache/index.ts'

export type Env = {
  Variables: {
    house: House
    requestId: string
    display: Display
    actor: Actor
    /** The client's address as far as it can be trusted; only ever used keyed, for rate limits. */
    address: string
    navigation: { site: NavItem[]; desk: NavGroup[] }
    flash: Frame['flash']
    /** What the page said of itself when everybody may be shown the same one (`cacheable`). */
    cacheable?: Declared
    /** The API key that asks, if one does: its actor stands in `actor`, what it may do here. */
    apiKey?: { id: string; scopes: readonly string[] }
  }
}

export type Routes = Hono<Env>

export const routes = (): Routes => new Hono<Env>()
