import type { ComponentChildren } from 'preact'
import { displayClass } from './display.ts'
import type { Frame } from './frame.ts'

/** The skeleton that every page shares. Style and script only by address: the policy allows nothing inline. */
export function Document({
  frame,
  area,
  script,
  about,
  children,
}: {
  frame: Frame
  area: 'site' | 'desk' | 'print'
  script?: string
  /** Instead of `AboutPage`, where that is rendered apart. */
  about?: ComponentChildren
  children: ComponentChildren
}) {
  const siteName = frame.siteName ?? '阳光政务'
  return (
    <html lang="zh-CN" class={`area-${area} ${displayClass(frame.display)}`.trim()}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <title>
          {frame.title === siteName
            ? `${siteName} · ${frame.cityName}`
            : `${frame.title} · ${siteName} · ${frame.cityName}`}
        </title>
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" content={frame.display.dark ? '#171b24' : '#fbf6ec'} />
        <meta name="color-scheme" content={frame.display.dark ? 'dark' : 'light'} />
        <link rel="icon" href={frame.assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={frame.assets.style} />
        {frame.openSearchHref && area === 'site' && (
          <link
            rel="search"
            type="application/opensearchdescription+xml"
            href={frame.openSearchHref}
            title={siteName}
          />
        )}
        {about ?? <AboutPage frame={frame} />}
        {script && <script type="module" src={script} />}
      </head>
      <body>{children}</body>
    </html>
  )
}

/** What the head says of this one page, to machines only. */
export function AboutPage({ frame }: { frame: Pick<Frame, 'description' | 'alternates' | 'linkedData'> }) {
  return (
    <>
      {frame.description && <meta name="description" content={frame.description} />}
      {frame.alternates?.map((one) => (
        <link key={one.href} rel="alternate" type={one.type} href={one.href} title={one.title} />
      ))}
      {frame.linkedData && <LinkedData data={frame.linkedData} />}
    </>
  )
}

/** A block of data, which no browser runs: the policy on scripts does not concern it. `<` is written so that nothing in it can end the block. */
function LinkedData({ data }: { data: Record<string, unknown> }) {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
