import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contacts } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { type CounterOfTests, counterOfTests } from '../../../../test/counter-desk.ts'
import { contactDesks, contactStarts, spotAnswers } from '../tables.ts'
import { forgetStarts } from './starts.ts'

let city: CounterOfTests

beforeAll(async () => {
  city = await counterOfTests()
})
afterAll(() => city?.close())

const clerk = 'zongchuang'

describe('当场答复', () => {
  test('is one tap, and nothing but unit, day and way is kept', async () => {
    const response = await city.post(clerk, '/desk/contacts/answers', { way: 'counter' })
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/desk/contacts'])
    const [row, ...others] = await city.house.db.select().from(spotAnswers)
    expect(others).toEqual([])
    expect(row).toEqual({
      id: expect.any(String),
      unitId: city.unit('市政务服务中心').id,
      day: Temporal.Instant.from('2026-11-23T00:00:00+08:00'),
      way: 'counter',
    })
  })

  test('by the form keeps no word of what was typed', async () => {
    const before = await city.house.db.$count(contacts)
    const response = await city.post(clerk, '/desk/contacts', {
      who: '王女士 13800000001',
      what: '问路',
      way: 'phone',
      outcome: 'spot',
      guideWay: 'online',
    })
    expect(response.status).toBe(303)
    expect(await city.house.db.$count(contacts)).toBe(before)
    expect((await city.house.db.select().from(spotAnswers)).map(({ way }) => way)).toContain('phone')
  })

  test('a second click counts once, and a way that is none is asked back', async () => {
    const before = await city.house.db.$count(spotAnswers)
    const form = { formKey: newId(), way: 'desk' }
    await city.post(clerk, '/desk/contacts/answers', form)
    await city.post(clerk, '/desk/contacts/answers', form)
    expect(await city.house.db.$count(spotAnswers)).toBe(before + 1)
    const wrong = await city.post(clerk, '/desk/contacts/answers', { way: 'pigeon' })
    expect([wrong.status, (await wrong.text()).includes('请点从哪里来')]).toEqual([422, true])
  })
})

describe('首问登记', () => {
  test('three fields make a matter whose first-asked is whoever was asked, and a card with number, code, name and what comes next', async () => {
    const { page, card } = await city.register(clerk, { who: '王女士 13800000002 A023' })
    const row = await city.rowOf(card.number)
    const actor = await city.actorOf(clerk)
    expect(row).toMatchObject({
      kind: 'inquiry',
      class: 'errand',
      channel: 'counter',
      state: 'inProgress',
      firstAskedPersonId: actor.personId,
      holderPersonId: actor.personId,
    })
    for (const words of ['首问责任人', '攀枝花市政务服务中心 蒋如春', '12月2日', '拨打 12345'])
      expect(page, words).toContain(words)
    expect(card.code).toMatch(/^\d{6}$/)
    const [message] = await city.messagesTo('13800000002')
    expect(message).toContain(card.code.slice(0, 3))
  })

  test('the code stands in no address, and the card is there for this browser only', async () => {
    const { card } = await city.register(clerk)
    const shown = await city.text(clerk, `/desk/inquiries/${card.number}`)
    expect(shown).not.toContain(card.code)
    expect((await city.get('jiaotong.chengban1', '/desk/contacts/card')).status).toBe(410)
  })

  test('a second click is answered with the same card', async () => {
    const fields = { formKey: newId(), what: '第二次点的也是这一件' }
    const [first, second] = [await city.register(clerk, fields), await city.register(clerk, fields)]
    expect(second.card).toEqual(first.card)
  })

  test('anonymous, answered later, by telephone', async () => {
    const { number } = await city.registered('rexian', { outcome: 'look', way: 'phone' })
    expect(await city.rowOf(number)).toMatchObject({ class: 'ask', contactId: null })
    const { page } = await city.register('rexian', { outcome: 'look' })
    // The hotline names by number.
    expect(page.split('首问责任人')[1]?.slice(0, 200)).toMatch(/工号 \d+/)
    expect(page.split('首问责任人')[1]?.slice(0, 200)).not.toContain('何小满')
  })

  test('what is missing is said by the field, and what was typed comes back', async () => {
    const { status, page } = await city.register(clerk, { who: '李师傅', what: '', outcome: 'guide' })
    expect(status).toBe(422)
    for (const words of ['请用一句话写下', '请填写引导到哪个单位', '李师傅']) expect(page).toContain(words)
  })

  test('a known number leads to the matter instead of a second one', async () => {
    const { number } = await city.registered(clerk)
    const { page } = await city.register(clerk, { what: number, outcome: '' })
    expect(page).toContain('这个编号已经有一件')
  })

  test('danger shows whom to call', async () => {
    const { page } = await city.register(clerk, { what: '家里煤气漏了一屋子，人晕倒了', outcome: '' })
    expect(page).toContain('tel:1')
    const { number } = await city.registered(clerk, { what: '家里煤气漏了一屋子，人晕倒了' })
    expect((await city.rowOf(number)).marks).toContain('emergency')
  })

  test('the three administrators receive nobody', async () => {
    for (const admin of ['xitong', 'anquan', 'shenji'])
      expect((await city.post(admin, '/desk/contacts/answers', { way: 'counter' })).status).toBe(403)
  })

  test('who does not work on cases leaves it to the unit to take up, and is first-asked all the same', async () => {
    const { number } = await city.registered('bianji')
    const row = await city.rowOf(number)
    expect(row).toMatchObject({ state: 'dispatched', firstAskedPersonId: (await city.actorOf('bianji')).personId })
    expect((await city.does('paidan', number, 'signature')).status).toBe(303)
  })
})

describe('引导', () => {
  const guide = (fields: Record<string, string>) => city.register(clerk, { outcome: 'guide', ...fields })

  test('to a unit and a person: offered, and with the first-asked until somebody accepts', async () => {
    const { page, card } = await guide({ guideUnit: 'mzj', guidePerson: '', guideWay: 'call' })
    const row = await city.rowOf(card.number)
    expect(row.offeredUnitId).toBe(city.unit('市民政局').id)
    expect(row.holderPersonId).toBe((await city.actorOf(clerk)).personId)
    expect(row.marks).toContain('guided')
    expect(page).toContain('已转攀枝花市民政局，对方接下之前仍由首问责任人负责')
  })

  test.each([
    ['没有这个局', '没有找到'],
    ['市政务服务中心', '不能转给本单位自己'],
  ])('to %s is refused in words', async (guideUnit, words) => {
    const { status, page } = await guide({ guideUnit })
    expect(status).toBe(422)
    expect(page).toContain(words)
  })

  test('to a closed unit, to nobody there, and to a person on leave is refused in words', async () => {
    const nobody = await guide({ guideUnit: '市水利局', guidePerson: '张三丰' })
    expect(nobody.page).toContain('没有“张三丰”这位工作人员')
    const handler = await city.actorOf('shuili.chengban1')
    await city.post('shuili.chengban1', '/desk/absences', {
      personId: handler.personId,
      from: '2026-11-20',
      until: '2026-11-27',
    })
    const away = await guide({ guideUnit: '市水利局', guidePerson: handler.staffNumber })
    expect([away.status, away.page.includes('正在休假，到11月27日为止')]).toEqual([422, true])
    await city.post('xitong', `/desk/units/${city.unit('市科技局').id}/closure`)
    const closed = await guide({ guideUnit: '市科技局' })
    expect([closed.status, closed.page.includes('没有找到')]).toEqual([422, true])
  })
})

describe('单位之间', () => {
  test('a clerk registers what another unit asks, and that unit confirms', async () => {
    const { status, page } = await city.register('chengban', { way: 'between', who: '小周' })
    expect([status, page.includes('请先写是哪个单位')]).toEqual([422, true])
    const { number } = await city.registered('chengban', { way: 'between', who: '市水利局 小周' })
    const row = await city.rowOf(number)
    expect(row).toMatchObject({ class: 'between', askerUnitId: city.unit('市水利局').id })
    await city.does('chengban', number, 'answer', { replyText: '图纸已经送到你局办公室，请查收。' })
    expect((await city.get('jiaotong.chengban1', `/follow/${number}`)).status).toBe(303)
    expect(await city.text('shuili.chengban2', `/follow/${number}`)).toContain('图纸已经送到')
    const response = await city.post('shuili.chengban2', `/follow/${number}/acceptance`)
    expect([response.status, (await city.rowOf(number)).outcome]).toEqual([303, 'accepted'])
  })

  test('a unit asks another: whoever takes it up there is first-asked', async () => {
    const refused = await city.post('chengban', '/desk/contacts/requests', { unit: 'zjj', what: '请协助核实管线。' })
    expect([refused.status, (await refused.text()).includes('同一个单位')]).toEqual([422, true])
    const asked = await city.post('chengban', '/desk/contacts/requests', {
      unit: '市水利局',
      what: '请提供炳草岗片区的供水管线图。',
    })
    const number = asked.headers.get('Location')?.split('/').at(-1) ?? ''
    expect((await city.rowOf(number)).firstAskedPersonId).toBeNull()
    await city.does('shuili.chengban2', number, 'signature')
    expect(await city.rowOf(number)).toMatchObject({
      firstAskedUnitId: city.unit('市水利局').id,
      firstAskedPersonId: (await city.actorOf('shuili.chengban2')).personId,
    })
    expect(await city.text('chengban', '/desk/inquiries?list=asked')).toContain(number)
  })
})

describe('一桌一码', () => {
  let code = ''

  test('a desk has a code, printed with its QR', async () => {
    const short = await city.post(clerk, '/desk/contacts/desks', { title: '1' })
    expect([short.status, (await short.text()).includes('2 到 30 个字')]).toEqual([422, true])
    expect((await city.post(clerk, '/desk/contacts/desks', { title: '3 号窗口' })).status).toBe(303)
    const [desk] = await city.house.db.select().from(contactDesks)
    code = desk?.code ?? ''
    const sheet = await city.text(clerk, `/desk/contacts/desks/${desk?.id}/print`)
    for (const words of ['3 号窗口', '负责到底', 'data:image/png']) expect(sheet).toContain(words)
    expect((await city.get('jiaotong.chengban1', `/desk/contacts/desks/${desk?.id}/print`)).status).toBe(404)
  })

  test('who scans types what they want, and it lies before the clerks of that unit only, encrypted', async () => {
    expect(await (await city.open(`/first-asked/${code}`)).text()).toContain('您要问什么')
    expect((await city.send(`/first-asked/${code}`, { what: '' })).status).toBe(422)
    const started = await city.send(`/first-asked/${code}`, { what: '想问问公积金怎么提取', who: '田师傅' })
    const at = started.headers.get('Location') ?? ''
    const sign = at.split('/').at(-1)
    expect(await (await city.open(at)).text()).toContain(`${sign} 号`)
    expect(await city.text(clerk, '/desk/contacts')).toContain('想问问公积金怎么提取')
    expect(await city.text('chengban', '/desk/contacts')).not.toContain('公积金怎么提取')
    const [row] = await city.house.db.select().from(contactStarts)
    expect(row?.whatCipher.toString('utf8')).not.toContain('公积金')
  })

  test('is taken into the form, and gone once it is registered', async () => {
    const [row] = await city.house.db.select().from(contactStarts)
    const form = await city.text(clerk, `/desk/contacts?start=${row?.id}`)
    for (const words of ['想问问公积金怎么提取', '田师傅']) expect(form).toContain(words)
    await city.registered(clerk, { what: '想问问公积金怎么提取', who: '田师傅', start: row?.id ?? '' })
    expect(await city.house.db.$count(contactStarts)).toBe(0)
  })

  test('who left, or waited four hours, leaves nothing', async () => {
    await city.send(`/first-asked/${code}`, { what: '又不想问了' })
    const [left] = await city.house.db.select().from(contactStarts)
    await city.post('jiaotong.chengban1', `/desk/contacts/starts/${left?.id}/end`)
    expect(await city.house.db.$count(contactStarts)).toBe(1)
    await city.post(clerk, `/desk/contacts/starts/${left?.id}/end`)
    expect(await city.house.db.$count(contactStarts)).toBe(0)
    await city.send(`/first-asked/${code}`, { what: '等不及了' })
    const now = city.house.clock.now().add({ hours: 5 })
    await forgetStarts({ db: city.house.db, clock: { now: () => now } })
    expect(await city.house.db.$count(contactStarts)).toBe(0)
  })

  test('a code that is none, or no longer used, is not found', async () => {
    const [desk] = await city.house.db.select().from(contactDesks).where(eq(contactDesks.code, code))
    expect((await city.open('/first-asked/000000')).status).toBe(404)
    await city.post(clerk, `/desk/contacts/desks/${desk?.id}/closure`)
    expect((await city.open(`/first-asked/${code}`)).status).toBe(404)
  })
})
