import { createServer } from 'node:http'

export type HastyProxy = {
  base: string
  /** When everything that was accepted has been passed on, or could not be. */
  settled(): Promise<void>
  close(): void
}

/** The control: a house that says 303 as soon as it has read the form, and only then keeps it. Whatever looks for lost letters must find some behind it. */
export async function openHastyProxy(to: () => string): Promise<HastyProxy> {
  const passed: Promise<unknown>[] = []
  const proxy = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    response.writeHead(303, { Location: '/letters/receipt' }).end()
    const { 'content-type': type = '', 'x-forwarded-for': from = '' } = request.headers
    const headers = { 'Content-Type': type, 'X-Forwarded-For': String(from), 'Sec-Fetch-Site': 'same-origin' }
    const body = Buffer.concat(chunks)
    passed.push(fetch(to() + request.url, { method: 'POST', headers, body, redirect: 'manual' }).catch(() => null))
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = proxy.address()
  return {
    base: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    settled: async () => {
      await Promise.all(passed)
    },
    close: () => {
      proxy.close()
    },
  }
}
