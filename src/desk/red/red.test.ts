import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wakeDue } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { type SpeedCity, speedCity } from '../../../test/speed-city.ts'
import { readRed } from './red-matters.ts'

let city: SpeedCity
let lamp = ''
let bus = ''
let county = ''

/** Three letters past their date at three units, one in time, one answered too late. */
beforeAll(async () => {
  city = await speedCity('2026-11-02T10:00:00+08:00')
  lamp = await city.taken('市住房城乡建设局', 'chengban', { sort: 'consult', title: '路灯什么时候修' })
  bus = await city.taken('市交通运输局', 'jiaotong.chengban1', { sort: 'consult', title: '公交什么时候来' })
  county = await city.taken('米易县住房和城乡建设局', 'miyi.zhujian.chengban1', {
    sort: 'consult',
    title: '米易的路灯',
  })
  const answered = await city.taken('市住房城乡建设局', 'chengban', { sort: 'consult', title: '答复晚了的' })
  await city.taken('市住房城乡建设局', 'chengban', { sort: 'complaint-service', title: '还早的' })
  city.house.clock.set('2026-11-09T10:00:00+08:00')
  await city.answer(answered, 'chengban', 'fuzeren')
  await wakeDue(city.house)
}, 120_000)
afterAll(() => city.close())

const red = (username: string, query = '') => city.text(username, `/desk/red${query}`)

describe('today what is red', () => {
  test('in the units one oversees, with who has it and since when; nothing that is answered or in time', async () => {
    const page = await red('lingdao')
    for (const words of [
      '路灯什么时候修',
      '公交什么时候来',
      '米易的路灯',
      '李青禾',
      '2026-11-02 10:00',
      '超期 2 个工作日',
      '3 件已过期限',
    ])
      expect(page).toContain(words)
    expect(page).not.toContain('答复晚了的')
    expect(page).not.toContain('还早的')
  })

  test('of others nothing: each sees their own units and those below', async () => {
    expect(await red('fuzeren')).not.toContain('公交什么时候来')
    const inCounty = await red('miyi.lingdao')
    expect(inCounty).toContain('米易的路灯')
    expect(inCounty).not.toContain('路灯什么时候修')
    expect(await red('ducha', `?unit=${city.unit('市交通运输局').id}`)).not.toContain('路灯什么时候修')
    expect((await city.get('chengban', '/desk/red')).status).toBe(403)
  })

  test('the page of the day leads there', async () => {
    expect(await city.text('lingdao', '/desk')).toContain('今天红了 3 件')
    expect(await city.text('paidan', '/desk')).not.toContain('今天红了')
  })

  test('one urge a day for one matter, whoever comes second is told who was first', async () => {
    expect(await red('lingdao')).toContain('还没有人催过')
    const formKey = newId()
    const first = await city.post('ducha', `/desk/red/${lamp}/urge`, { formKey })
    expect(first.status).toBe(303)
    expect((await city.post('ducha', `/desk/red/${lamp}/urge`, { formKey })).status).toBe(303)
    city.house.clock.set('2026-11-09T10:10:00+08:00')
    const second = await city.post('lingdao', `/desk/red/${lamp}/urge`)
    expect(second.status).toBe(422)
    expect(await second.text()).toContain('一件一天只催一次')
    const page = await red('lingdao')
    expect(page).toContain('今天已催')
    expect(page).toContain('2026-11-09 10:00')
    city.house.clock.set('2026-11-10T10:00:00+08:00')
    expect(await red('lingdao')).toContain('催过 1 次，再催')
    expect((await city.post('lingdao', `/desk/red/${lamp}/urge`)).status).toBe(303)
    expect(await city.check()).toEqual([])
  })

  test('what one does not oversee is not there to be urged', async () => {
    expect((await city.post('miyi.lingdao', `/desk/red/${bus}/urge`)).status).toBe(404)
    expect((await city.post('chengban', `/desk/red/${lamp}/urge`)).status).toBe(403)
    expect((await city.post('miyi.lingdao', `/desk/red/${county}/urge`)).status).toBe(303)
  })

  test('a 举报 that is late is red for nobody above the reported side', async () => {
    const bureau = city.unit('市住房城乡建设局').id
    const report = await city.writeOne({ sort: 'report', title: '收受红包的事', unit: bureau })
    await city.by('jijian', report, { type: 'dispatch', unitId: city.unit('市纪委监委').id })
    await city.by('jijian', report, { type: 'sign' })
    city.house.clock.set('2026-12-10T10:00:00+08:00')
    await wakeDue(city.house)
    expect((await city.rowOf(report)).light).toBe('red')
    for (const username of ['lingdao', 'ducha', 'fuzeren']) expect(await red(username)).not.toContain(report)
    expect((await city.post('lingdao', `/desk/red/${report}/urge`)).status).toBe(404)
  })

  test('is taken along without titles and persons', async () => {
    const asked = await city.post('lingdao', '/desk/exports', { source: 'desk-red' })
    const file = await city.get('lingdao', `${asked.headers.get('Location')}/file`)
    const [sheet] = await readExcelFile(Buffer.from(await file.arrayBuffer()))
    const cells = (sheet?.data ?? []).flat()
    expect(cells).toContain('市交通运输局')
    expect(cells.filter((cell) => typeof cell === 'string' && /李青禾|路灯什么时候修/.test(cell))).toEqual([])
  })

  test('pages by key, each row once', async () => {
    const leader = await city.actorOf('lingdao')
    const one = await readRed(city.house, leader, {}, null, 2)
    const two = await readRed(city.house, leader, {}, one.next, 50)
    const numbers = [...one.rows, ...two.rows].map(({ number }) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers).toEqual(expect.arrayContaining([lamp, bus, county]))
    const page = await red(
      'lingdao',
      `?afterUnit=${one.next?.unitId}&afterAt=${encodeURIComponent(one.next?.at ?? '')}&afterId=${one.next?.id}`,
    )
    expect(page).toContain('今天哪些红了')
  })
})
