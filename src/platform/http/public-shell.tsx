import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { AboutPage, Breadcrumbs, escaped, type Frame, SiteLayout } from '#ui/index.ts'

/** What differs from page to page for somebody who is not signed in. Colons, so that an address that was encoded into another is told apart. */
const marks = {
  title: ':shell-title:',
  about: ':shell-about:',
  path: ':shell-path:',
  query: ':shell-query:',
  banner: ':shell-banner:',
  body: ':shell-body:',
} as const

type Part = keyof typeof marks | 'encodedPath'
const kindOf = new Map<string, Part>([
  ...Object.entries(marks).map(([part, mark]): [string, Part] => [mark, part as Part]),
  [encodeURIComponent(marks.path), 'encodedPath'],
])
const cut = new RegExp(`(${[...kindOf.keys()].join('|')})`)

export const doctype = '<!doctype html>'

/** What every page has, in bytes, and between it what differs. */
type Shell = (Buffer | Part)[]

/** Header, navigation and footer are rendered once for each way they look; by the navigation of the app that they belong to. */
const shells = new WeakMap<object, Map<string, Shell>>()

/** A flash, a name in the corner or a title that is the site's own is nobody else's: such a page is rendered whole. */
export const hasPublicShell = (frame: Frame): boolean =>
  !frame.person && !frame.flash && frame.title !== (frame.siteName ?? '阳光政务')

/**
 * The whole document in UTF-8, of which only what is this page's own is rendered and encoded. `navigation`: the app's, the same object for each
 * request.
 */
export function renderInShell(
  navigation: object,
  frame: Frame,
  body: VNode,
  banner: VNode | undefined,
): Buffer<ArrayBuffer> {
  const own: Record<Part, () => string> = {
    title: () => escaped(frame.title),
    about: () => renderToString(<AboutPage frame={frame} />),
    path: () => escaped(frame.path),
    encodedPath: () => encodeURIComponent(frame.path),
    query: () => escaped(frame.searchQuery ?? ''),
    banner: () => (banner ? renderToString(banner) : ''),
    body: () =>
      renderToString(
        <>
          {frame.breadcrumbs && <Breadcrumbs items={frame.breadcrumbs} />}
          {body}
        </>,
      ),
  }
  return Buffer.concat(
    shellOf(navigation, frame).map((piece) => (typeof piece === 'string' ? Buffer.from(own[piece]()) : piece)),
  )
}

function shellOf(navigation: object, frame: Frame): Shell {
  const kept = shells.get(navigation) ?? new Map<string, Shell>()
  shells.set(navigation, kept)
  const { elder, contrast, dark } = frame.display
  const here = frame.siteNav.findIndex((item) => item.current)
  const key = [elder, contrast, dark, here, frame.searchQuery !== undefined].join()
  const known = kept.get(key)
  if (known) return known
  const shell = `${doctype}${renderShell(frame)}`.split(cut).map((piece) => kindOf.get(piece) ?? Buffer.from(piece))
  kept.set(key, shell)
  return shell
}

function renderShell(frame: Frame): string {
  const marked: Frame = {
    ...frame,
    title: marks.title,
    path: marks.path,
    searchQuery: frame.searchQuery === undefined ? undefined : marks.query,
    breadcrumbs: undefined,
  }
  return renderToString(
    <SiteLayout frame={marked} banner={marks.banner} about={marks.about}>
      {marks.body}
    </SiteLayout>,
  )
}
