import { z } from '@hono/zod-openapi'
import type { ApiDeskUrls } from '#urls.ts'
import { mostCounted } from '../lists/read-list.ts'
import { date, file, instant, next, option, state } from './parts.ts'

/** Under which names the API of a desk speaks of its matters. */
export type ApiNames<One extends string, Many extends string> = {
  /** letter, letters: the keys under which one and several stand in the answers. */
  one: One
  many: Many
  /** DeskLetter: names the shapes in the document. */
  title: string
  /** letter 来信，part 协办件 */
  kinds: string
  /** What `concerns` is. */
  concerns: string
  measure: string
  urls: ApiDeskUrls
}

/** Of a key that is known when the desk is declared. */
const keyed = <Key extends string, Value>(key: Key, value: Value) => ({ [key]: value }) as { [K in Key]: Value }

const said = z.object({ text: z.string(), by: z.string(), at: instant })
const light = z.object({
  colour: z.enum(['green', 'yellow', 'red', 'paused', 'closed']),
  text: z.string(),
})

const row = z.object({
  number: z.string(),
  title: z.string(),
  className: z.string(),
  holder: z.string(),
  division: z.string(),
  state: z.object({ word: z.string() }),
  light,
  dueOn: date.nullable(),
  marks: z.array(z.string()),
})

const matter = z.object({
  number: z.string(),
  kind: z.string(),
  title: z.string(),
  body: z.string(),
  class: z.string(),
  className: z.string(),
  division: z.string(),
  place: z.string().nullable(),
  concerns: z.string().nullable(),
  openedAt: instant,
  round: z.int(),
  state,
  marks: z.array(z.string()),
  wantsPublic: z.boolean(),
  contact: z
    .object({ name: z.string(), phone: z.string() })
    .nullable()
    .openapi({ description: '姓名和电话只给遮盖后的' }),
  files: z.array(file),
  questions: z.array(said),
  supplements: z.array(said),
  clock: z.object({
    light,
    dueLabel: z.string(),
    dueOn: date.nullable(),
    dispatchLabel: z.string(),
    dispatchBy: date.nullable(),
    consultBy: date.nullable().openapi({ description: '会商应当在哪天之前确定主办单位' }),
    provisional: z.boolean(),
    paused: z.object({ ground: z.string(), since: instant, notice: z.string().nullable() }).nullable(),
  }),
  chain: z.object({
    firstAsked: z.string(),
    holder: z.string(),
    offered: z.string().nullable(),
    returns: z.int(),
  }),
  timeline: z.array(
    z.object({
      at: instant,
      title: z.string(),
      who: z.string(),
      note: z.string().nullable(),
      text: z.string().nullable(),
    }),
  ),
  parts: z.array(
    z.object({ number: z.string(), unit: z.string(), answer: z.string().nullable(), answeredAt: instant.nullable() }),
  ),
  drafts: z.array(said),
  submitted: said.nullable(),
  answer: said.nullable(),
  draftComment: said.nullable(),
  extensionAsked: z.object({ amount: z.int(), ground: z.string() }).nullable(),
  urges: z.array(said),
  orders: z.array(z.object({ number: z.string(), replyDueOn: date, demand: z.string() })),
  mergedInto: z.string().nullable(),
  acts: z.array(z.string()),
  notNow: z.array(z.object({ title: z.string(), sentence: z.string() })),
  choices: z.object({
    colleagues: z.array(option),
    returnGrounds: z.array(option),
    extensionGrounds: z.array(option),
    answerChoices: z.array(option),
    rejectionReasons: z.array(option),
  }),
})

/** The shapes that a desk answers by. */
export function deskShapes<const One extends string, const Many extends string>(names: ApiNames<One, Many>) {
  const { title, measure, urls } = names
  return {
    names,
    list: z
      .object({
        ...keyed(names.many, z.array(row)),
        counts: z
          .record(z.string(), z.int())
          .openapi({ description: `各列表里有多少${measure}，数到期限最近的 ${mostCounted} ${measure}为止` }),
        next,
      })
      .openapi(`${title}s`),
    one: matter
      .extend({
        kind: z.string().openapi({ description: names.kinds }),
        concerns: z.string().nullable().openapi({ description: names.concerns }),
        acts: z
          .array(z.string())
          .openapi({ description: `现在可以办的：POST 到 ${urls.act('{number}', '')} 后面加这个词` }),
      })
      .openapi(title),
    done: z
      .object({
        number: z.string(),
        act: z.string(),
        state: state.nullable().openapi({ description: '办完以后的状态；null 是已经不归您看' }),
        ...keyed(names.one, z.string()),
      })
      .openapi(`${title}Done`),
  }
}

export type DeskShapes = { names: ApiNames<string, string>; list: z.ZodType; one: z.ZodType; done: z.ZodType }
