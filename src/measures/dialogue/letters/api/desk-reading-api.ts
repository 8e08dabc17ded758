import { z } from '@hono/zod-openapi'
import { type Api, addOperation, callerWith, readQuery } from '#core/interface/index.ts'
import { allUnits } from '#core/people/index.ts'
import { Problem } from '#platform/http/api-problem.ts'
import { urls } from '#urls.ts'
import { type OpenedLetter, openDeskLetter } from '../desk/desk-letter.ts'
import { countDeskLists, type Key, readDeskList } from '../desk/desk-list.ts'
import { deskLists } from '../desk/desk-lists.ts'
import type { Said } from '../desk/desk-view.ts'
import { letterClasses } from '../letter.ts'
import { deskGroup } from './desk-api.ts'
import { deskLetterShape, deskListShape } from './desk-shapes.ts'
import { scopes } from './scopes.ts'
import { numberParam } from './shapes.ts'

const listIds = deskLists.map(({ id }) => id)

const deskQuery = z.strictObject({
  list: z
    .enum(listIds, `list 应是 ${listIds.join('、')} 之一。`)
    .default('all')
    .openapi({ description: deskLists.map(({ id, label }) => `${id} ${label}`).join('，') }),
  class: z
    .enum(letterClasses, `class 应是 ${letterClasses.join('、')} 之一。`)
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

/** The work lists and one letter, as the desk shows them: the same reads, so the same sight. */
export function addDeskReadingOperations(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiDeskLetters(),
      group: deskGroup,
      summary: '工作列表',
      description: '密钥所属单位看得到的来信。一页 50 封；all 和 answered 从新到旧，其余按期限从近到远。',
      needs: { scope: scopes.read },
      query: deskQuery,
      answer: { description: '一页来信和各列表的件数', schema: deskListShape },
    },
    async (c) => {
      const house = c.get('house')
      const actor = callerWith(c, scopes.read)
      const { list, after, unit, division, ...rest } = readQuery(c, deskQuery)
      const filters = { ...rest, unitId: unit, divisionCode: division }
      const units = await allUnits(house.db)
      const [page, counts] = await Promise.all([
        readDeskList(house, actor, list, filters, after === undefined ? null : readCursor(after)),
        countDeskLists(house, actor, units),
      ])
      return c.json({
        letters: page.rows.map(({ id: _, divisionName: division, state, ...row }) => ({
          ...row,
          division,
          state: { word: state.word },
        })),
        counts,
        next:
          page.next &&
          `${urls.apiDeskLetters()}?${new URLSearchParams({ ...c.req.query(), after: writeCursor(page.next) })}`,
      })
    },
  )
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiDeskLetter('{number}'),
      group: deskGroup,
      summary: '一封来信',
      description: '内容、经过、期限、拟稿，和现在可以办的事。看不到的一律 404。',
      needs: { scope: scopes.read },
      params: numberParam,
      answer: { description: '来信', schema: deskLetterShape },
    },
    async (c) => {
      const opened = await openDeskLetter(c.get('house'), callerWith(c, scopes.read), c.req.param('number') ?? '')
      return c.json(shownDeskLetter(opened))
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

const told = ({ text, by, at }: Said) => ({ text, by, at })

function shownDeskLetter({ letter, may, choices }: OpenedLetter) {
  const { state, joint, stops, extensionAsked, submitted, answer, draftComment } = letter
  return {
    number: letter.number,
    kind: letter.kind,
    title: letter.title,
    body: letter.body,
    class: letter.class,
    className: letter.className,
    division: letter.division,
    place: letter.place,
    concerns: letter.concerns,
    openedAt: letter.openedAt,
    round: letter.round,
    state: { id: state.id, word: state.word },
    marks: letter.marks,
    wantsPublic: letter.wantsPublic,
    contact: letter.contact,
    files: letter.files.map(({ id, name, size }) => ({ id, name, size })),
    questions: letter.questions.map(told),
    supplements: letter.supplements.map(told),
    clock: letter.clock,
    chain: letter.chain,
    timeline: stops,
    parts: joint,
    drafts: letter.drafts.map(told),
    submitted: submitted && told(submitted),
    answer: answer && told(answer),
    draftComment: draftComment && told(draftComment),
    extensionAsked: extensionAsked && { amount: extensionAsked.amount, ground: extensionAsked.ground },
    urges: letter.urges.map(told),
    orders: letter.orders,
    mergedInto: letter.mergedInto,
    acts: may.acts.map(({ noun }) => noun),
    notNow: may.notNow,
    choices: {
      colleagues: choices.colleagues,
      returnGrounds: choices.returnGrounds,
      extensionGrounds: choices.extensionGrounds,
    },
  }
}
