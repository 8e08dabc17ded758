import type { Context } from 'hono'
import type { VNode } from 'preact'
import type { Why } from '#core/casework/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import type { Env } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import type { urls } from '#urls.ts'
import { followedNow } from './follow-cookie.ts'
import type { FollowTyped } from './follow-forms.tsx'
import { followBreadcrumbs } from './follow-routes.tsx'

export type FollowNoun = Parameters<typeof urls.followAct>[1]

/** A matter opened by whoever asked, with what its room adds. */
export type Opened = {
  matterId: string
  why: Why[]
  /** The asker as the engine knows them: by account, as the unit that asked, or by number and code. */
  asker: Actor
  byCode: boolean
}

/** What opens a matter of one kind: its cookie, or the account that asked it; null for everybody else, whether it exists or not. */
export type Finder<Followed extends Opened> = (
  house: House,
  number: string,
  actor: Actor,
  openedId: string | null,
) => Promise<Followed | null>

/** What every follow page gets besides its matter. */
export type FollowProps<Act extends FollowNoun> = {
  /** One key a form: each can be sent once. */
  keyOf: (act: Act) => string
  typed: FollowTyped<Act> | null
  /** Why an act was refused whose form is not offered any more. */
  refusal?: string
  /** By number and code, on a machine that others may use too. */
  byCode: boolean
}

/** What a room says of its own page at `/follow/{number}`. */
export type FollowRoom<Followed extends Opened, Act extends FollowNoun> = {
  /** 来信：what was not found. */
  thing: string
  title?: string
  find: Finder<Followed>
  page(followed: Followed, props: FollowProps<Act>): VNode
}

/** The matter of this number, if the cookie of number and code opens it, or whoever is signed in asked it. */
export const followedHere = <Followed extends Opened, Act extends FollowNoun>(
  c: Context<Env>,
  room: FollowRoom<Followed, Act>,
): Promise<Followed | null> => room.find(c.get('house'), c.req.param('number') ?? '', c.get('actor'), followedNow(c))

export async function needFollowed<Followed extends Opened, Act extends FollowNoun>(
  c: Context<Env>,
  room: FollowRoom<Followed, Act>,
): Promise<Followed> {
  const followed = await followedHere(c, room)
  if (!followed) throw notFound(room.thing)
  return followed
}

/** What a refused form brings back to its page. */
type Again<Act extends FollowNoun> = { typed: FollowTyped<Act>; formKey: string; refusal: string | undefined }

export function showFollowed<Followed extends Opened, Act extends FollowNoun>(
  c: Context<Env>,
  room: FollowRoom<Followed, Act>,
  followed: Followed,
  again?: Again<Act>,
): Response {
  // The refused form keeps its key, under which its files wait; the others get new ones.
  const keyOf = (act: Act) => (again?.typed.act === act ? again.formKey : newId())
  const { typed = null, refusal } = again ?? {}
  const body = room.page(followed, { keyOf, typed, byCode: followed.byCode, ...(refusal && { refusal }) })
  const status = again && (refusal ? 409 : 422)
  return page(c, room.title ?? '办理进度', body, { status, breadcrumbs: followBreadcrumbs })
}
