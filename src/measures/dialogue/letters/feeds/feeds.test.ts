import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'

let desk: DeskOfTests
let number = ''

/** What an attacker would have in a title that is published: it ends no element, block or CDATA section anywhere. */
const title = '路灯</title><script>alert(1)</script>]]>&amp; "坏了"'

beforeAll(async () => {
  desk = await deskOfTests()
  number = await desk.writeOne({ title: '门口路灯不亮请维修', publish: 'yes' })
  await does('paidan', 'dispatch', { dispatchUnit: 'zjj' })
  await does('chengban', 'signature')
  await does('chengban', 'drafts', { replyText: '您好，路灯已修复，今后每周巡查一次。', intent: 'submit' })
  await does('fuzeren', 'approval')
  await does('bianji', 'publication', {
    title,
    body: '门口三盏路灯都不亮。</script><img src=x onerror=alert(1)>',
    reply: '您好，路灯已修复，今后每周巡查。',
    secrecyReviewed: 'yes',
  })
})
afterAll(() => desk.close())

const does = async (username: string, noun: string, fields: Record<string, string> = {}): Promise<void> => {
  expect((await desk.does(username, number, noun, fields)).status, noun).toBe(303)
}

const text = async (path: string): Promise<string> => {
  const response = await desk.house.app.request(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

const parsed = (xml: string) => {
  expect(XMLValidator.validate(xml)).toBe(true)
  return new XMLParser({ ignoreAttributes: false, processEntities: true }).parse(xml)
}

describe('the published letters for machines', () => {
  test('RSS: well-formed, absolute addresses, the published words and no others', async () => {
    const { rss } = parsed(await text('/letters/feed.rss'))
    expect(rss.channel.item.link).toBe(`http://localhost/letters/${number}`)
    expect(JSON.stringify(rss.channel.item)).toContain('坏了')
    expect(rss.channel.language).toBe('zh-CN')
    expect(rss.channel['atom:link']['@_href']).toBe('http://localhost/letters/feed.rss')
  })

  test('Atom', async () => {
    const { feed } = parsed(await text('/letters/feed.atom'))
    expect(feed.entry.id).toBe(`http://localhost/letters/${number}`)
    expect(feed.entry.updated).toMatch(/^\d{4}-\d{2}-\d{2}T/)
  })

  test('JSON Feed, by the filters of the page', async () => {
    const all = JSON.parse(await text('/letters/feed.json'))
    expect(all).toMatchObject({ version: 'https://jsonfeed.org/version/1', items: [{ title }] })
    expect(JSON.parse(await text('/letters/feed.json?class=praise')).items).toEqual([])
    expect((await desk.house.app.request('/letters/feed.xml')).status).toBe(404)
  })

  test('the pages lead to them, and say what they are in schema.org', async () => {
    const list = await text('/letters?class=help')
    expect(list).toContain('type="application/atom+xml" href="/letters/feed.atom?class=help"')
    expect(list).toContain('type="application/opensearchdescription+xml" href="/opensearch.xml"')
    const page = await text(`/letters/${number}`)
    const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? ''
    expect(block).not.toContain('<')
    expect(JSON.parse(block)).toMatchObject({
      '@type': 'QAPage',
      mainEntity: { name: title, acceptedAnswer: { text: '您好，路灯已修复，今后每周巡查。' } },
    })
  })

  test('sitemap, robots, OpenSearch', async () => {
    const index = parsed(await text('/sitemap.xml')).sitemapindex.sitemap
    expect(index.map(({ loc }: { loc: string }) => loc)).toEqual([
      'http://localhost/sitemap/pages.xml',
      'http://localhost/sitemap/interviews.xml',
      'http://localhost/sitemap/letters-2026-11.xml',
    ])
    const { urlset } = parsed(await text('/sitemap/letters-2026-11.xml'))
    expect(urlset.url).toEqual({ loc: `http://localhost/letters/${number}`, lastmod: '2026-11-23' })
    for (const { loc } of parsed(await text('/sitemap/pages.xml')).urlset.url) {
      expect((await desk.house.app.request(new URL(loc).pathname)).status, loc).toBe(200)
    }
    expect((await desk.house.app.request('/sitemap/letters-2026-13.xml')).status).toBe(404)
    const robots = await text('/robots.txt')
    expect(robots).toContain('Disallow: /desk\n')
    expect(robots).toContain('Sitemap: http://localhost/sitemap.xml')
    const { OpenSearchDescription } = parsed(await text('/opensearch.xml'))
    expect(OpenSearchDescription.Url[0]['@_template']).toBe('http://localhost/search?q={searchTerms}')
    const [typed, found] = JSON.parse(await text('/search/suggest.json?q=%E8%B7%AF%E7%81%AF'))
    expect([typed, found.length > 0]).toEqual(['路灯', true])
  })

  test('withdrawn is gone from every outlet', async () => {
    await does('bianji', 'publication/withdrawal', { withdrawalGround: '写信人要求撤下，已核实。' })
    for (const path of ['/letters/feed.rss', '/letters/feed.atom', '/letters/feed.json', '/letters', '/search?q=路灯'])
      expect(await text(path), path).not.toContain('坏了')
    expect(await text('/sitemap/letters-2026-11.xml')).not.toContain(number)
  })

  test('days off and made-up working days for the calendar of a phone', async () => {
    const file = await text('/rules/calendar.ics')
    expect(file).toContain('BEGIN:VCALENDAR')
    expect(file).toMatch(/DTSTART;VALUE=DATE:20261001/)
  })
})
