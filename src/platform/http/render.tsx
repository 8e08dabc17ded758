import type { Context } from 'hono'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { DeskLayout, type Frame, type NavItem, PrintLayout, SiteLayout } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Assets, clientFolder, readAssets } from '../assets.ts'
import type { Env } from './env.ts'
import { doctype, hasPublicShell, renderInShell } from './public-shell.tsx'
import { documentAnswer } from './security-headers.ts'

export type PageOptions = {
  status?: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503
  layout?: 'site' | 'desk' | 'print'
  /** Of what is printed: a sheet of A4, or a card of 80 mm. */
  paper?: 'card'
  description?: string
  breadcrumbs?: NavItem[]
  searchQuery?: string
  /** Other forms of this page for machines. */
  alternates?: Frame['alternates']
  /** schema.org, as JSON-LD; published words only. */
  linkedData?: Frame['linkedData']
  /** Stands above the main column at full width (public pages). */
  banner?: VNode
}

let assets: Assets | undefined

/** Renders a page in its layout as a whole document. */
export function page(c: Context<Env>, title: string, body: VNode, options: PageOptions = {}): Response {
  const frame = frameOf(c, title, options)
  // As bytes: Node writes a long string of Chinese to a socket ten times slower than it encodes it here.
  const bytes =
    (options.layout ?? 'site') === 'site' && hasPublicShell(frame)
      ? renderInShell(c.get('navigation').site, frame, body, options.banner)
      : Buffer.from(doctype + renderToString(inLayout(frame, body, options)))
  return documentAnswer(c, bytes, options.status ?? 200)
}

function inLayout(frame: Frame, body: VNode, { layout, banner }: PageOptions): VNode {
  if (layout === 'desk') return <DeskLayout frame={frame}>{body}</DeskLayout>
  if (layout === 'print') return <PrintLayout frame={frame}>{body}</PrintLayout>
  return (
    <SiteLayout frame={frame} banner={banner}>
      {body}
    </SiteLayout>
  )
}

/** A piece of a page, for an island that asks for it. */
export const fragment = (c: Context<Env>, body: VNode, status: 200 | 422 = 200): Response =>
  c.html(renderToString(body), status)

function frameOf(c: Context<Env>, title: string, options: PageOptions): Frame {
  const { config } = c.get('house')
  const actor = c.get('actor')
  const navigation = c.get('navigation')
  const path = c.req.path
  const here = nearest([...navigation.site, ...navigation.desk.flatMap((group) => group.items)], path)
  const mark = (item: NavItem): NavItem => ({ ...item, current: item.href === here })
  assets ??= readAssets(clientFolder())
  return {
    title,
    description: options.description,
    path: c.req.method === 'GET' ? path + searchOf(c.req.url) : path,
    display: c.get('display'),
    cityName: config.cityName,
    siteNav: navigation.site.map(mark),
    deskNav: navigation.desk.map((group) => ({ ...group, items: group.items.map(mark) })),
    person: personOf(actor),
    assets: {
      style: assets('src/ui/styles/site.scss'),
      script: assets('src/ui/client.ts'),
      deskScript: assets('src/ui/desk-client.ts'),
      icon: '/assets/icon.svg',
      logo: '/assets/logo.svg',
    },
    searchQuery: options.searchQuery,
    breadcrumbs: options.breadcrumbs,
    paper: options.paper,
    alternates: options.alternates,
    linkedData: options.linkedData,
    openSearchHref: urls.openSearch(),
    flash: c.get('flash'),
    demo: config.demo,
  }
}

/** The query of an address with its `?`, as `URL` gives it; empty without one. */
function searchOf(url: string): string {
  return url.includes('?') ? new URL(url).search : ''
}

/** Of the entries that lead to this page or above it, the one nearest to it; the first pages are above nothing. */
function nearest(items: NavItem[], path: string): string | undefined {
  return items
    .map(({ href }) => href)
    .filter((href) => href === path || (href !== '/' && href !== urls.desk() && path.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0]
}

function personOf(actor: Env['Variables']['actor']): Frame['person'] {
  if (actor.kind === 'staff') return { kind: 'staff', name: actor.name, unit: actor.roles[0]?.unitName }
  if (actor.kind !== 'citizen') return null
  return { kind: 'citizen', name: actor.acting ? `代${actor.acting.name}` : actor.name }
}
