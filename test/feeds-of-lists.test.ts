import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DrawCity, drawCity } from './draw-city.ts'

let city: DrawCity
beforeAll(async () => {
  city = await drawCity()
})
afterAll(() => city.close())

const text = async (path: string): Promise<string> => (await city.house.app.request(path)).text()

test('every public list can be followed with a feed reader, and its page leads there', async () => {
  const { number } = await city.begin()
  await city.post('bianji', '/desk/gatherings/new', {
    ...{
      kind: 'openDay',
      title: '走进市自来水公司',
      about: '看水怎么净化，听水质怎么检测。',
      place: '市自来水公司大门',
    },
    ...{ day: '2026-12-09', from: '9:30', to: '11:30', registerDay: '2026-12-01', seats: '3', substitutes: '2' },
  })
  await city.minute()
  const entered = await city.post('paidan', '/desk/duties', {
    ...{ subject: '夜间施工噪声', words: '半夜施工', category: '环境保护', unit: '市住房城乡建设局', joint: '' },
    ...{ basisKind: 'powers', basis: '市住房城乡建设局权责清单第三项' },
  })
  expect(entered.status, await entered.clone().text()).toBe(303)
  for (const [list, words] of [
    ['draws', `/draws/${number}`],
    ['gatherings', '走进市自来水公司'],
    ['interviews', '在线访谈'],
    ['ledger', '抽取方案'],
    ['works', '民生实事'],
    ['letters', '来信公开'],
    ['duties', '夜间施工噪声'],
    ['knowledge', '常见问题'],
  ]) {
    expect(await text(`/${list}`)).toContain(`type="application/atom+xml" href="/${list}/feed.atom"`)
    for (const format of ['rss', 'atom']) {
      const feed = await text(`/${list}/feed.${format}`)
      expect(XMLValidator.validate(feed), feed.slice(0, 200)).toBe(true)
      expect(feed).toContain(words)
    }
    expect(JSON.parse(await text(`/${list}/feed.json`))).toMatchObject({ version: 'https://jsonfeed.org/version/1' })
    expect((await city.house.app.request(`/${list}/feed.xml`)).status).toBe(404)
  }
  const atom = new XMLParser().parse(await text('/draws/feed.atom'))
  expect(atom.feed.entry.title).toContain('十月办结来信回访')
})
