import { Hono } from 'hono'
import type { Display, Frame, NavGroup, NavItem } from '#ui/index.ts'
import type { Actor } from '../actor.ts'
import type { House } from '../house.ts'

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
  }
}

export type Routes = Hono<Env>

export const routes = (): Routes => new Hono<Env>()
