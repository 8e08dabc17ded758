import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishEntries } from '#core/ledger/index.ts'
import { entered } from '../../../test/entered.ts'
import { type DeskOfTests, deskOfTests } from '../../../test/letter-desk.ts'
import { dutiesFor } from './duties.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk?.close())

const duty = {
  subject: '夜间施工噪声',
  words: '半夜打桩 工地吵 睡不着',
  category: '环境保护',
  unit: '市生态环境局',
  joint: '市住房城乡建设局',
  basisKind: 'powers',
  basis: '市生态环境局权责清单第 36 项',
}
const write = (change: Partial<typeof duty> & Record<string, string> = {}, by = 'paidan') =>
  desk.post(by, '/desk/duties', { ...duty, ...change })

describe('职责目录', () => {
  test.each<[Partial<typeof duty>, string]>([
    [{ subject: '' }, '请填写事项'],
    [{ basis: '无' }, '请填写依据'],
    [{ unit: '没有这个局' }, '没有“没有这个局”这个单位'],
    [{ joint: '没有这个局' }, '没有“没有这个局”'],
    [{ joint: '市生态环境局' }, '不用再列为配合单位'],
    [{ basisKind: 'township' }, '只适用于街道和乡镇'],
    [{ unit: '炳草岗街道', joint: '' }, '只有列入乡镇（街道）履职事项清单的事项才由它负责'],
    [{ basisKind: '' }, '请选择依据的种类'],
  ])('%j is refused in words', async (change, words) => {
    const response = await write({ ...change, subject: change.subject ?? `写错的${words}`.slice(0, 30) })
    expect([response.status, (await response.text()).includes(words)]).toEqual([422, true])
  })

  test('is found in the words of whoever asks, and says whose and why', async () => {
    expect((await write()).status).toBe(303)
    const twice = await write()
    expect([twice.status, (await twice.text()).includes('目录里已经有')]).toEqual([422, true])
    const page = await (await desk.get('paidan', '/duties?q=半夜打桩')).text()
    for (const words of ['夜间施工噪声', '市生态环境局', '市住房城乡建设局']) expect(page).toContain(words)
    expect((await dutiesFor(desk.house.db, '楼下半夜打桩太吵了')).map(({ subject }) => subject)).toEqual([duty.subject])
    expect(await dutiesFor(desk.house.db, '')).toEqual([])
    expect(await (await desk.get('paidan', '/search?q=夜间施工噪声')).text()).toContain('夜间施工噪声')
  })

  test('a row is not edited: a new one takes its place, and both can be read', async () => {
    const [old] = await dutiesFor(desk.house.db, duty.subject)
    const form = await desk.text('paidan', `/desk/duties/new?duty=${old?.id}`)
    expect(form).toContain('半夜打桩 工地吵 睡不着')
    const response = await write({ unit: '市住房城乡建设局', joint: '市生态环境局', replaces: old?.id ?? '' })
    expect(response.status).toBe(303)
    const [now] = await dutiesFor(desk.house.db, duty.subject)
    expect(now).toMatchObject({ unit: '市住房城乡建设局', replacesId: old?.id })
    expect(await desk.text('paidan', `/duties/${now?.id}`)).toContain('市生态环境局')
    expect(await desk.text('paidan', `/duties/${old?.id}`)).toContain('已经不再适用')
    await publishEntries(desk.house)
    expect(await desk.text('paidan', `/duties/${now?.id}`)).toMatch(/已存证，第 \d+ 号/)
    const sheet = await desk.get('paidan', '/duties/list.xlsx')
    expect([sheet.status, sheet.headers.get('Content-Type')]).toEqual([200, expect.stringContaining('spreadsheetml')])
  })

  test('ended with a reason, it suggests nothing any more', async () => {
    const [row] = await dutiesFor(desk.house.db, duty.subject)
    const wordless = await desk.post('paidan', `/desk/duties/${row?.id}/end`, { why: '' })
    expect(wordless.status).toBe(422)
    const ended = await desk.post('paidan', `/desk/duties/${row?.id}/end`, { why: '机构改革后另行规定' })
    expect(ended.status).toBe(303)
    expect(await dutiesFor(desk.house.db, duty.subject)).toEqual([])
    expect((await desk.post('paidan', `/desk/duties/${row?.id}/end`, { why: '再停用一次' })).status).toBe(404)
    const [first, replaced, second, last, ...more] = await entered(desk.house.db, 'duty')
    expect(first).toMatchObject({ type: 'duty.entered', subject: duty.subject, joint: ['攀枝花市住房和城乡建设局'] })
    expect(replaced).toMatchObject({ type: 'duty.ended', id: first?.id, why: '改写为新的一条' })
    expect(second).toMatchObject({ type: 'duty.entered', replaces: first?.id, basis: duty.basis })
    expect(last).toEqual({ type: 'duty.ended', id: row?.id, subject: duty.subject, why: '机构改革后另行规定' })
    expect(more).toEqual([])
  })

  test('is kept by dispatchers and by the units that settle disputes only', async () => {
    for (const other of ['chengban', 'fuzeren', 'lingdao', 'xitong'])
      expect((await write({ subject: '别人写的' }, other)).status, other).toBe(403)
    expect((await desk.get('chengban', '/desk/duties')).headers.get('Location')).toBe('/duties')
    const list = await desk.text('paidan', '/desk/duties')
    const ids = [...list.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    const bySettler = await write({ subject: '政府办写的' }, 'shifuban.fuzeren')
    expect(bySettler.status).toBe(303)
    expect((await write({ subject: '热线写的' }, 'rexian')).status).toBe(303)
  })

  test('which unit settles is set by the system administrator, one for each government', async () => {
    const page = await desk.text('xitong', `/desk/units/${desk.unit('市政府办公室').id}`)
    expect(page).toContain('裁定')
    const at = `/desk/units/${desk.unit('市司法局').id}/settling`
    expect((await desk.post('paidan', at)).status).toBe(403)
    expect((await desk.post('xitong', at)).status).toBe(303)
    expect((await write({ subject: '司法局写的' }, 'sifa.fuzeren')).status).toBe(303)
    expect((await write({ subject: '政府办再写' }, 'shifuban.fuzeren')).status).toBe(403)
  })
})
