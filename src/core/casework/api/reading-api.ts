import { z } from '@hono/zod-openapi'
import { type Api, addOperation, callerWith, readQuery } from '#core/interface/index.ts'
import { allUnits } from '#core/people/index.ts'
import { Problem } from '#platform/http/api-problem.ts'
import type { Desk } from '../desk.ts'
import type { DeskRow } from '../lists/list-page.tsx'
import { countDeskLists, type Key, readDeskList } from '../lists/read-list.ts'
import type { Said } from '../page/desk-matter.ts'
import { type OpenedMatter, openAtDesk } from '../page/open-at-desk.ts'
import type { DeskApi } from './acting-api.ts'
import { numberParam } from './parts.ts'

function deskQuery({ lists, classes }: Desk) {
  const ids = lists.map(({ id }) => id)
  const codes = Object.keys(classes)
  return z.strictObject({
    list: z
      .enum(ids, `list 应是 ${ids.join('、')} 之一。`)
      .default('all')
      .openapi({ description: lists.map(({ id, label }) => `${id} ${label}`).join('，') }),
    class: z
      .enum(codes, `class 应是 ${codes.join('、')} 之一。`)
      .optional()
      .openapi({ description: '类别' }),
    unit: z.uuid('unit 应是单位 id。').optional().openapi({ description: '现在承办的单位' }),
    division: z
      .string()
      .regex(/^\d{6,12}$/, 'division 应是 6 到 12 位行政区划代码。')
      .optional()
      .openapi({ description: '行政区划代码，含下级' }),
    light: z
      .enum(['green', 'yellow', 'red'], 'light 应是 green、yellow 或 red。')
      .optional()
      .openapi({ description: '亮灯' }),
    number: z
      .string()
      .regex(/^\d{1,20}$/, 'number 应是数字。')
      .optional()
      .openapi({ description: '编号的开头几位' }),
    after: z.string().max(200, 'after 不对。').optional().openapi({ description: '上一页 next 里带的游标' }),
  })
}

/** The work lists and one matter, as the desk shows them: the same reads, so the same sight. */
export function addReadingOperations(api: Api, { desk, shapes, group, scopes }: DeskApi): void {
  const { names } = shapes
  const { matter: word, measure } = desk.words
  const query = deskQuery(desk)
  addOperation(
    api,
    {
      method: 'get',
      path: names.urls.list(),
      group,
      summary: '工作列表',
      description: `密钥所属单位看得到的${word}。一页 50 ${measure}；all 和 answered 从新到旧，其余按期限从近到远。`,
      needs: { scope: scopes.read },
      query,
      answer: { description: `一页${word}和各列表的件数`, schema: shapes.list },
    },
    async (c) => {
      const house = c.get('house')
      const actor = callerWith(c, scopes.read)
      const { list, after, unit, division, ...rest } = readQuery(c, query)
      const filters = { ...rest, unitId: unit, divisionCode: division }
      const units = await allUnits(house.db)
      const [page, { counts }] = await Promise.all([
        readDeskList(house, actor, desk, list, filters, after === undefined ? null : readCursor(after)),
        countDeskLists(house, actor, desk, units),
      ])
      const following = page.next && { ...c.req.query(), after: writeCursor(page.next) }
      return c.json({
        [names.many]: page.rows.map(shownRow),
        counts,
        next: following && `${names.urls.list()}?${new URLSearchParams(following)}`,
      })
    },
  )
  addOperation(
    api,
    {
      method: 'get',
      path: names.urls.one('{number}'),
      group,
      summary: `一${measure}${word}`,
      description: '内容、经过、期限、拟稿，和现在可以办的事。看不到的一律 404。',
      needs: { scope: scopes.read },
      params: numberParam,
      answer: { description: word, schema: shapes.one },
    },
    async (c) => {
      const actor = callerWith(c, scopes.read)
      return c.json(shownMatter(await openAtDesk(desk, c.get('house'), actor, c.req.param('number') ?? '')))
    },
  )
}

const cursor = z.object({
  at: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/),
  id: z.uuid(),
})

const writeCursor = ({ at, id }: Key): string => Buffer.from(JSON.stringify({ at, id })).toString('base64url')

function readCursor(text: string): Key {
  try {
    return { way: 'after', ...cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))) }
  } catch {
    throw new Problem('invalid-query', 'after 不对：请用上一页 next 里的网址。', {
      errors: [{ parameter: 'after', detail: '请用上一页 next 里的网址。' }],
    })
  }
}

const shownRow = ({
  number,
  title,
  className,
  holder,
  holderUnit,
  divisionName,
  state,
  light,
  dueOn,
  marks,
}: DeskRow) => ({
  number,
  title,
  className,
  holder,
  holderUnit,
  division: divisionName,
  state: { word: state.word },
  light,
  dueOn,
  marks,
})

const told = ({ text, by, at }: Said) => ({ text, by, at })

function shownMatter({ matter, may, choices }: OpenedMatter) {
  const { state, joint, stops, extensionAsked, submitted, answer, draftComment } = matter
  return {
    number: matter.number,
    kind: matter.kind,
    title: matter.title,
    body: matter.body,
    class: matter.class,
    className: matter.className,
    division: matter.division,
    place: matter.place,
    concerns: matter.concerns,
    openedAt: matter.openedAt,
    round: matter.round,
    state: { id: state.id, word: state.word },
    marks: matter.marks,
    wantsPublic: matter.wantsPublic,
    contact: matter.contact,
    files: matter.files.map(({ id, name, size }) => ({ id, name, size })),
    questions: matter.questions.map(told),
    supplements: matter.supplements.map(told),
    clock: matter.clock,
    chain: matter.chain,
    timeline: stops,
    parts: joint,
    drafts: matter.drafts.map(told),
    submitted: submitted && told(submitted),
    answer: answer && told(answer),
    draftComment: draftComment && told(draftComment),
    extensionAsked: extensionAsked && { amount: extensionAsked.amount, ground: extensionAsked.ground },
    urges: matter.urges.map(told),
    orders: matter.orders,
    mergedInto: matter.mergedInto,
    acts: may.acts.map(({ noun }) => noun),
    notNow: may.notNow,
    choices: {
      colleagues: choices.colleagues,
      returnGrounds: choices.returnGrounds,
      extensionGrounds: choices.extensionGrounds,
      answerChoices: choices.answerChoices,
      rejectionReasons: choices.rejectionReasons,
    },
  }
}
