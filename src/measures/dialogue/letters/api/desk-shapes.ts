import { z } from '@hono/zod-openapi'
import { date, file, instant, next, option, state } from './shapes.ts'

/** What units are told. */
const said = z.object({ text: z.string(), by: z.string(), at: instant })
const light = z.object({
  colour: z.enum(['green', 'yellow', 'red', 'paused', 'closed']),
  text: z.string(),
})

export const deskListShape = z
  .object({
    letters: z.array(
      z.object({
        number: z.string(),
        title: z.string(),
        className: z.string(),
        holder: z.string(),
        division: z.string(),
        state: z.object({ word: z.string() }),
        light,
        dueOn: date.nullable(),
        marks: z.array(z.string()),
      }),
    ),
    counts: z.record(z.string(), z.int()).openapi({ description: '各列表里有多少封' }),
    next,
  })
  .openapi('DeskLetters')

export const deskLetterShape = z
  .object({
    number: z.string(),
    kind: z.string().openapi({ description: 'letter 来信，part 协办件' }),
    title: z.string(),
    body: z.string(),
    class: z.string(),
    className: z.string(),
    division: z.string(),
    place: z.string().nullable(),
    concerns: z.string().nullable().openapi({ description: '写信人认为应由哪个单位办；举报的，是被举报单位' }),
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
      dispatchBy: date.nullable(),
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
    acts: z
      .array(z.string())
      .openapi({ description: '现在可以办的：POST 到 /api/v1/desk/letters/{number}/ 后面加这个词' }),
    notNow: z.array(z.object({ title: z.string(), sentence: z.string() })),
    choices: z.object({
      colleagues: z.array(option),
      returnGrounds: z.array(option),
      extensionGrounds: z.array(option),
    }),
  })
  .openapi('DeskLetter')

export const doneShape = z
  .object({
    number: z.string(),
    act: z.string(),
    state: state.nullable().openapi({ description: '办完以后的状态；null 是已经不归您看' }),
    letter: z.string(),
  })
  .openapi('Done')

const words = z.object({ title: z.string(), body: z.string(), reply: z.string() })

export const proposalShape = z
  .object({
    number: z.string(),
    status: z.enum(['prepared', 'published', 'withdrawn']).nullable(),
    original: words,
    proposed: words.openapi({ description: '已公开的内容；还没有公开的，是遮盖建议' }),
    masked: z.array(z.object({ part: z.string(), kind: z.string(), text: z.string() })),
    sensitive: z.array(z.string()),
    mustRewrite: z.boolean(),
    bar: z.string().nullable().openapi({ description: '不能公开的原因' }),
  })
  .openapi('PublicationProposal')
