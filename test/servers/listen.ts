import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Listening = { url: string; close(): Promise<void> }

/** An HTTP server on a free port of this machine. `answer` gets the whole body; what it throws is a 500. */
export async function listen(
  answer: (request: IncomingMessage, body: string, response: ServerResponse) => void | Promise<void>,
): Promise<Listening> {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    try {
      await answer(request, body, response)
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
