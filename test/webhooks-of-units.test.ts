import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { webhookEndpoints } from '#core/webhooks/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'

const types = ['arrived', 'moved', 'dueChanged', 'urged', 'askerActed', 'ended'].map((name) => `matter.${name}`)
const listeners = { 市长信箱办公室: '', 市住房城乡建设局: '', 市交通运输局: '' }
type Unit = keyof typeof listeners

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
  for (const unit of Object.keys(listeners) as Unit[]) {
    listeners[unit] = newId()
    await desk.house.db.insert(webhookEndpoints).values({
      id: listeners[unit],
      unitId: desk.unit(unit).id,
      name: unit,
      url: 'https://example.com/hook',
      secretCipher: Buffer.alloc(1),
      types,
      createdAt: desk.house.clock.now(),
      createdBy: newId(),
    })
  }
})
afterAll(() => desk.close())

beforeEach(async () => {
  await desk.house.db.$client.query('delete from webhook_messages')
})

type Told = { type: string; data: Record<string, unknown>; at: string }

const toldTo = async (unit: Unit): Promise<Told[]> => {
  const { rows } = await desk.house.db.$client.query<Told>(
    `select m.type, m.data, m.at::text from webhook_messages m join webhook_deliveries d on d.message_id = m.id
     where d.endpoint_id = $1 order by m.data ->> 'number', (m.data ->> 'seq')::int`,
    [listeners[unit]],
  )
  return rows
}
const eventsTo = async (unit: Unit) => (await toldTo(unit)).map(({ data }) => data.event)

test('a unit hears of its own matters from the moment they are put to it, step by step; another unit does not', async () => {
  const number = await desk.writeOne({ publish: 'yes' })
  expect(await eventsTo('市长信箱办公室')).toEqual(['opened'])
  expect(await toldTo('市住房城乡建设局')).toEqual([])
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
  await desk.does('chengban', number, 'signature')
  await desk.does('chengban', number, 'drafts', {
    replyText: '您好，经现场查看，三盏路灯已于今天修复。',
    intent: 'submit',
  })
  await desk.does('fuzeren', number, 'approval')
  const told = await toldTo('市住房城乡建设局')
  expect(told.map(({ type, data }) => [type, data.event])).toEqual([
    ['matter.arrived', 'dispatched'],
    ['matter.moved', 'signed'],
    ['matter.moved', 'drafted'],
    ['matter.ended', 'answered'],
  ])
  expect(told[0]?.data).toEqual({
    number,
    kind: 'letter',
    class: 'help',
    event: 'dispatched',
    seq: 2,
    state: 'dispatched',
    holderUnitId: desk.unit('市长信箱办公室').id,
    offeredUnitId: desk.unit('市住房城乡建设局').id,
    light: 'green',
    dueOn: (await desk.rowOf(number)).dueOn?.toString(),
    isProvisional: false,
  })
  expect(await toldTo('市交通运输局')).toEqual([])
  expect(await desk.check()).toEqual([])
})

test('ids and codes only: no word, name or phone of the writer, and nobody of the staff', async () => {
  const number = await desk.writeOne({ title: '井盖松动响声大', name: '秦可卿', phone: '13877700001' })
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj', dispatchNote: '请今天去看' })
  await desk.does('chengban', number, 'signature')
  const said = JSON.stringify(await toldTo('市住房城乡建设局'))
  expect(said).toContain(number)
  const row = await desk.rowOf(number)
  for (const secret of [
    '井盖',
    '秦可卿',
    '13877700001',
    '请今天去看',
    row.holderPersonId ?? 'nobody',
    row.contactId ?? 'x',
  ])
    expect(said).not.toContain(secret)
})

test('no system of any unit hears of a 举报, nor of a complaint about its own staff', async () => {
  const bureau = desk.unit('市住房城乡建设局').id
  await desk.writeOne({ sort: 'report', title: '验收时收受红包', unit: bureau })
  const complaint = await desk.writeOne({ sort: 'complaint-official', title: '窗口人员态度恶劣', unit: bureau })
  await desk.does('paidan', complaint, 'dispatch', { dispatchUnit: 'zjj' })
  for (const unit of Object.keys(listeners) as Unit[]) expect(await toldTo(unit), unit).toEqual([])
})

test('a leader’s instruction is a work secret: no system hears of it, nor of the share of a joint unit in it', async () => {
  const given = await desk.post('ducha', '/desk/referrals/new', {
    source: 'leader',
    level: 'prompt',
    title: '炳草岗大桥桥头路灯整治',
    task: '请住房城乡建设局牵头，一周内修复桥头全部路灯，并查明反复损坏的原因。',
    giver: '市政府',
    instructedOn: '2026-11-23',
    leadUnit: 'zjj',
    jointUnits: '市交通运输局',
  })
  expect(given.status).toBe(303)
  for (const unit of Object.keys(listeners) as Unit[]) expect(await toldTo(unit), unit).toEqual([])
})

test('what a returned dispatch and a refused act leave behind is told exactly when it happened', async () => {
  const number = await desk.writeOne()
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
  const refused = await desk.does('chengban', number, 'return')
  expect(refused.status).toBe(422)
  expect(await eventsTo('市住房城乡建设局')).toEqual(['dispatched'])
  const returned = await desk.does('chengban', number, 'return', {
    returnGround: 'notOurDuty',
    returnText: '路灯由城管局管护，不属于我局职责。',
  })
  expect(returned.status, returned.page).toBe(303)
  expect(await eventsTo('市住房城乡建设局')).toEqual(['dispatched', 'dispatchReturned'])
})

test('each message has one delivery for each endpoint and a job that brings it out', async () => {
  const number = await desk.writeOne()
  const { rows } = await desk.house.db.$client.query(
    `select count(*)::int as jobs from webhook_deliveries d join webhook_messages m on m.id = d.message_id
     join graphile_worker._private_jobs j on j.key = 'webhook:' || d.id where m.data ->> 'number' = $1`,
    [number],
  )
  expect(rows[0].jobs).toBe(1)
})

test('a closed address hears nothing more', async () => {
  const [first] = await desk.house.db.select().from(webhookEndpoints).orderBy(asc(webhookEndpoints.id))
  expect(first).toBeDefined()
  await desk.post('xitong', `/desk/webhooks/${listeners.市长信箱办公室}/closure`)
  await desk.writeOne()
  expect(await toldTo('市长信箱办公室')).toEqual([])
  expect(
    await desk.house.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, listeners.市长信箱办公室)),
  ).toMatchObject([{ disabledWhy: 'person' }])
})
