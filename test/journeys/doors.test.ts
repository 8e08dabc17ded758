import { expect, test } from 'vitest'
import { act, findMatter } from '#core/matters/index.ts'
import { allUnits, staffActor } from '#core/people/index.ts'
import { systemActor } from '#platform/actor.ts'
import { open311Client } from '../open311-client.ts'
import { runJobs } from '../setup/run-jobs.ts'
import { openCity, phone } from './journey.ts'
import type { Person } from './person.ts'

const city = openCity()

const board = [
  '留言编号,网名,留言时间,标题,内容,网址,地区,类别',
  'A-17,攀枝花的风,2026-11-20 09:32,竹湖园公交站没有雨棚,竹湖园公交站一下雨没处躲，老人带孩子等车很狼狈，请加装雨棚。,https://liuyan.example.com/17,东区炳草岗街道,建议',
  'A-18,匿名,2026-11-20 10:00,,短,,,',
].join('\r\n')

test('a message-board file imported and answered and marked as posted back', async () => {
  const system = await city.staff('xitong')
  await system.goes('/desk/doors/sources')
  await system.fills('名称', '人民网领导留言板')
  await system.fills('代号', 'people-board')
  await system.picks('是哪一种', '留言板')
  await system.presses('登记')
  await system.reads('人民网领导留言板')

  const dispatcher = await city.staff('paidan')
  await dispatcher.goes('/desk/doors/imports')
  await dispatcher.picks('从哪里来', '人民网领导留言板（留言板）')
  await dispatcher.page
    .locator('input[type=file]')
    .setInputFiles({ name: '留言.csv', mimeType: 'text/csv', buffer: Buffer.from(board) })
  await dispatcher.presses('核对留言')
  await dispatcher.reads('将收下', '内容太短了')
  // The page asks again by itself until all are taken.
  await dispatcher.page.getByRole('button', { name: '收下 1 条' }).click()
  await dispatcher.page.getByText('正在收').waitFor()
  await runJobs(city.house(), ['doors:import'])
  await dispatcher.page.getByText('收完了').waitFor()
  await dispatcher.looksRight()
  await dispatcher.reads('1 条收下', '第 3 行')
  await dispatcher.follows('去派单', 'main')
  await dispatcher.follows('竹湖园公交站没有雨棚', 'main')
  await dispatcher.reads('留言板（人民网领导留言板）', 'https://liuyan.example.com/17')
  const number = new URL(dispatcher.page.url()).pathname.split('/').at(-1) ?? ''

  await works(number)
  await dispatcher.goes('/desk/doors/replies')
  await dispatcher.reads('雨棚下月开工', '打开原处')
  await dispatcher.page.getByLabel('选择 竹湖园公交站没有雨棚').check()
  await dispatcher.presses('已回到原处')
  await dispatcher.reads('没有要回到原处的答复')
  await dispatcher.goes('/desk/doors/replies?list=done')
  await dispatcher.reads('雨棚下月开工')
  await city.recordsHold()
})

test('an Open311 client filing and following a request', async () => {
  const security = await city.staff('anquan')
  const key = await keyFor(security)
  const client = open311Client((path, init) => fetch(new URL(path, security.page.url()), init), 'xml')
  const filed = await client.file({
    api_key: key,
    service_code: 'help',
    lat: '26.58234',
    long: '101.71843',
    address_string: '攀枝花市东区炳草岗街道人民街路口',
    description: '人民街路口有一个大坑，骑车很危险，请派人来补一补。',
    media_url: 'https://example.com/pit.jpg',
  })
  expect(filed.status).toBe(200)
  const [{ service_request_id: number, service_notice: notice }] = filed.body as [Record<string, string>]
  if (!number || !notice) throw new Error('nothing was filed')
  expect((await client.request(number, key)).body).toMatchObject([
    { status: 'open', agency_responsible: '市长信箱办公室' },
  ])

  const dispatcher = await city.staff('paidan')
  await dispatcher.goes('/desk/letters?list=dispatch&channel=open311')
  await dispatcher.follows('人民街路口有一个大坑', 'main')
  await dispatcher.reads('Open311 接口', 'https://example.com/pit.jpg', '26.58234, 101.71843')
  await works(number)
  expect((await client.request(number, key)).body).toMatchObject([{ status: 'closed' }])
  expect((await client.request(number)).status).toBe(404)

  // Whoever wrote needs no application: number and code of the notice open the letter, on an old phone too.
  const writer = await city.anybody({ screen: phone, script: false })
  await writer.goes('/follow')
  await writer.fills('编号', number)
  await writer.fills('查询码', /查询码 (\d{3} \d{3})/.exec(notice)?.[1] ?? '')
  await writer.presses('查看')
  await writer.reads('雨棚下月开工')
  await city.recordsHold()
})

/** The bureau signs, drafts and approves. */
async function works(number: string): Promise<void> {
  const house = city.house()
  const found = await findMatter(house.db, systemActor('journey'), number)
  const bureau = (await allUnits(house.db)).find(({ shortName }) => shortName === '市住房城乡建设局')
  if (!found || !bureau) throw new Error(`no letter ${number}`)
  const text = '您好，已经看过现场，雨棚下月开工，请放心。'
  for (const [who, command] of [
    ['paidan', { type: 'dispatch', unitId: bureau.id }],
    ['chengban', { type: 'sign' }],
    ['chengban', { type: 'submitDraft', text }],
    ['fuzeren', { type: 'answer' }],
  ] as const)
    await house.db.transaction(async (tx) => act({ ...house, db: tx }, await staffActor(house, who), found.id, command))
}

/** A key for an application, as the security administrator makes one at the desk. */
async function keyFor(security: Person): Promise<string> {
  await security.goes('/desk/api-keys/new')
  await security.picks('单位', '市长信箱办公室')
  await security.presses('下一步')
  await security.fills('用途', '某随手拍应用')
  await security.page.locator('select[name=personId]').selectOption({ index: 1 })
  await security.ticks('通过 Open311 替群众提交，跟踪自己提交的')
  await security.presses('生成密钥')
  return /ygk_[0-9a-f]{32}_[\w-]{43}/.exec(await security.text())?.[0] ?? ''
}
