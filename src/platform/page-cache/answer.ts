import { randomUUIDv7 } from 'node:crypto'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import type { House } from '../house.ts'
import type { Flight, PageCache } from './page-cache.ts'
import { isUnchanged, type StoredPage, variantFor } from './stored-page.ts'
import { type Visit, visitOf } from './visit.ts'

type Serving = Pick<House, 'log' | 'metrics'> & { pages: PageCache }

const flights = new WeakMap<object, Flight>()

/** The render that this request leads, when others may wait for it. */
export const flightOf = (incoming: object | undefined): Flight | undefined => incoming && flights.get(incoming)

/** A server that answers from the cache what it can, before anything else is made of the request. For `createServer` of `serve`. */
export function serverBehind(house: Serving): typeof createServer {
  const behind = (options: ServerOptions, rooms: RequestListener) =>
    createServer(options, (incoming, outgoing) => answer(house, incoming, outgoing, rooms))
  return behind as typeof createServer
}

function answer(house: Serving, incoming: IncomingMessage, outgoing: ServerResponse, rooms: RequestListener): void {
  const { pages } = house
  const visit = incoming.url?.startsWith('/assets/') || !pages.isOpen ? null : visitOf(incoming)
  const page = visit && pages.find(visit)
  if (page) {
    sendFound(house, incoming, outgoing, visit, page)
  } else if (!visit || incoming.method === 'HEAD') {
    // Nothing is kept of a HEAD, so nobody waits for one.
    pages.counts.bypass++
    rooms(incoming, outgoing)
  } else {
    pages.counts.miss++
    renderOnce(house, incoming, outgoing, visit, rooms)
  }
}

/** Leads the render, or waits for the one under way. */
function renderOnce(
  house: Serving,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  visit: Visit,
  rooms: RequestListener,
): void {
  const flight = house.pages.flightFor(visit)
  if (!flight) {
    lead(house.pages, visit, incoming, outgoing, rooms)
    return
  }
  void flight.ended.then((how) => {
    if (outgoing.destroyed) return
    if (how?.isFresh) sendFound(house, incoming, outgoing, visit, how.page)
    // Something changed meanwhile, or the page is nobody else's: this one is rendered for itself.
    else lead(house.pages, visit, incoming, outgoing, rooms)
  })
}

function lead(
  pages: PageCache,
  visit: Visit,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  rooms: RequestListener,
): void {
  const flight = pages.begin(visit)
  flights.set(incoming, flight)
  // A render that ends in no answer must not keep the others waiting.
  outgoing.once('close', () => flight.end(null))
  rooms(incoming, outgoing)
}

function sendFound(
  house: Serving,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  visit: Visit,
  page: StoredPage,
): void {
  house.pages.counts.hit++
  const started = performance.now()
  const variant = variantFor(page, incoming.headers['accept-encoding'])
  if (variant instanceof Promise) {
    void variant.then(
      (made) => {
        house.pages.recount(visit, page)
        send(house, incoming, outgoing, page, made, started)
      },
      (error: Error) => outgoing.destroy(error),
    )
  } else {
    send(house, incoming, outgoing, page, variant, started)
  }
}

function send(
  house: Serving,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  page: StoredPage,
  variant: Awaited<ReturnType<typeof variantFor>>,
  started: number,
): void {
  const requestId = randomUUIDv7()
  const isSame = isUnchanged(variant.etag, incoming.headers['if-none-match'])
  const status = isSame ? 304 : page.status
  const headers = isSame ? variant.unchanged : variant.headers
  outgoing.writeHead(status, [...headers, 'x-request-id', requestId])
  outgoing.end(isSame || incoming.method === 'HEAD' ? undefined : variant.body)
  const seconds = (performance.now() - started) / 1000
  const labels = { method: incoming.method ?? 'GET', route: page.route, status: String(status) }
  house.metrics.requestSeconds.observe(labels, seconds)
  house.log.info({ requestId, ...labels, isCached: true, milliseconds: Math.round(seconds * 1000) }, 'request')
}
