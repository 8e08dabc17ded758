/**
 * What a browser keeps running for us so that it can be told: shows a notification and opens the inbox. It reads nothing, keeps nothing and answers no
 * request. A repeat carries the same tag and takes the place of the first.
 */
export const pushWorker = `self.addEventListener('push', (event) => {
  const told = event.data ? event.data.json() : {}
  event.waitUntil(
    self.registration.showNotification(told.title || '阳光政务有新消息', {
      body: told.body || '',
      tag: told.id,
      lang: 'zh-CN',
      icon: '/assets/icon.svg',
      data: told.href || '/my/messages',
    }),
  )
})
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(self.clients.openWindow(event.notification.data))
})
`
