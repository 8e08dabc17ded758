import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { urls } from '#urls.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { type Routes, routes } from './env.ts'

/** What a browser sends for each thing that it refused by our policy (CSP level 3, §5.3 `application/csp-report`). Its words are anybody's: nothing else of them is kept. */
const report = z.object({
  'csp-report': z.object({
    'document-uri': z.string().catch(''),
    'effective-directive': z.string().catch(''),
    'violated-directive': z.string().catch(''),
    'blocked-uri': z.string().catch(''),
    'source-file': z.string().catch(''),
  }),
})

const directives = new Set(contentSecurityPolicy.split('; ').map((one) => one.split(' ')[0] ?? ''))

/** A browser in a loop, or somebody who invents reports, must not fill the log: the figures count all, the log has so many a minute of each process. */
const mostLines = 30

/** Reports are counted by what was refused, and logged with the shape of the page's address: no number, no query, nothing that was typed. */
export function policyReportRoutes(): Routes {
  let lines = { minute: 0, left: mostLines }
  return routes().post(urls.policyReports(), bodyLimit({ maxSize: 16 * 1024 }), async (c) => {
    const sent = report.safeParse(await c.req.json().catch(() => null))
    if (!sent.success) return c.body(null, 422)
    const said = sent.data['csp-report']
    const labels = {
      directive: directiveOf(said['effective-directive'] || said['violated-directive']),
      blocked: sortOf(said['blocked-uri'], said['source-file'], said['document-uri']),
    }
    const { metrics, log, clock } = c.get('house')
    metrics.policyReports.inc(labels)
    const minute = Math.floor(clock.now().epochMilliseconds / 60_000)
    if (lines.minute !== minute) lines = { minute, left: mostLines }
    if (lines.left-- > 0) {
      const page = shapeOf(said['document-uri'])
      log.warn({ requestId: c.get('requestId'), ...labels, page }, 'refused by the policy')
    }
    return c.body(null, 204)
  })
}

/** `script-src-elem` and its like count for the directive that they fall back to. */
function directiveOf(said: string): string {
  const [name = ''] = said.trim().split(' ')
  const broad = name.replace(/-(?:elem|attr)$/, '')
  return directives.has(broad) ? broad : 'default-src'
}

type Sort = 'inline' | 'eval' | 'data' | 'own' | 'foreign' | 'extension'

/** What an extension of somebody's browser puts into our pages is refused as well; it is no fault of ours. */
function sortOf(blocked: string, source: string, page: string): Sort {
  if (/^[a-z-]*extension\b/.test(blocked) || /^[a-z-]*extension:/.test(source)) return 'extension'
  if (blocked === 'inline' || blocked === 'eval') return blocked
  if (/^(?:data|blob)\b/.test(blocked)) return 'data'
  if (blocked === 'self' || (URL.canParse(blocked) && originOf(blocked) === originOf(page))) return 'own'
  return 'foreign'
}

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : '')

/** `/follow/202611231000010/why` → `/follow/:/why`. */
const shapeOf = (address: string): string =>
  URL.canParse(address)
    ? new URL(address).pathname
        .slice(0, 200)
        .split('/')
        .map((part) => (/^[a-z][a-z.-]*$/.test(part) || part === '' ? part : ':'))
        .join('/')
    : ''
