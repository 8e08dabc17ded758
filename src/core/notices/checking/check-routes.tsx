import type { Context } from 'hono'
import { type Env, routes } from '#platform/http/env.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { countTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { page } from '#platform/http/render.tsx'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { checkMessage, type Verdict } from './check-message.ts'
import { CheckMessagePage } from './check-page.tsx'

/** 本市自定. A receipt holds a six-digit code: whoever asks may not find it by trying. */
const byAddress: RateLimit = {
  name: 'message-check',
  points: 10,
  seconds: 900,
  sentence: '查的次数太多了，请过一刻钟再试，或直接拨打 12345 核实。',
}

/** What is asked stands in the body: no address of ours carries a message or a code. Nothing is kept of it. */
export const checkRoutes = routes()
  .get(urls.checkMessage(), (c) => show(c, { text: '', number: '' }, null))
  .post(urls.checkMessage(), async (c) => {
    const fields = await postedFields(c)
    const typed = { text: wordsOf(fields.text).slice(0, 2000), number: wordsOf(fields.number).slice(0, 40) }
    if (typed.text.trim() === '') return show(c, typed, null, { text: '请把消息原文粘贴进来。' }, 422)
    try {
      await countTry(c.get('house'), byAddress, c.get('address'))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return show(c, typed, null, { text: error.message }, 429)
    }
    return show(c, typed, await checkMessage(c.get('house'), typed))
  })

const wordsOf = (field: unknown): string => (typeof field === 'string' ? field.replaceAll('\0', '') : '')

function show(
  c: Context<Env>,
  typed: { text: string; number: string },
  verdict: Verdict | null,
  errors: FieldErrors = {},
  status: 200 | 422 | 429 = 200,
): Response {
  const { config } = c.get('house')
  const sender = config.providers.sms?.sender ?? null
  return page(
    c,
    '消息核实',
    <CheckMessagePage {...typed} {...{ verdict, errors, sender }} timeZone={config.timeZone} />,
    {
      status,
      description: '收到自称政务平台的短信、邮件，查一查是不是我们发的。',
      breadcrumbs: [
        { href: urls.home(), label: '首页' },
        { href: urls.checkMessage(), label: '消息核实' },
      ],
    },
  )
}
