import type { Context, Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import { Alert, LinkButton, PageHeader, Steps } from '#ui/index.ts'
import type { Env } from './env.ts'
import { page } from './render.tsx'
import { safeReturnPath } from './return-path.ts'

/** WeChat's own browser keeps no file: a download there ends in a blank page or in nothing. So it is told where to go instead. */
export const filesInWeChat = createMiddleware<Env>((c, next) => {
  const agent = c.req.header('User-Agent') ?? ''
  // 企业微信, which names itself the same way, does keep files.
  return c.req.method === 'GET' && /MicroMessenger/i.test(agent) && !/wxwork/i.test(agent)
    ? withoutFile(c, next)
    : next()
})

async function withoutFile(c: Context<Env>, next: Next): Promise<void> {
  await next()
  if (!c.res.headers.get('Content-Disposition')?.startsWith('attachment')) return
  await c.res.body?.cancel()
  const cameFrom = URL.parse(c.req.header('Referer') ?? '')
  const isOurs = cameFrom?.host === c.req.header('Host')
  // Assigned over another, an answer takes over its headers, the file's among them.
  c.res = undefined
  c.res = page(
    c,
    '请在浏览器里打开',
    <OpenElsewherePage back={isOurs ? safeReturnPath(cameFrom && cameFrom.pathname + cameFrom.search) : '/'} />,
  )
  c.res.headers.append('Vary', 'User-Agent')
}

function OpenElsewherePage({ back }: { back: string }) {
  return (
    <>
      <PageHeader title="请在浏览器里打开" lead="这是一个文件，微信里不能保存，换手机自带的浏览器就可以。" />
      <Steps
        label="怎么在浏览器里打开"
        items={[
          { label: '点右上角的“···”', state: 'next' },
          { label: '选“在浏览器打开”', state: 'next', note: '有的手机写“在默认浏览器中打开”' },
          { label: '文件自动保存', state: 'next', note: '日历文件会直接问您要不要加入日历' },
        ]}
      />
      <Alert tone="info" title="浏览器里要重新输入编号和查询码？">
        微信和浏览器各记各的，看自己的信要在浏览器里再输一次编号和六位查询码。
      </Alert>
      <LinkButton href={back} variant="secondary">
        回到刚才的页面
      </LinkButton>
    </>
  )
}
