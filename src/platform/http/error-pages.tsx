import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { LinkButton, PageHeader } from '#ui/index.ts'
import { sqlState } from '../database.ts'
import { Refusal } from '../refusal.ts'
import type { Env } from './env.ts'
import { page } from './render.tsx'

const titles: Record<number, string> = {
  403: '不能这样操作',
  404: '没有找到',
  409: '与别人的操作冲突',
  410: '内容已撤下',
  413: '内容太大',
  422: '请改一下再提交',
  429: '操作太频繁',
  500: '系统出错了',
  503: '系统正忙',
}

/** Every failure ends here: a refusal as its own sentence, anything else as our fault with the number to quote. */
export function showError(error: Error, c: Context<Env>): Response {
  const house = c.get('house')
  if (error instanceof Refusal) {
    house.metrics.refusals.inc({ code: error.code })
    return answer(c, error.status, error.message, error.code)
  }
  if (error instanceof HTTPException && error.status < 500) {
    const status = error.status === 413 ? 413 : error.status === 404 ? 404 : 422
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
  const isBusy = ['55P03', '57014', '53300'].includes(sqlState(error))
  return isBusy
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

type Status = 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 503

function answer(c: Context<Env>, status: Status, sentence: string, code: string): Response {
  if (c.req.path.startsWith('/api/')) {
    const problem = { type: `/api/problems/${code}`, title: titles[status], status, detail: sentence }
    return c.body(JSON.stringify(problem), status, { 'Content-Type': 'application/problem+json; charset=utf-8' })
  }
  const isDesk = c.req.path.startsWith('/desk') && c.get('actor').kind === 'staff'
  const title = titles[status] ?? '出错了'
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
