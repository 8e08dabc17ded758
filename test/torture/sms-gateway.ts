import { createServer } from 'node:http'

export type CountingGateway = {
  url: string
  /** How many SMS went out for each notice; the promise is one. */
  sent: Map<string, number>
  close(): void
}

/**
 * An SMS gateway that counts what reaches people. `forgetful` is the control: one that has not kept what it sent, so that whoever hands a notice over
 * again sends a second SMS, and whoever asks is told that there was none.
 */
export async function openCountingGateway(forgetful = false): Promise<CountingGateway> {
  const sent = new Map<string, number>()
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const isPost = request.method === 'POST'
    const noticeId = isPost ? String(JSON.parse(body).noticeId) : (request.url?.split('/').at(-1) ?? '')
    const before = forgetful ? 0 : (sent.get(noticeId) ?? 0)
    if (isPost && before === 0) sent.set(noticeId, (sent.get(noticeId) ?? 0) + 1)
    const known = isPost || before > 0
    response
      .writeHead(known ? 200 : 404, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(known ? { code: 'OK', messageId: `sms-${noticeId}` } : { code: 'NOT_FOUND' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    sent,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
