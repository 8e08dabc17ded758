import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadRules } from '#core/calendar/index.ts'
import { act, countingNow, wakeDue } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { runJobs } from '../../../../test/setup/run-jobs.ts'
import { refuseTooShort } from './referral.ts'

let desk: DeskOfTests
beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk?.close())

const at = (number: string, noun = '') => `/desk/referrals/${number}${noun && `/${noun}`}`
const does = async (who: string, number: string, noun: string, fields: Record<string, string> = {}) => {
  const response = await desk.post(who, at(number, noun), { formKey: newId(), ...fields })
  return { status: response.status, location: response.headers.get('Location'), page: await response.text() }
}
const fields = {
  source: 'leader',
  level: 'prompt',
  title: '炳草岗大桥桥头路灯整治',
  task: '请住房城乡建设局牵头，一周内修复桥头全部路灯，并查明反复损坏的原因。',
  giver: '市政府',
  instructedOn: '2026-11-23',
  leadUnit: 'zjj',
  jointUnits: '',
}
async function register(who: string, change: Record<string, string> = {}, picture?: Buffer): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries({ formKey: newId(), ...fields, ...change })) body.append(name, value)
  if (picture) body.append('scan', new File([new Uint8Array(picture)], '批示.png', { type: 'image/png' }))
  return desk.upload(who, '/desk/referrals/new', body)
}
const numberIn = (response: Response) => response.headers.get('Location')?.split('/').at(-1) ?? ''
const evidence = async (who: string, number: string) => {
  const body = new FormData()
  body.append('formKey', newId())
  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#2a6' } })
    .png()
    .toBuffer()
  body.append('materials', new File([new Uint8Array(picture)], '修复后.png', { type: 'image/png' }))
  expect((await desk.upload(who, at(number, 'materials'), body)).status).toBe(303)
}

describe('an instruction', () => {
  test('goes from its registration to an accepted result, with one return', async () => {
    const registered = await register('ducha')
    expect(registered.status).toBe(303)
    const number = numberIn(registered)
    // It is with the lead unit: to give it to another one stands folded, and is not what the page asks for.
    const fresh = await desk.text('ducha', `/desk/referrals/${number}`)
    expect(fresh).toMatch(/<details class="disclosure"><summary>.{0,400}改派给别的单位.{0,600}name="dispatchUnit"/s)
    const ics = await (await desk.get('chengban', `${at(number)}/due.ics`)).text()
    const dueOn = (await desk.rowOf(number)).dueOn?.toString().replaceAll('-', '')
    expect(ics).toContain(`DTSTART;VALUE=DATE:${dueOn}`)
    // A phone's calendar lies open: the number, and no word of the task.
    expect(ics.replaceAll(/\r\n /g, '')).toMatch(/SUMMARY:交办件 [\d ]+：答复期限/)
    expect((await desk.get('jiaotong.chengban1', `${at(number)}/due.ics`)).status).toBe(404)
    expect(await desk.text('ducha', at(number))).toContain('领导交办、批示')
    expect((await does('chengban', number, 'signature')).status).toBe(303)

    const early = await does('chengban', number, 'progress', { stepText: '已经派人到现场查看，明天开始更换灯具。' })
    expect([early.status, early.page.includes('请先作首次回复')]).toEqual([422, true])
    const plan = { stepOn: '2026-11-25', stepText: '今天查线，明天换灯，后天验收，责任人李青禾。' }
    expect((await does('chengban', number, 'first-reply', { ...plan, stepOn: '2026-11-20' })).status).toBe(422)
    expect((await does('chengban', number, 'first-reply', plan)).status).toBe(303)
    const stage = '已经修好 12 盏，还有 5 盏等配件，配件明天到。'
    expect((await does('chengban', number, 'stage-result', { stepText: stage })).status).toBe(303)
    expect(await desk.rowOf(number)).toMatchObject({ state: 'inProgress' })

    const result = { replyText: '17 盏路灯全部修复，损坏原因是线路老化，已更换电缆。', intent: 'submit' }
    const bare = await does('chengban', number, 'drafts', result)
    expect([bare.status, bare.page.includes('报结果要有证据')]).toEqual([422, true])
    await evidence('chengban', number)
    expect((await does('chengban', number, 'drafts', result)).status).toBe(303)
    expect((await does('fuzeren', number, 'approval')).status).toBe(303)

    const hollow = { rejectionReason: 'noEvidence', rejectionText: '请补充更换电缆的记录。' }
    expect((await does('fuzeren', number, 'rejection', hollow)).status).toBe(403)
    expect((await does('ducha', number, 'rejection', { ...hollow, rejectionReason: '' })).status).toBe(422)
    expect((await does('ducha', number, 'rejection', hollow)).status).toBe(303)
    expect(await desk.rowOf(number)).toMatchObject({ state: 'inProgress', onTime: null })
    // The same person goes on: an instruction is not 二次办理.
    expect((await does('chengban', number, 'drafts', result)).status).toBe(303)
    expect((await does('fuzeren', number, 'approval')).status).toBe(303)
    expect((await does('ducha', number, 'acceptance')).status).toBe(303)
    expect(await desk.rowOf(number)).toMatchObject({ state: 'closed', outcome: 'accepted', onTime: true })
    expect(await desk.check()).toEqual([])
  })

  test('invites the joint units once the lead unit has signed', async () => {
    const number = numberIn(await register('ducha', { jointUnits: '公安局、城管' }))
    const joined = async () =>
      [...(await desk.text('ducha', at(number))).matchAll(/\/desk\/referrals\/\d+">(市公安局|市城市管理执法局)/g)].map(
        ([, unit]) => unit,
      )
    expect(await joined()).toEqual([])
    await does('chengban', number, 'signature')
    await runJobs(desk.house)
    expect((await joined()).sort()).toEqual(['市公安局', '市城市管理执法局'])
  })

  test('shows its scan to those named and to nobody else, each time with an entry in the audit', async () => {
    const scan = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    const number = numberIn(await register('ducha', {}, scan))
    const picture = at(number, 'instruction/picture?page=1')
    expect(await desk.text('fuzeren', at(number, 'instruction'))).toContain('工作秘密')
    const shown = await desk.get('fuzeren', picture)
    expect([shown.status, shown.headers.get('Cache-Control')]).toEqual([200, 'no-store'])
    const mean = async (image: Buffer) => (await sharp(image).stats()).channels[1]?.mean ?? 0
    // Their words stand across it: the white is no longer white.
    expect(await mean(Buffer.from(await shown.arrayBuffer()))).toBeLessThan(254)
    await does('chengban', number, 'signature')
    for (const path of [at(number, 'instruction'), picture]) expect((await desk.get('chengban', path)).status).toBe(404)
    expect(await desk.text('chengban', at(number))).not.toContain('批示原件')
    const { rows } = await desk.house.db.$client.query(`select 1 from audit_entries where act = 'openInstruction'`)
    expect(rows.length).toBe(1)
  })
})

describe('refused in words', () => {
  test.each<[string, Record<string, string>, string]>([
    ['paidan', { source: '' }, '请选择从哪里来'],
    ['ducha', { source: 'feedback' }, '请选择由谁反馈'],
    ['ducha', { title: '' }, '请填写事项'],
    ['ducha', { leadUnit: '没有这个局' }, '没有找到'],
    ['ducha', { jointUnits: '住建局' }, '不用再写进配合单位'],
    ['ducha', { instructedOn: '2026-11-24' }, '交办日期晚于今天'],
    ['ducha', { origin: '123' }, '没有找到这个编号'],
    ['ducha', { lawfulRuleId: 'INF-12' }, '不得短于法定程序'],
  ])('%s %j', async (who, change, sentence) => {
    const response = await register(who, change)
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain(sentence)
    // Nothing typed is lost.
    expect(page).toContain(change.title === '' ? fields.task : fields.title)
  })

  test('is refused in the words of an instruction: its asker is whoever gave it', async () => {
    const { id } = await desk.rowOf(numberIn(await register('ducha')))
    const clerk = await desk.actorOf('chengban')
    const refused = act(desk.house, clerk, id, { type: 'withdraw' })
    await expect(refused).rejects.toThrow('只有交办人本人可以')
    await expect(refused).rejects.not.toThrow(/写信人|查询码/)
  })

  test('a clerk gives no instructions, a stranger sees none', async () => {
    expect((await register('chengban')).status).toBe(403)
    const number = numberIn(await register('ducha'))
    for (const who of ['gongan.chengban1', 'xitong']) expect((await desk.get(who, at(number))).status).toBe(404)
    expect(await desk.text('gongan.chengban1', '/desk/referrals?list=all')).not.toContain(number)
  })
})

test('a missing first reply is marked at its moment and told to the giver once; the reply takes the mark away', async () => {
  const number = numberIn(await register('ducha', { level: 'usual' }))
  await does('chengban', number, 'signature')
  desk.house.clock.set('2026-11-27T00:00:00+08:00')
  await wakeDue(desk.house)
  expect(await desk.rowOf(number)).toMatchObject({ marks: ['firstReplyLate'] })
  await wakeDue(desk.house)
  const told = `select count(*)::int as n from notices where template = 'referral.firstReplyLate' and matter_id = $1`
  const { id } = await desk.rowOf(number)
  expect((await desk.house.db.$client.query(told, [id])).rows).toEqual([{ n: 1 }])
  desk.house.clock.set('2026-11-27T10:00:00+08:00')
  await does('chengban', number, 'first-reply', { stepOn: '2026-12-05', stepText: '今天查线，明天换灯，后天验收。' })
  expect(await desk.rowOf(number)).toMatchObject({ marks: [] })
  desk.house.clock.set('2026-11-23T10:00:00+08:00')
})

test('a level may not be faster than the law allows the work to be', async () => {
  const { db } = desk.house
  const [counting, rules] = [await countingNow(desk.house, db), await loadRules(db)]
  const now = desk.house.clock.now()
  const today = counting.settings.city.dateOf(now)
  const rule = (id: string) => rules.on(id, today) ?? expect.fail(id)
  expect(() => refuseTooShort('usual', { limit: rule('REF-usual'), step: rule('INF-12') }, now, counting)).toThrow(
    '政府信息公开条例',
  )
  expect(() =>
    refuseTooShort('usual', { limit: rule('REF-usual'), step: rule('HOT-1-request') }, now, counting),
  ).not.toThrow()
})
