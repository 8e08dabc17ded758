import { setTimeout as pause } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import type { House } from '../house.ts'
import { endLastingAnswers } from '../lasting-answers.ts'
import { serverBehind } from '../page-cache/index.ts'
import { isLeaving, leave } from '../readiness.ts'

/** What takes longer after the drain time is cut off: a client that stopped reading must not keep an upgrade waiting. */
const lastAnswers = 10_000

export type Listening = {
  port: number
  /**
   * The end of a process that nobody notices: first `/readyz` says no while everything is still served, for `DRAIN_SECONDS`; then no new connection is
   * taken and the requests under way are answered.
   */
  close(): Promise<void>
}

export function listen(house: House, fetch: Parameters<typeof serve>[0]['fetch']): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const createServer = house.pages && serverBehind({ ...house, pages: house.pages })
    const { host: hostname, port: wanted } = house.config
    const server = serve({ fetch, hostname, port: wanted, createServer }, ({ port }) => resolve({ port, close }))
    // A kept connection that ends between two requests would cost a proxy the second one: so each answer says that it is the last.
    server.prependListener('request', (_, response: { shouldKeepAlive: boolean }) => {
      if (isLeaving(house)) response.shouldKeepAlive = false
    })
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`端口 ${house.config.port} 已被占用：请先停掉占用它的程序，或设置 PORT 换一个端口。`)
          : error,
      )
    })
    const close = async (): Promise<void> => {
      leave(house)
      await pause(house.config.drainSeconds * 1000)
      await new Promise<void>((done) => {
        server.close(() => done())
        // After the port is closed: who reads on comes back at once, and not to us.
        endLastingAnswers(house)
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), lastAnswers).unref()
      })
    }
  })
}
