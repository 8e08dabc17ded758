import type { ComponentChildren } from 'preact'
import { Brand, DemoRibbon, DisplaySwitch, Flash, NavLinks, SearchBox, SignOut, SkipLink } from './chrome.tsx'
import { DialogBox } from './containers.tsx'
import { Document } from './document.tsx'
import type { Frame, NavGroup } from './frame.ts'
import { Icon } from './icon.tsx'
import { Breadcrumbs } from './navigation.tsx'

/** Keys every desk page has; a page's own come from its `data-key` attributes. */
const commonKeys = [
  ['j / k', '下一行 / 上一行'],
  ['x', '勾选这一行'],
  ['Enter', '打开这一行'],
  ['/', '跳到搜索框'],
  ['[ / ]', '上一页 / 下一页'],
  ['?', '打开这张表'],
] as const

/** Staff pages: navigation at the left on wide screens, a compact bar on a phone. */
export function DeskLayout({ frame, children }: { frame: Frame; children: ComponentChildren }) {
  return (
    <Document frame={frame} area="desk" script={frame.assets.deskScript}>
      <SkipLink />
      <DemoRibbon frame={frame} />
      <div class="desk">
        <header class="desk-bar">
          <Brand frame={frame} href="/desk" />
          <SearchBox query={frame.searchQuery} label="搜编号、标题、内容" />
          <DeskPerson frame={frame} />
          <details class="desk-menu">
            <summary>
              <Icon name="menu" />
              <span>菜单</span>
            </summary>
            <nav aria-label="工作台菜单（手机）">
              <DeskGroups groups={frame.deskNav} />
              <DisplaySwitch frame={frame} />
              <DeskPerson frame={frame} />
            </nav>
          </details>
        </header>
        <aside class="desk-side" aria-label="导航与显示设置">
          <nav aria-label="工作台菜单">
            <DeskGroups groups={frame.deskNav} />
          </nav>
          <div class="desk-side-foot">
            <DisplaySwitch frame={frame} />
            <button class="keys-button" type="button" data-dialog="keys-help" hidden>
              <Icon name="keyboard" size="small" />
              <span>快捷键</span>
              <kbd>?</kbd>
            </button>
            <a href="/">返回公众网站</a>
          </div>
        </aside>
        <main class="desk-main" id="main" tabIndex={-1}>
          {frame.breadcrumbs && <Breadcrumbs items={frame.breadcrumbs} />}
          <Flash frame={frame} />
          {children}
        </main>
      </div>
      <DialogBox id="keys-help" title="快捷键">
        <dl class="keys-list" data-keys>
          {commonKeys.map(([keys, words]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <button class="btn btn-secondary" type="button" data-keys-switch hidden>
          关掉单键快捷键
        </button>
      </DialogBox>
    </Document>
  )
}

/** Groups fold without script; open is the one with this page, or the first where no group has it. */
function DeskGroups({ groups }: { groups: NavGroup[] }) {
  const here = groups.find(({ items }) => items.some(({ current }) => current)) ?? groups[0]
  return (
    <>
      {groups.map((group) => (
        <details class="desk-group" key={group.label} open={group === here}>
          <summary>
            <span>{group.label}</span>
            <Icon name="down" size="small" />
          </summary>
          <NavLinks items={group.items} />
        </details>
      ))}
    </>
  )
}

function DeskPerson({ frame }: { frame: Frame }) {
  return frame.person ? (
    <div class="desk-person">
      <span class="desk-person-words">
        <b>{frame.person.name}</b>
        {frame.person.unit && <small>{frame.person.unit}</small>}
      </span>
      <SignOut />
    </div>
  ) : null
}
