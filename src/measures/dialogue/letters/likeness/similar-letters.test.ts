import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { erase } from '#core/matters/index.ts'
import { systemActor } from '#platform/actor.ts'
import { apiCalls } from '../../../../../test/api-calls.ts'
import { apiKeyOf } from '../../../../../test/api-key.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'
import { similarShape, topicsShape } from '../api/likeness-api.ts'
import { checkFingerprints } from './check-fingerprints.ts'
import { takeFingerprints } from './take-fingerprints.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())

const about = {
  lamps: [
    '炳草岗大街公交站旁的三盏路灯从上周五开始都不亮，晚上放学的孩子看不清台阶，已经有两位老人摔倒，请安排人员尽快维修。',
    '您好！炳草岗大街公交站旁三盏路灯上周五开始都不亮，已经有两位老人摔倒，晚上放学的孩子看不清台阶，盼尽快安排维修。',
  ],
  fund: '请问公积金提取要带哪些材料，异地购房可以不可以提取，窗口几点开门，需要预约吗？在银江镇上班请不了假。',
  bribe: '清香坪某科室办理施工许可时收受红包，不给就拖着不办，去年十一月和今年三月各一次，金额两千元，有转账记录为证。',
}
const section = async (who: string, number: string): Promise<string> =>
  (await desk.text(who, `/desk/letters/${number}`)).split('id="similar"')[1]?.split('</section>')[0] ?? ''

const explained = async (scope: string): Promise<string> => {
  const { rows } = await desk.house.db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`)
    return tx.execute<{ 'QUERY PLAN': string }>(sql`explain select matter_id from letter_fingerprints
      where scope = ${sql.raw(`'${scope}'`)} and bands && '{1,2,3}'::integer[]`)
  })
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

describe('可能是同一件事', () => {
  test('a letter that tells the same stands beside it, and is merged into it with one key', async () => {
    const first = await desk.writeOne({ title: '公交站旁路灯不亮', body: about.lamps[0] ?? '' })
    const second = await desk.writeOne({ title: '路灯坏了没有人修', body: about.lamps[1] ?? '' })
    const other = await desk.writeOne({ title: '公积金提取', body: about.fund })
    await takeFingerprints(desk.house)
    const shown = await section('paidan', second)
    expect(shown).toContain(`/desk/letters/${first}`)
    expect(shown).toMatch(/内容(几乎一样|很像)（\d+%）/)
    expect(shown).not.toContain(other)
    expect(shown).not.toContain('同一个写信人')
    expect(await section('paidan', other)).toBe('')
    const merged = await desk.does('paidan', second, 'merger', { mergeInto: first })
    expect(merged.status).toBe(303)
    expect((await desk.rowOf(second)).mergedIntoId).toBe((await desk.rowOf(first)).id)
    expect(await section('paidan', first)).toBe('')
    expect(await checkFingerprints(desk.house)).toEqual([])
    expect(await desk.check()).toEqual([])
  })

  test('the same telephone comes first, unless its writer asked for secrecy', async () => {
    const phone = '13855550001'
    const first = await desk.writeOne({
      title: '物业费涨价',
      body: '三线新村物业费突然涨了一倍，没有开业主大会。',
      phone,
    })
    await takeFingerprints(desk.house)
    const again = await desk.writeOne({
      title: '再说物业费',
      body: '上次说的三线新村物业费，到今天没有人管，业主大会也没有开，车位还要另外交钱。',
      phone,
    })
    expect(await section('paidan', again)).toContain('同一个写信人')
    const secret = await desk.writeOne({
      title: '物业费第三次',
      body: '三线新村物业费突然涨了一倍，业主大会没有开。',
      phone,
      secret: 'yes',
    })
    expect((await desk.rowOf(secret)).secrecy).toBe(true)
    await takeFingerprints(desk.house)
    expect(await section('paidan', secret)).not.toContain('同一个写信人')
    const seen = await section('paidan', first)
    const places = seen.split('<li').filter((item) => item.includes(secret))
    expect(places.every((item) => !item.includes('同一个写信人'))).toBe(true)
  })

  test('不是同一件: neither is shown beside the other again; who may not see the other finds nothing', async () => {
    const body = '攀莲镇农贸市场门口的下水道堵塞，雨天污水漫上人行道，摊贩和行人都绕着走，已经一个多月。'
    const one = await desk.writeOne({ title: '下水道堵塞', body })
    const two = await desk.writeOne({ title: '下水道又堵了', body: `${body}请疏通。` })
    await takeFingerprints(desk.house)
    expect(await section('paidan', one)).toContain(two)
    expect((await desk.does('wenlv.chengban1', one, 'unlikeness', { other: two })).status).toBe(404)
    expect((await desk.does('paidan', one, 'unlikeness', { other: '202611230000017' })).status).toBe(404)
    expect((await desk.does('paidan', one, 'unlikeness', { other: two })).status).toBe(303)
    expect(await section('paidan', one)).toBe('')
    expect(await section('paidan', two)).toBe('')
  })

  test('a 举报 with the very same words is beside no letter, and no letter beside it', async () => {
    const letter = await desk.writeOne({ title: '办施工许可收红包', body: about.bribe, phone: '13855550002' })
    const report = await desk.writeOne({
      sort: 'report',
      title: '举报施工许可收红包',
      body: about.bribe,
      unit: desk.unit('市住房城乡建设局').id,
      phone: '13855550002',
    })
    const second = await desk.writeOne({
      sort: 'report',
      title: '再举报收红包',
      body: `${about.bribe}已经第二次反映。`,
      unit: desk.unit('市住房城乡建设局').id,
      phone: '13855550003',
    })
    await takeFingerprints(desk.house)
    for (const who of ['paidan', 'ducha', 'lingdao']) expect(await section(who, letter)).toBe('')
    const shown = await section('jijian', report)
    expect(shown).toContain(second)
    expect(shown).not.toContain(letter)
    expect((await desk.does('paidan', letter, 'unlikeness', { other: report })).status).toBe(404)
  })

  test('what a reader may not see is not beside what they may', async () => {
    const body = '红格镇卫生院夜间没有值班医生，孩子高烧到四十度，只能包车去市里，来回一百六十块钱。'
    const mine = await desk.writeOne({ title: '夜间没有医生', body })
    const others = await desk.writeOne({ title: '卫生院夜里没人', body: `${body}请安排值班。` })
    await desk.does('paidan', mine, 'dispatch', { dispatchUnit: 'zjj' })
    await takeFingerprints(desk.house)
    expect(await section('paidan', mine)).toContain(others)
    expect(await section('chengban', mine)).toBe('')
  })

  test('the API says the same, to a key that may see the letter', async () => {
    const api = apiCalls(desk.house)
    const key = async (who: string) => ({ key: (await apiKeyOf(desk, who, ['letters:read'])).key })
    const body = '丙谷镇到县城的班车停了三个月，老人看病要搭摩托车，山路弯多路滑，请恢复赶场天的班车。'
    const one = await desk.writeOne({ title: '班车停了', body })
    const two = await desk.writeOne({ title: '请恢复班车', body: `${body}一个星期两趟也好。` })
    await takeFingerprints(desk.house)
    const path = `/api/v1/desk/letters/${one}/similar`
    const { letters } = similarShape.parse(await (await api.get(path, await key('paidan'))).json())
    expect(letters).toMatchObject([{ number: two, isOpen: true, isSameAsker: false }])
    expect((await api.get(path, await key('wenlv.chengban1'))).status).toBe(404)
    const topics = topicsShape.parse(await (await api.get('/api/v1/letter-topics')).json())
    expect(topics).toEqual({ topics: [], next: null })
  })

  test('is found by index', async () => {
    expect(await explained('letter')).toContain('letter_fingerprints_letters')
    expect(await explained('report')).toContain('letter_fingerprints_reports')
    expect(await explained('answer')).toContain('letter_fingerprints_answers')
  })

  test('erased with its words, and not taken again', async () => {
    const number = await desk.writeOne({ title: '要删除的信', body: about.fund })
    await takeFingerprints(desk.house)
    const { id } = await desk.rowOf(number)
    const count = async () =>
      (await desk.house.db.execute(sql`select from letter_fingerprints where matter_id = ${id}`)).rows.length
    expect(await count()).toBe(1)
    await desk.does('paidan', number, 'closure', { closureOutcome: 'invalid', closureText: '没有可以办理的具体内容。' })
    await erase(desk.house, systemActor('test'), id, 'asker-asks')
    expect(await count()).toBe(0)
    await takeFingerprints(desk.house, { all: true })
    expect(await count()).toBe(0)
    expect(await checkFingerprints(desk.house)).toEqual([])
  })

  test('the check tells a fingerprint that is not that of its text', async () => {
    await desk.house.db.execute(sql`update letter_fingerprints set shingles = '\\x00000001'
      where text_id = (select text_id from letter_fingerprints limit 1)`)
    expect((await checkFingerprints(desk.house)).join()).toContain('与原文不一致')
  })
})
