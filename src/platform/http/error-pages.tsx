import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { LinkButton, PageHeader } from '#ui/index.ts'
import { isUnavailable, sqlState } from '../database.ts'
import { Refusal } from '../refusal.ts'
import { problem, problemTitles, showProblem } from './api-problem.ts'
import type { Env } from './env.ts'
import { page } from './render.tsx'

/** Every failure ends here: a refusal as its own sentence, anything else as our fault with the number to quote. */
export function showError(error: Error, c: Context<Env>): Response {
  const house = c.get('house')
  if (error instanceof Refusal) {
    house.metrics.refusals.inc({ code: error.code })
    return isApi(c) ? showProblem(c, error) : answer(c, error.status, error.message, error.code)
  }
  if (error instanceof HTTPException && error.status < 500) {
    const status = error.status === 413 ? 413 : error.status === 404 ? 404 : isApi(c) ? 400 : 422
    return answer(
      c,
      status,
      status === 413 ? '提交的内容太大了，请减少文件或分几次提交。' : '提交的内容读不出来，请返回重新填写。',
      'unreadable',
    )
  }
  // Messages of database errors can quote values that people typed: only the kind and the place are logged.
  house.log.error(
    { requestId: c.get('requestId'), error: error.name, sqlState: sqlState(error), at: placeOf(error) },
    'failed',
  )
  return isUnavailable(error)
    ? answer(c, 503, '系统正忙，您填写的内容没有丢失，请过一会儿再点一次提交。', 'busy')
    : answer(
        c,
        500,
        `这是我们的问题，不是您的。请稍后再试；需要帮助可拨打 12345，并报编号 ${c.get('requestId')}。`,
        'internal',
      )
}

export const showNotFound = (c: Context<Env>): Response =>
  answer(c, 404, '没有找到这个页面。请核对网址，或从首页重新进入。', 'not-found')

const isApi = (c: Context<Env>): boolean => c.req.path.startsWith('/api/')

type Status = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503

function answer(c: Context<Env>, status: Status, sentence: string, code: string): Response {
  if (isApi(c)) return problem(c, { status, code, detail: sentence })
  const isDesk = c.req.path.startsWith('/desk') && c.get('actor').kind === 'staff'
  const title = problemTitles[status]
  return page(c, title, <ErrorPage title={title} sentence={sentence} home={isDesk ? '/desk' : '/'} />, {
    status,
    layout: isDesk ? 'desk' : 'site',
  })
}

export function ErrorPage(props: { title: string; sentence: string; home: string }) {
  return (
    <>
      <PageHeader title={props.title} />
      <p class="lead">{props.sentence}</p>
      <LinkButton href={props.home}>{props.home === '/desk' ? '回到工作台' : '回到首页'}</LinkButton>
    </>
  )
}

/** File and line of our own code where it failed, without the message. */
const placeOf = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !line.includes('node_modules'))
    .slice(0, 4)
    .map((line) => line.trim())
