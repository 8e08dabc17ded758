import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { dueCalendarFile } from '#core/calendar/index.ts'
import { type Why, WhyDates } from '#core/casework/index.ts'
import { files, openFile } from '#core/documents/index.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { formKeyIn, postedForm } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { type FieldErrors, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { actOnce } from './act-once.ts'
import type { ActReading } from './follow-acts.ts'
import { WithdrawalForm } from './follow-forms.tsx'
import {
  type FollowNoun,
  type FollowRoom,
  followedHere,
  needFollowed,
  type Opened,
  showFollowed,
} from './follow-room.tsx'
import { followBreadcrumbs } from './follow-routes.tsx'

/** A room's own words and what it alone can do; its addresses are those of every room. */
export type RoomRoutes<Followed extends Opened, Act extends FollowNoun> = FollowRoom<Followed, Act> & {
  /** Its numbers, as a pattern in an address. */
  number: string
  about(followed: Followed): { number: string; title: string; may: { withdraw: boolean } }
  /** What is said where nothing is due; `of` finds the dates where the matter itself has none. */
  why?: { none: string; of?: (house: House, followed: Followed) => Promise<Why[]> }
  /** What is put into a calendar; null where nothing is due. */
  due?(followed: Followed): { on: Temporal.PlainDate; title: string; description: string } | null
  hasFiles?: boolean
  withdrawal: { title: string; question: string; words: string }
}

/** The page, why this day, its calendar file, a file and the withdrawal, for whoever asked. */
export function roomRoutes<Followed extends Opened, Act extends FollowNoun>(room: RoomRoutes<Followed, Act>) {
  const { number, due, why } = room
  const app = routes()
    .get(urls.followMatter(number), async (c) => {
      const followed = await followedHere(c, room)
      // Known or not, a number alone leads to the form.
      if (!followed) return c.redirect(urls.follow(c.req.param('number')?.slice(0, 40).toWellFormed()), 303)
      return showFollowed(c, room, followed)
    })
    .get(urls.followAct(number, 'withdrawal'), async (c) => showWithdrawal(c, room, await needFollowed(c, room)))
  if (why)
    app.get(urls.followWhy(number), async (c) => {
      const followed = await needFollowed(c, room)
      const dates = followed.why.length > 0 || !why.of ? followed.why : await why.of(c.get('house'), followed)
      return showWhy(c, room.about(followed), dates, why.none)
    })
  if (due)
    app.get(urls.followCalendarFile(number), async (c) => {
      const followed = await needFollowed(c, room)
      return sendDue(c, room.about(followed).number, due(followed))
    })
  if (room.hasFiles)
    app.get(urls.followFile(number, ':fileId'), async (c) => {
      const { matterId } = await needFollowed(c, room)
      const where = and(eq(files.matterId, matterId), inArray(files.visibility, ['asker', 'published']))
      return openFile(c.get('house'), { id: c.req.param('fileId') ?? '', where })
    })
  return app
}

function showWithdrawal<Followed extends Opened, Act extends FollowNoun>(
  c: Context<Env>,
  { about, withdrawal }: RoomRoutes<Followed, Act>,
  followed: Followed,
): Response {
  const { number, title, may } = about(followed)
  if (!may.withdraw) return c.redirect(urls.followMatter(number), 303)
  return page(
    c,
    withdrawal.title,
    <>
      <PageHeader title={withdrawal.question} lead={title} />
      <p>{withdrawal.words}</p>
      <WithdrawalForm number={number} formKey={newId()} />
      <p>
        <a href={urls.followMatter(number)}>不撤回，回去看进度</a>
      </p>
    </>,
    { breadcrumbs: followBreadcrumbs },
  )
}

function showWhy(c: Context<Env>, { number, title }: { number: string; title: string }, why: Why[], none: string) {
  return page(
    c,
    '为什么是这一天',
    <>
      <PageHeader title="为什么是这一天" lead={title} />
      <WhyDates why={why} none={none} />
      <p>
        <a href={urls.followMatter(number)}>回去看进度</a>
      </p>
    </>,
    { breadcrumbs: followBreadcrumbs },
  )
}

type Due = { on: Temporal.PlainDate; title: string; description: string }

function sendDue(c: Context<Env>, number: string, due: Due | null): Response {
  if (!due) throw notFound('日期')
  const { on: dueOn, ...words } = due
  const file = dueCalendarFile({ number, dueOn, ...words, stampedAt: c.get('house').clock.now() })
  return c.body(file, 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': `attachment; filename="due-${number}.ics"`,
  })
}

/** The house within a transaction. */
type Within = Omit<House, 'db'> & { db: Transaction }

/** What an act comes to, in the transaction that spends the form. */
export type RoomActs<Followed extends Opened, Act extends FollowNoun, Asked> = {
  reading: ActReading<Act, Asked>
  /** Returns the address of what came of it. */
  perform(house: Within, followed: Followed, asked: Asked, formKey: string): Promise<string>
  /** Where to go then, if not there. */
  landing?(c: Context<Env>, done: { followed: Followed; asked: Asked; formKey: string; location: string }): string
}

/** What whoever asked may ask of it, each once; refused, the form is shown again. */
export const roomActRoutes = <Followed extends Opened, Act extends FollowNoun, Asked>(
  room: RoomRoutes<Followed, Act>,
  { reading, perform, landing }: RoomActs<Followed, Act, Asked>,
) =>
  routes().post(`/follow/${room.number}/:act{${reading.acts.join('|')}}`, async (c) => {
    const act = c.req.param('act') ?? ''
    if (!reading.isAct(act)) throw notFound()
    const followed = await needFollowed(c, room)
    const form = await postedForm(c)
    const formKey = formKeyIn(form)
    const values = reading.valuesIn(form)
    const back = async (errors: FieldErrors, refusal?: string) => {
      const now = (await followedHere(c, room)) ?? followed
      return showFollowed(c, room, now, { typed: { act, values, errors }, formKey, refusal })
    }
    const read = reading.read(act, values)
    if (!read.ok) return back(read.errors)
    const { asked } = read
    return actOnce(c, {
      form,
      body: [act, values],
      fields: reading.fieldsOf(act),
      work: (tx) => perform({ ...c.get('house'), db: tx }, followed, asked, formKey),
      ...(landing && { landing: (location) => landing(c, { followed, asked, formKey, location }) }),
      back,
    })
  })
