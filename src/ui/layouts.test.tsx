import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { DeskLayout, type Frame, PrintLayout, SiteLayout, StyleguidePage } from './index.ts'

const frame: Frame = {
  title: '来信',
  path: '/letters?q=路灯',
  display: { elder: true, contrast: false, dark: true },
  cityName: '攀枝花市',
  siteNav: [{ href: '/letters', label: '来信与答复', current: true }],
  deskNav: [{ label: '办件', items: [{ href: '/desk/letters', label: '来信', badge: 3 }] }],
  person: { name: '王建国', unit: '市城市管理局', kind: 'staff' },
  assets: { style: '/a.css', script: '/a.js', deskScript: '/d.js', icon: '/i.svg', logo: '/l.svg' },
  flash: { tone: 'good', text: '已签收' },
  demo: true,
}

const pages = {
  site: renderToString(
    <SiteLayout frame={frame}>
      <StyleguidePage />
    </SiteLayout>,
  ),
  desk: renderToString(
    <DeskLayout frame={frame}>
      <StyleguidePage />
    </DeskLayout>,
  ),
  print: renderToString(
    <PrintLayout frame={frame}>
      <StyleguidePage />
    </PrintLayout>,
  ),
}

test.each(Object.entries(pages))('%s: nothing inline, nothing from elsewhere, as the policy demands', (_, html) => {
  expect(html).not.toMatch(/\sstyle=/)
  expect(html).not.toMatch(/<style/)
  expect(html).not.toMatch(/\son[a-z]+=/i)
  expect(html).not.toMatch(/<script(?![^>]* src="\/)/)
  expect(html).not.toMatch(/(src|href|action)="(https?:)?\/\//)
})

test.each(Object.entries(pages))('%s: ids are unique and every label has its control', (_, html) => {
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  for (const [, target] of html.matchAll(/<label[^>]* for="([^"]+)"/g)) expect(ids).toContain(target)
})

test('the display variants are classes of the root', () => {
  expect(pages.site).toContain('<html lang="zh-CN" class="area-site display-elder display-dark">')
  expect(pages.site).toMatch(/value="elder" aria-pressed="true"/)
  expect(pages.site).toMatch(/value="contrast" aria-pressed="false"/)
})

test('the site has one search box, a skip link, and the facts a government site must show', () => {
  expect(pages.site.match(/role="search"/g)).toHaveLength(1)
  expect(pages.site).toContain('href="#main"')
  for (const fact of ['网站标识码', '主办单位', '我要纠错', '12345', '已签收']) expect(pages.site).toContain(fact)
})

test('the desk says who is signed in, for which unit, and lets them out', () => {
  for (const words of ['王建国', '市城市管理局', '快捷键', '/d.js']) expect(pages.desk).toContain(words)
  expect(pages.desk).toMatch(/<form[^>]* method="post" action="\/sign-out"/)
})

test('the groups of the desk menu fold without script; open is the one with this page, else the first', () => {
  const shown = (current: string) => {
    const group = (label: string, href: string) => ({ label, items: [{ href, label, current: href === current }] })
    const deskNav = [group('工作台', '/desk'), group('来信', '/desk/letters')]
    const html = renderToString(<DeskLayout frame={{ ...frame, deskNav }}>{null}</DeskLayout>)
    return [...html.matchAll(/<details class="desk-group"( open)?>\s*<summary><span>([^<]+)/g)].map(
      ([, open, label]) => `${label}${open ?? ''}`,
    )
  }
  // At the left and in the menu of a phone.
  expect(shown('/desk/letters')).toEqual(['工作台', '来信 open', '工作台', '来信 open'])
  expect(shown('/elsewhere')).toEqual(['工作台 open', '来信', '工作台 open', '来信'])
})
