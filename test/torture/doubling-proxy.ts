import { createServer } from 'node:http'
import { newId } from '#platform/id.ts'

export type DoublingProxy = { base: string; close(): void }

/**
 * A network that delivers each form twice, at the same moment. `forgetful` is the control: what knows no form keys and takes the second for another
 * person's. Whoever looks for what is there twice must find some behind that one, and nothing behind the other.
 */
export async function openDoublingProxy(to: () => string, forgetful = false): Promise<DoublingProxy> {
  const proxy = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const { 'content-type': type = '', 'x-forwarded-for': from = '', cookie = '' } = request.headers
    const pass = (sent: Buffer) =>
      fetch(to() + request.url, {
        method: request.method,
        redirect: 'manual',
        headers: {
          'Content-Type': type,
          'X-Forwarded-For': String(from),
          Cookie: cookie,
          'Sec-Fetch-Site': 'same-origin',
        },
        ...(request.method === 'POST' && { body: new Uint8Array(sent) }),
      }).catch(() => null)
    const second = request.method === 'POST' ? pass(forgetful ? asAnother(body) : body) : null
    const answer = await pass(body)
    const words = (await answer?.text().catch(() => '')) ?? ''
    await (await second)?.arrayBuffer().catch(() => null)
    const headers = {
      location: answer?.headers.get('location') ?? '',
      'set-cookie': answer?.headers.getSetCookie() ?? [],
    }
    response.writeHead(answer?.status ?? 502, headers).end(words)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = proxy.address()
  return {
    base: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close: () => {
      proxy.close()
      proxy.closeAllConnections()
    },
  }
}

/** The same letter under a key and a phone of its own, of the same length. */
const asAnother = (body: Buffer): Buffer =>
  Buffer.from(
    body
      .toString('latin1')
      .replace(/(name="formKey"\r\n\r\n)[0-9a-f-]{36}/, `$1${newId()}`)
      .replace(/(name="phone"\r\n\r\n)154/, '$1153'),
    'latin1',
  )
