import type { ComponentChildren } from 'preact'
import { Brand, DemoRibbon, DisplaySwitch, Flash, NavLinks, SearchBox, SignOut, SkipLink } from './chrome.tsx'
import { Document } from './document.tsx'
import type { Frame } from './frame.ts'
import { Icon } from './icon.tsx'
import { Breadcrumbs } from './navigation.tsx'
import { SiteFooterBar } from './site-footer.tsx'

type LayoutProps = {
  frame: Frame
  /** Stands above the main column at full width, e.g. `Hero`. */
  banner?: ComponentChildren
  /** Instead of what the frame says for the head, where that is rendered apart. */
  about?: ComponentChildren
  children: ComponentChildren
}

/** Public pages. */
export function SiteLayout({ frame, banner, about, children }: LayoutProps) {
  return (
    <Document frame={frame} area="site" script={frame.assets.script} about={about}>
      <SkipLink />
      <DemoRibbon frame={frame} />
      <header class="site-header">
        <div class="site-utility">
          <div class="container">
            <DisplaySwitch frame={frame} />
            <read-aloud class="read-aloud" data-target="main" hidden>
              <button type="button" data-read>
                <Icon name="speak" size="small" />
                <span>朗读本页</span>
              </button>
              <button type="button" data-stop hidden>
                <span>停止</span>
              </button>
            </read-aloud>
            <PersonLinks frame={frame} />
          </div>
        </div>
        <div class="site-bar container">
          <Brand frame={frame} />
          <SearchBox query={frame.searchQuery} />
          <details class="site-menu">
            <summary>
              <Icon name="menu" />
              <span>菜单</span>
            </summary>
            <nav aria-label="主菜单（手机）">
              <NavLinks items={frame.siteNav} />
              <PersonLinks frame={frame} />
            </nav>
          </details>
        </div>
        <nav class="site-nav" aria-label="主菜单">
          <div class="container">
            <NavLinks items={frame.siteNav} />
          </div>
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        {banner}
        <div class="container site-main">
          {frame.breadcrumbs && <Breadcrumbs items={frame.breadcrumbs} />}
          <Flash frame={frame} />
          {children}
        </div>
      </main>
      <SiteFooterBar frame={frame} />
    </Document>
  )
}

function PersonLinks({ frame }: { frame: Frame }) {
  if (!frame.person) {
    return (
      <div class="person-links">
        <a href="/sign-in">
          <Icon name="user" size="small" />
          <span>登录</span>
        </a>
      </div>
    )
  }
  const home = frame.person.kind === 'staff' ? { href: '/desk', label: '工作台' } : { href: '/my', label: '我的' }
  return (
    <div class="person-links">
      <a href={home.href}>
        <Icon name="user" size="small" />
        <span>
          {frame.person.name} · {home.label}
        </span>
      </a>
      <SignOut />
    </div>
  )
}
