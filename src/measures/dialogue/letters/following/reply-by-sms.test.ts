import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, askerOf, type MatterRow, matters } from '#core/matters/index.ts'
import { noticesModule } from '#core/notices/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'
import { smsGateway } from '../../../../../test/servers/sms-gateway.ts'

let gateway: Awaited<ReturnType<typeof smsGateway>>
let desk: DeskOfTests
beforeAll(async () => {
  gateway = await smsGateway(() => desk.house.clock.now())
  desk = await deskOfTests({ env: gateway.env })
})
afterAll(async () => {
  await desk?.close()
  await gateway?.close()
})

const reply = async (from: string, text: string): Promise<void> => {
  const content = { messageId: newId(), from, text }
  const response = await desk.house.app.request(
    '/webhooks/sms/replies',
    gateway.callback('/webhooks/sms/replies', content),
  )
  expect(response.status).toBe(200)
}
const rowOf = async (number: string): Promise<MatterRow | undefined> =>
  (await desk.house.db.select().from(matters).where(eq(matters.number, number)))[0]
/** The minute's drive hands over what waits. */
const deliver = async (): Promise<void> => noticesModule.jobs?.tasks?.['notices:drive']?.(desk.house, {})
const newest = async (phone: string): Promise<string> => (await desk.messagesTo(phone))[0] ?? ''

let serial = 0
/** A letter of its own phone, answered, its messages handed to the gateway. */
async function answered(): Promise<{ number: string; phone: string }> {
  const phone = `1370000${String(1000 + serial++)}`
  const number = await desk.writeOne({ phone })
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: '市住房城乡建设局' })
  await desk.does('chengban', number, 'signature')
  await desk.does('chengban', number, 'drafts', { replyText: '您好，路灯已经修好，请您查看。', intent: 'submit' })
  await desk.does('fuzeren', number, 'approval')
  await deliver()
  return { number, phone }
}

test('1–5 rates, once; the next one is told why not', async () => {
  const { number, phone } = await answered()
  await reply(phone, '５')
  expect(await rowOf(number)).toMatchObject({ state: 'answered', satisfied: 5 })
  expect(await newest(phone)).toContain('评价：很满意')
  await reply(phone, '1')
  expect((await rowOf(number))?.satisfied).toBe(5)
  expect(await newest(phone)).toContain('您已评价过')
})

test('未解决 rejects the answer; the engine itself tells what comes', async () => {
  const { number, phone } = await answered()
  await reply(phone, '未解决 昨晚又灭了')
  expect(await rowOf(number)).toMatchObject({ round: 2 })
  expect(await newest(phone)).toContain('二次办理')
})

test('a closed letter is taken up again by a new fact, not by the word alone', async () => {
  const { number, phone } = await answered()
  const id = (await rowOf(number))?.id ?? ''
  await act(desk.house, askerOf(id), id, { type: 'acceptAnswer' })
  expect((await rowOf(number))?.state).toBe('closed')
  await deliver()
  await reply(phone, '未解决')
  expect(await newest(phone)).toContain('后面写上新的情况')
  await reply(phone, '未解决：昨晚又灭了两盏')
  expect((await rowOf(number))?.state).toBe('opened')
  expect(await newest(phone)).toContain('重新办理')
})

test('CX tells how it stands, and of a report no unit', async () => {
  const phone = '13700009001'
  await desk.writeOne({ phone, sort: 'report', unit: desk.unit('市住房城乡建设局').id, title: '收受红包' })
  await deliver()
  await reply(phone, 'cx')
  const told = await newest(phone)
  expect(told).toContain('待签收')
  expect(told).not.toContain('住房')
})

test('the phone of somebody else acts on no letter', async () => {
  const { number } = await answered()
  await reply('13700009999', '1')
  expect((await rowOf(number))?.satisfied).toBeNull()
  expect(await newest('13700009999')).toContain('没有看懂')
})

test('danger in a reply: the number to call at once, and the duty is called', async () => {
  const { number, phone } = await answered()
  await reply(phone, '未解决，现在家里着火了')
  expect(await newest(phone)).toMatch(/有危险请立即拨打.*119/)
  expect((await rowOf(number))?.marks).toContain('emergency')
})
