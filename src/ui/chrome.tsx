import type { ComponentChildren } from 'preact'
import type { Frame, NavItem } from './frame.ts'
import { Icon } from './icon.tsx'
import { Alert } from './states.tsx'

/** Parts around the page that site and desk share. */

export function SkipLink() {
  return (
    <a class="skip-link" href="#main">
      跳到正文
    </a>
  )
}

export function Brand({ frame, href = '/' }: { frame: Frame; href?: string }) {
  return (
    <a class="brand" href={href}>
      <img src={frame.assets.logo} alt="" width={44} height={44} />
      <span class="brand-words">
        <b>{frame.siteName ?? '阳光政务'}</b>
        <small>{frame.cityName}</small>
      </span>
    </a>
  )
}

/** The one search box. Suggestions come as a fragment from `/search/suggest?q=`. */
export function SearchBox({
  query,
  id = 'q',
  label = '搜来信、答复、政策',
}: {
  query?: string
  id?: string
  label?: string
}) {
  return (
    <search-suggest class="search-suggest">
      {/* biome-ignore lint/a11y/useSemanticElements: the browsers of 2020 do not know the search element */}
      <form class="search-box" role="search" method="get" action="/search">
        <label class="visually-hidden" for={id}>
          {label}
        </label>
        <Icon name="search" size="small" />
        <input type="search" id={id} name="q" value={query} placeholder={label} autocomplete="off" data-key-focus="/" />
        <button type="submit">搜索</button>
      </form>
    </search-suggest>
  )
}

const switches = [
  { key: 'elder', label: '长辈版', icon: 'elder' },
  { key: 'contrast', label: '高对比', icon: 'contrast' },
  { key: 'dark', label: '深色', icon: 'moon' },
] as const

/** Posts `toggle` (elder, contrast, dark) and `return`; the server answers with the cookie and 303 to `return`. */
export function DisplaySwitch({ frame }: { frame: Frame }) {
  return (
    <form class="display-switch" method="post" action="/display">
      <input type="hidden" name="return" value={frame.path} />
      {switches.map(({ key, label, icon }) => (
        <button key={key} type="submit" name="toggle" value={key} aria-pressed={frame.display[key] ? 'true' : 'false'}>
          <Icon name={icon} size="small" />
          <span>{label}</span>
        </button>
      ))}
    </form>
  )
}

export function SignOut() {
  return (
    <form class="sign-out" method="post" action="/sign-out">
      <button type="submit">
        <Icon name="leave" size="small" />
        <span>退出</span>
      </button>
    </form>
  )
}

export function NavLinks({ items }: { items: NavItem[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href} aria-current={item.current ? 'page' : undefined} title={item.hint}>
            <span>{item.label}</span>
            {item.badge !== undefined && item.badge !== 0 && <span class="count">{item.badge}</span>}
          </a>
        </li>
      ))}
    </ul>
  )
}

export function Flash({ frame }: { frame: Frame }) {
  return frame.flash ? (
    <div class="flash">
      <Alert tone={frame.flash.tone} live>
        <p>{frame.flash.text}</p>
      </Alert>
    </div>
  ) : null
}

export function DemoRibbon({ frame }: { frame: Frame }) {
  return frame.demo ? (
    <aside class="demo-ribbon" aria-label="演示说明">
      演示环境，人物均为虚构，请勿填写真实信息
    </aside>
  ) : null
}

export type Suggestion = { href: string; label: ComponentChildren }

/** What `/search/suggest?q=` answers: the island turns the links into choices of the search box. */
export function SuggestionList({ items }: { items: Suggestion[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href}>{item.label}</a>
        </li>
      ))}
    </ul>
  )
}
