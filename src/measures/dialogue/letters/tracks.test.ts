import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { letterForm } from '../../../../test/letter-city.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { tracks, tracksIn } from './tracks.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk?.close())

describe('应走其他渠道的', () => {
  test.each([
    ['对处罚不服，想申请行政复议', 'reconsideration'],
    ['法院判决已经生效，请帮忙改判', 'court'],
    ['我已经申请仲裁，仲裁委还没有开庭', 'arbitration'],
    ['信访局给了复查意见，我不同意', 'petition'],
    ['村主任贪污低保款', 'discipline'],
    ['我要申请公开征地批文', 'disclosure'],
  ])('%s', (text, id) => {
    expect(tracksIn(text).map((track) => track.id)).toContain(id)
  })

  test.each(['以上诉求望尽快解决', '材料一再审核还没有结果', '路灯不亮，请派人来修'])('%s points nowhere', (text) => {
    expect(tracksIn(text)).toEqual([])
  })

  test('every way says where, and by when or which number', () => {
    for (const { door } of tracks) expect(door).toMatch(/\d|六十日|一年|二十个工作日|网上信访/)
  })

  test('the form names them all; whoever writes of one is told, and the letter is taken', async () => {
    const form = await (await desk.get('paidan', '/letters/new')).text()
    for (const { what } of tracks) expect(form).toContain(what)
    const similar = letterForm({ body: '交警开了罚单，我对处罚不服，想申请行政复议。', step: 'similar' })
    expect(await (await desk.upload('paidan', '/letters/new', similar)).text()).toContain('这件事可能要走行政复议')
    const number = await desk.writeOne({ body: '交警开了罚单，我对处罚不服，想申请行政复议，谢谢。' })
    expect((await desk.rowOf(number)).state).toBe('opened')
  })

  test('the dispatcher chooses the way, and the writer is told the whole of it', async () => {
    const number = await desk.writeOne({ title: '请改判', body: '法院判决不公正，请市长让法院改判我的案子。' })
    const page = await desk.text('paidan', `/desk/letters/${number}`)
    expect(page).toContain('信里的话像是诉讼')
    const closing = { closureOutcome: 'otherTrack', closureText: '' }
    expect((await desk.does('paidan', number, 'closure', closing)).status).toBe(422)
    expect((await desk.does('paidan', number, 'closure', { ...closing, closureDoor: '别的' })).status).toBe(422)
    expect((await desk.does('paidan', number, 'closure', { ...closing, closureDoor: 'court' })).status).toBe(303)
    expect(await desk.rowOf(number)).toMatchObject({ state: 'closed', outcome: 'otherTrack' })
    expect(await desk.text('paidan', `/desk/letters/${number}`)).toContain('诉讼服务热线12368')
  })
})
