import { deskActor, readTyped } from '#core/casework/index.ts'
import { asCsv } from '#core/documents/index.ts'
import { audit, requireRole, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { readPageKey, writePageKey } from '#platform/http/address-fields.ts'
import { routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { doorFigures, postBack, type Reply, readReplies, readUnanswered } from './replies.ts'
import { RepliesPage } from './replies-page.tsx'

/** 本市自定: more is brought back in several goes. */
const mostInFile = 1000

/** 留言答复: brought back to where was asked. Audit: doors.postBack for each letter, doors.export with how many. */
export const replyRoutes = routes()
  .use(urls.deskDoorReplies(), staffOnly)
  .use(`${urls.deskDoorReplies()}/*`, staffOnly)
  .use(urls.deskDoorRepliesFile('csv'), staffOnly)
  .use(urls.deskDoorRepliesFile('json'), staffOnly)
  .get(urls.deskDoorReplies(), async (c) => {
    const actor = deskActor(c)
    requireRole(actor, 'dispatcher')
    const house = c.get('house')
    const asked = c.req.query('list')
    const list = asked === 'done' || asked === 'unanswered' ? asked : 'waiting'
    const [{ replies, hasMore }, unanswered, figures] = await Promise.all([
      list === 'unanswered'
        ? { replies: [], hasMore: false }
        : readReplies(house, actor, list, { after: readPageKey(c.req.query('after')) }),
      list === 'unanswered' ? readUnanswered(house, actor) : [],
      doorFigures(house),
    ])
    const last = replies.at(-1)
    const keyAt = last && (list === 'waiting' ? last.answeredAt : last.postedBackAt)
    const nextHref =
      hasMore && last && keyAt ? urls.deskDoorReplies({ list, after: writePageKey(keyAt, last.id) }) : undefined
    const { timeZone } = house.config
    return page(
      c,
      '留言答复',
      <RepliesPage {...{ list, replies, unanswered, figures, nextHref, timeZone }} formKey={newId()} />,
      {
        layout: 'desk',
        breadcrumbs: [
          { href: urls.desk(), label: '工作台' },
          { href: urls.deskDoorReplies(), label: '留言答复' },
        ],
      },
    )
  })

  .post(urls.deskDoorPostings(), async (c) => {
    const actor = deskActor(c)
    requireRole(actor, 'dispatcher')
    const house = c.get('house')
    const { all, formKey, text } = await readTyped(c)
    const ids = all('reply').filter(isId)
    if (ids.length === 0) throw new Refusal('none-ticked', '还没有勾选。请返回上一页，勾选已经贴好的答复。')
    const spent = await once(house, formKey, text, async (tx) => {
      await postBack({ ...house, db: tx }, actor, ids)
      return urls.deskDoorReplies({ list: 'waiting' })
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  })

  .get(urls.deskDoorRepliesFile('csv'), async (c) => {
    const replies = await exported(c.get('house'), deskActor(c))
    const { timeZone } = c.get('house').config
    const columns = ['留言编号', '网址', '来源', '答复单位', '答复时间', '答复内容'].map((label) => ({ label }))
    const rows = replies.map((reply) => Object.values(shapeOf(reply, timeZone)))
    return c.body(asCsv({ columns, rows }), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="replies.csv"; filename*=UTF-8''${encodeURIComponent('待回到原处的答复')}.csv`,
    })
  })

  .get(urls.deskDoorRepliesFile('json'), async (c) => {
    const replies = await exported(c.get('house'), deskActor(c))
    const { timeZone } = c.get('house').config
    return c.body(JSON.stringify(replies.map((reply) => shapeOf(reply, timeZone))), 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="replies.json"; filename*=UTF-8''${encodeURIComponent('待回到原处的答复')}.json`,
    })
  })

async function exported(house: House, actor: StaffActor): Promise<Reply[]> {
  requireRole(actor, 'dispatcher')
  const { replies } = await readReplies(house, actor, 'waiting', { limit: mostInFile })
  await audit(house.db, {
    actor,
    act: 'doors.export',
    subjectType: 'replies',
    subjectId: newId(),
    at: house.clock.now(),
    details: { replies: replies.length },
  })
  return replies
}

/** As a board takes answers back: by its own id of the message. */
const shapeOf = ({ messageId, url, source, unit, answeredAt, text }: Reply, timeZone: string) => ({
  id: messageId ?? '',
  url: url ?? '',
  source,
  unit,
  repliedAt: answeredAt.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never', smallestUnit: 'second' }),
  reply: text,
})
