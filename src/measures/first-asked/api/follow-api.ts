import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { openByHeader } from '#core/following/index.ts'
import { type Api, addOperation } from '#core/interface/index.ts'
import { act } from '#core/matters/index.ts'
import { anyone } from '#platform/actor.ts'
import { readSent } from '#platform/http/api-body.ts'
import { inBody, invalidBody } from '#platform/http/api-problem.ts'
import type { Env } from '#platform/http/env.ts'
import { onceForKey } from '#platform/http/idempotency.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { type Followed, findInquiry } from '../following/find-inquiry.ts'
import { type InquiryAct, inquiryActs, inquiryForms } from '../following/follow-acts.ts'
import { thank } from '../following/thank.ts'

const group = '首问事项查进度、评价'

const summaries: Record<InquiryAct, string> = {
  supplements: '补充情况',
  acceptance: '认可答复',
  rejection: '不认可答复',
  rating: '评价',
  withdrawal: '撤回',
  reopening: '有新情况，请求重新办理',
  thanks: '感谢',
}

const instant = z.iso.datetime()
const inquiryShape = z
  .object({
    number: z.string(),
    title: z.string(),
    body: z.string(),
    className: z.string(),
    openedAt: instant,
    state: z.object({ id: z.string(), word: z.string() }),
    round: z.int(),
    due: z.iso.date().nullable(),
    firstAsked: z.object({ unit: z.string(), person: z.string().nullable(), phone: z.string().nullable() }),
    watcher: z.string().nullable().openapi({ description: '接着盯办的人；首问责任人自己盯着的为空' }),
    chain: z.array(z.object({ unit: z.string(), person: z.string().nullable(), since: instant })),
    returns: z.int().openapi({ description: '退转次数' }),
    timeline: z.array(
      z.object({ title: z.string(), body: z.string().nullable(), at: instant.nullable(), state: z.string() }),
    ),
    question: z.string().nullable(),
    answers: z.array(z.object({ unit: z.string(), text: z.string(), at: instant })),
    acts: z.array(z.string()).openapi({ description: '现在可以做的' }),
  })
  .openapi('Inquiry')

export const numberParam = z.object({ number: z.string().openapi({ description: '编号', example: '202611236000178' }) })

/** What whoever asked sees and does, by number and code. */
export function addFollowOperations(api: Api): void {
  addOperation(
    api,
    {
      method: 'get',
      path: urls.apiInquiry('{number}'),
      group,
      summary: '一件首问事项办到哪里了',
      description: '编号在网址里，查询码在 Matter-Code 头里。任何一个不对都答 404，试错的次数有限制。',
      needs: 'code',
      params: numberParam,
      answer: { description: '经过、经手的单位和人、首问责任人、期限、答复', schema: inquiryShape },
    },
    async (c) => c.json(shown(await followed(c))),
  )
  for (const noun of inquiryActs.acts) {
    const form: z.ZodObject | null = Object.keys(inquiryForms[noun].shape).length > 0 ? inquiryForms[noun] : null
    addOperation(
      api,
      {
        method: 'post',
        path: urls.apiInquiryAct('{number}', noun),
        group,
        summary: summaries[noun],
        needs: 'code',
        params: numberParam,
        body: { form },
        answer: { description: '办好了，现在的样子', schema: inquiryShape },
      },
      (c) => perform(c, noun, form),
    )
  }
}

async function perform(c: Context<Env>, noun: InquiryAct, form: z.ZodObject | null): Promise<Response> {
  const house = c.get('house')
  const opened = await followed(c)
  const sent = await readSent(c, form)
  const read = inquiryActs.read(noun, sent.fields)
  if (!read.ok) throw invalidBody(inBody(read.errors))
  const { asked: command } = read
  const location = urls.apiInquiry(opened.inquiry.number)
  await onceForKey(c, sent.fingerprint, {
    act: async (tx) => {
      if (command) await act({ ...house, db: tx }, opened.asker, opened.matterId, command)
      else await thank(tx, opened.asker, opened.matterId, house.clock.now())
      return { status: 200, location }
    },
  })
  const now = await findInquiry(house, opened.inquiry.number, anyone, opened.matterId)
  if (!now) throw notFound('首问事项')
  c.header('Content-Location', location)
  return c.json(shown(now))
}

/** One answer whether number or code is wrong. */
export const followed = (c: Context<Env>): Promise<Followed> => openByHeader(c, findInquiry)

function shown({ inquiry }: Followed) {
  const { may } = inquiry
  const acts: [InquiryAct, boolean][] = [
    ['supplements', may.supplement],
    ['acceptance', may.decide],
    ['rejection', may.decide],
    ['rating', may.rate],
    ['withdrawal', may.withdraw],
    ['reopening', may.reopen],
    ['thanks', may.thank],
  ]
  return {
    number: inquiry.number,
    title: inquiry.title,
    body: inquiry.body,
    className: inquiry.classWord,
    openedAt: inquiry.openedAt,
    state: { id: inquiry.state.id, word: inquiry.state.word },
    round: inquiry.round,
    due: inquiry.due?.on ?? null,
    firstAsked: inquiry.firstAsked,
    watcher: inquiry.watcher,
    chain: inquiry.chain.map(({ unit, person, since }) => ({ unit, person, since })),
    returns: inquiry.returns,
    timeline: inquiry.stops,
    question: inquiry.question,
    answers: inquiry.answers,
    acts: acts.filter(([, isOpen]) => isOpen).map(([noun]) => noun),
  }
}
