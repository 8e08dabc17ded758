import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { isId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { smsCallbacks } from './callbacks/sms-routes.ts'
import { wechatCallbacks } from './callbacks/wechat-routes.ts'
import { checkRoutes } from './checking/check-routes.tsx'
import { noticeDeskRoutes } from './desk/desk-routes.tsx'
import { inboxRoutes } from './inbox/inbox-routes.tsx'
import { outbox } from './outbox.ts'
import { OutboxPage } from './outbox-page.tsx'
import { preferencesRoutes } from './preferences/preferences-routes.tsx'

const outboxRoutes = routes().get('/demo/outbox', async (c) => {
  const house = c.get('house')
  if (!house.config.demo) throw notFound()
  const asked = (c.req.query('tail') ?? '').trim()
  const isTail = /^\d{4}$/.test(asked)
  const after = c.req.query('after')
  const found = await outbox(house, {
    tail: isTail ? asked : undefined,
    after: after && isId(after) ? after : undefined,
  })
  c.header('Cache-Control', 'no-store')
  return page(
    c,
    '短信发件箱（演示）',
    <OutboxPage
      messages={found.messages}
      nextKey={found.nextKey}
      tail={isTail ? asked : ''}
      tailFault={asked && !isTail ? '请填手机号码的最后四位数字，例如 5678。下面显示的是全部短信。' : null}
      timeZone={house.config.timeZone}
    />,
  )
})

export const noticeRoutes = routes()
  .route('/', outboxRoutes)
  .route('/', inboxRoutes)
  .route('/', preferencesRoutes)
  .route('/', checkRoutes)
  .route('/', smsCallbacks)
  .route('/', wechatCallbacks)
  .route('/', noticeDeskRoutes)
