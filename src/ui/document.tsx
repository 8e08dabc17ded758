import type { ComponentChildren } from 'preact'
import { displayClass } from './display.ts'
import type { Frame } from './frame.ts'

/** The skeleton that every page shares. Style and script only by address: the policy allows nothing inline. */
export function Document({
  frame,
  area,
  script,
  children,
}: {
  frame: Frame
  area: 'site' | 'desk' | 'print'
  script?: string
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
        {frame.description && <meta name="description" content={frame.description} />}
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" content={frame.display.dark ? '#171b24' : '#fbf6ec'} />
        <meta name="color-scheme" content={frame.display.dark ? 'dark' : 'light'} />
        <link rel="icon" href={frame.assets.icon} type="image/svg+xml" />
        <link rel="stylesheet" href={frame.assets.style} />
        {script && <script type="module" src={script} />}
      </head>
      <body>{children}</body>
    </html>
  )
}
