import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, wakeDue } from '#core/matters/index.ts'
import { checkAudit } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import { entered } from '../../../../test/entered.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { seedLadder } from '../ladder/seed-ladder.ts'
import { runRounds } from '../reminders/run-round.ts'
import { issueOrderPaper } from './order-paper.ts'
import { supervisionOrders, supervisionProposals } from './tables.ts'

let desk: DeskOfTests
let letter: string
let second: string
beforeAll(async () => {
  desk = await deskOfTests()
  await seedLadder(desk.house)
  letter = await overdue('路灯一直不亮')
  second = await overdue('窨井没有盖')
  // 3 working days from Monday 23 November end on Thursday 26; four working days over on Wednesday 2 December.
  await pass('2026-12-02T08:45')
})
afterAll(async () => {
  expect(await desk.check()).toEqual([])
  expect(await checkAudit(desk.house.db)).toMatchObject({ ok: true })
  await desk.close()
})

async function overdue(title: string): Promise<string> {
  const number = await desk.writeOne({ title })
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj', dispatchClass: 'consult' })
  await desk.does('zhujian.chengban1', number, 'signature')
  return number
}

async function pass(at: string): Promise<void> {
  desk.house.clock.set(`${at}+08:00`)
  await wakeDue(desk.house)
  await runRounds(desk.house)
}

async function proposalOf(number: string, stage = 'order'): Promise<string> {
  const all = await desk.house.db
    .select()
    .from(supervisionProposals)
    .where(eq(supervisionProposals.matterId, (await desk.rowOf(number)).id))
  const found = all.filter((one) => one.stage === stage)
  expect(found).toHaveLength(1)
  return found[0]?.id ?? ''
}

async function orderOf(number: string, stage = 'order') {
  const all = await desk.house.db
    .select()
    .from(supervisionOrders)
    .where(eq(supervisionOrders.matterId, (await desk.rowOf(number)).id))
  const order = all.find((one) => one.stage === stage)
  if (!order) throw new Error(`no ${stage} of ${number}`)
  return order
}

const send = async (who: string, path: string, fields: Record<string, string> = {}) => {
  const response = await desk.post(who, path, fields)
  return { status: response.status, location: response.headers.get('Location') ?? '', page: await response.text() }
}

const good = { demand: '请在三日内修好并报告原因。', replyDueOn: '2026-12-04' }

describe('督办建议', () => {
  test('is for those who oversee the unit: others find nothing, not even at its address', async () => {
    const id = await proposalOf(letter)
    for (const who of ['ducha', 'lingdao']) {
      const page = await desk.text(who, `/desk/supervision/proposals/${id}`)
      expect(page).toContain('路灯一直不亮')
      expect(page).toContain('超期4个工作日')
      expect(page).toContain('已催办1次')
    }
    for (const who of [
      'fuzeren',
      'zhujian.chengban1',
      'paidan',
      'wenlv.chengban1',
      'miyi.lingdao',
      'bianji',
      'xitong',
    ]) {
      expect((await desk.get(who, `/desk/supervision/proposals/${id}`)).status, who).toBe(404)
      for (const noun of ['order', 'refusal', 'talk'])
        expect((await send(who, `/desk/supervision/proposals/${id}/${noun}`, good)).status, `${who} ${noun}`).toBe(404)
    }
    expect((await desk.get('bianji', '/desk/supervision')).status).toBe(403)
    expect(await desk.text('fuzeren', '/desk/supervision')).not.toContain('路灯一直不亮')
  })

  test('a form that is not filled comes back as it was typed', async () => {
    const path = `/desk/supervision/proposals/${await proposalOf(letter)}`
    const empty = await send('ducha', `${path}/order`, { demand: '请速办', replyDueOn: '' })
    expect(empty.status).toBe(422)
    expect(empty.page).toContain('督办要求太短了，请至少写 5 个字。')
    expect(empty.page).toContain('请填写报告时限')
    expect(empty.page).toContain('>请速办</textarea>')
    const past = await send('ducha', `${path}/order`, { ...good, replyDueOn: '2026-12-02' })
    expect([past.status, past.page.includes('报告日期应在明天或以后')]).toEqual([422, true])
    const short = await send('ducha', `${path}/refusal`, { declineReason: '不用' })
    expect([short.status, short.page.includes('不督办的理由太短了')]).toEqual([422, true])
    expect(
      (
        await send('ducha', `${path}/talk`, {
          heldOn: '2026-12-02',
          attended: '张三',
          agreement: '三日内办结并报告结果。',
          followUpOn: '2026-12-09',
        })
      ).page,
    ).toContain('这项建议不是约谈')
  })

  test('issued by a person: number, demand, reply date; once however often it is clicked', async () => {
    const path = `/desk/supervision/proposals/${await proposalOf(letter)}/order`
    const fields = { ...good, formKey: newId() }
    const issued = await send('ducha', path, fields)
    expect(issued.status).toBe(303)
    expect((await send('ducha', path, fields)).location).toBe(issued.location)
    const again = await send('ducha', path, good)
    expect([again.status, again.page.includes('已经有人决定过')]).toEqual([422, true])
    const order = await orderOf(letter)
    expect(order).toMatchObject({ number: '攀府督〔2026〕1号', stage: 'order' })
    const page = await desk.text('zhujian.chengban1', issued.location)
    expect(page).toContain('攀府督〔2026〕1号')
    expect(page).toContain('请在三日内修好并报告原因。')
    expect(await desk.text('chengban', `/desk/letters/${letter}`)).toContain('督办单 攀府督〔2026〕1号')
  })

  test('declined with its reason, which stays with the record; the clock asks no more in this run', async () => {
    const id = await proposalOf(second)
    const declined = await send('ducha', `/desk/supervision/proposals/${id}/refusal`, {
      declineReason: '承办单位已经约好施工队，明天更换。',
    })
    expect(declined.status).toBe(303)
    expect(await desk.text('lingdao', `/desk/supervision/proposals/${id}`)).toContain('明天更换')
    await pass('2026-12-03T08:45')
    await proposalOf(second)
  })

  test('an order from the page of the letter is one as well, with the next number', async () => {
    await desk.does('ducha', second, 'supervision', { demand: '请报告施工安排。', replyDueOn: '2026-12-08' })
    expect((await orderOf(second)).number).toBe('攀府督〔2026〕2号')
    expect(await desk.text('fuzeren', '/desk/supervision')).toContain('攀府督〔2026〕2号')
  })
})

describe('督办单', () => {
  test('is seen by the unit and by those above it, and by nobody else', async () => {
    const { id } = await orderOf(letter)
    for (const who of ['zhujian.chengban1', 'fuzeren', 'ducha', 'lingdao'])
      expect((await desk.get(who, `/desk/supervision/orders/${id}`)).status, who).toBe(200)
    for (const who of ['wenlv.chengban1', 'miyi.lingdao', 'jijian', 'xitong']) {
      for (const end of ['', '/order.pdf', `/files/${newId()}`])
        expect((await desk.get(who, `/desk/supervision/orders/${id}${end}`)).status, `${who} ${end}`).toBe(404)
      for (const noun of ['replies', 'acceptance', 'return'])
        expect((await send(who, `/desk/supervision/orders/${id}/${noun}`)).status, `${who} ${noun}`).toBe(404)
    }
  })

  test('is printed once, under its own number, and can be verified', async () => {
    const { id } = await orderOf(letter)
    const [paper, same] = [await issueOrderPaper(desk.house, id), await issueOrderPaper(desk.house, id)]
    expect(paper?.number).toBe('攀府督〔2026〕1号')
    expect(same?.fileId).toBe(paper?.fileId)
    const file = await desk.get('zhujian.chengban1', `/desk/supervision/orders/${id}/order.pdf`)
    expect([file.status, file.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
    const verified = await desk.house.app.request(`/documents/verify?code=${paper?.checkCode}`, {
      headers: { Accept: 'text/html' },
    })
    expect(await verified.text()).toContain('是我们发出的文书')
  })

  test('the unit reports with a file, the supervisor gives it back, the unit reports again and it is accepted', async () => {
    const { id } = await orderOf(letter)
    const path = `/desk/supervision/orders/${id}`
    expect((await send('ducha', `${path}/replies`, { report: '我来替他们写一份报告。' })).status).toBe(403)
    expect((await send('zhujian.chengban1', `${path}/acceptance`)).status).toBe(403)
    expect((await send('ducha', `${path}/acceptance`)).page).toContain('现在没有等待审核的报告')
    const form = new FormData()
    form.append('formKey', newId())
    form.append('report', '已经派人查看，电缆被挖断，周五前修复。')
    form.append('materials', new File([png], '现场.png', { type: 'image/png' }))
    expect((await desk.upload('zhujian.chengban1', `${path}/replies`, form)).status).toBe(303)
    const shown = await desk.text('ducha', path)
    expect(shown).toContain('电缆被挖断')
    const href = /href="(\/desk\/supervision\/orders\/[^"]+\/files\/[^"]+)"/.exec(shown)?.[1] ?? ''
    expect((await desk.get('ducha', href)).status).toBe(200)
    expect((await desk.get('wenlv.chengban1', href)).status).toBe(404)
    expect((await send('zhujian.chengban1', `${path}/replies`, { report: '再写一份报告，内容够长。' })).page).toContain(
      '已经有报告待审',
    )
    const back = await send('ducha', `${path}/return`, {
      returnReason: '请写明修复日期和责任人。',
      newReplyDueOn: '2026-12-08',
    })
    expect(back.status).toBe(303)
    expect((await orderOf(letter)).replyDueOn.toString()).toBe('2026-12-08')
    expect(
      (await send('fuzeren', `${path}/replies`, { report: '十二月五日前由市政公司修复，责任人在附件。' })).status,
    ).toBe(303)
    expect((await send('ducha', `${path}/acceptance`)).status).toBe(303)
    expect(await orderOf(letter)).toMatchObject({ outcome: 'accepted', repliedAt: null })
  })

  test('a refused report keeps its words and its file', async () => {
    const { id } = await orderOf(second)
    const form = new FormData()
    form.append('formKey', newId())
    form.append('report', '太短')
    form.append('materials', new File([png], '现场.png', { type: 'image/png' }))
    const refused = await desk.upload('zhujian.chengban1', `/desk/supervision/orders/${id}/replies`, form)
    const page = await refused.text()
    expect(refused.status).toBe(422)
    expect(page).toContain('办理情况太短了')
    expect(page).toContain('>太短</textarea>')
    expect(page).toContain('现场.png')
  })

  test('the list filters, sorts and is exported by the same query', async () => {
    const accepted = await desk.text('ducha', '/desk/supervision?list=orders&state=accepted')
    expect(accepted).toContain('〔2026〕1号')
    expect(accepted).not.toContain('〔2026〕2号')
    expect(await desk.text('ducha', '/desk/supervision?list=orders&q=2号&sort=due')).toContain('〔2026〕2号')
    expect(await desk.text('wenlv.chengban1', '/desk/supervision')).not.toContain('府督')
    const exported = await desk.post('ducha', '/desk/exports', { source: 'supervision-orders', state: 'accepted' })
    expect(exported.status).toBe(303)
    expect(await desk.text('ducha', exported.headers.get('Location') ?? '')).toContain('1')
  })
})

describe('挂牌督办 and 约谈', () => {
  test('an order that nobody answers is proposed for listing, which only a leader decides', async () => {
    await pass('2026-12-10T08:45')
    const id = await proposalOf(second, 'listing')
    const path = `/desk/supervision/proposals/${id}`
    expect(await desk.text('ducha', path)).toContain('挂牌督办由分管领导决定')
    const fields = { demand: '请立即更换井盖并书面说明。', replyDueOn: '2026-12-14' }
    expect((await send('ducha', `${path}/order`, fields)).status).toBe(403)
    expect((await send('lingdao', `${path}/order`, fields)).status).toBe(303)
    expect(await orderOf(second)).toMatchObject({ outcome: 'raised' })
    expect(await orderOf(second, 'listing')).toMatchObject({ number: '攀府督〔2026〕3号' })
    expect((await desk.rowOf(second)).marks).toContain('listed')
    expect(await entered(desk.house.db, 'supervision')).toEqual([
      { type: 'supervision.listed', number: '攀府督〔2026〕3号', issuedOn: '2026-12-10' },
    ])
    expect((await issueOrderPaper(desk.house, (await orderOf(second, 'listing')).id))?.title).toBe('挂牌督办通知书')
  })

  test('a listing that nobody answers is proposed for a talk, whose record names nobody in public', async () => {
    await pass('2026-12-17T08:45')
    const path = `/desk/supervision/proposals/${await proposalOf(second, 'talk')}`
    const talk = {
      heldOn: '2026-12-17',
      attended: '副局长唐某某',
      agreement: '十二月二十日前更换井盖，每日报告。',
      followUpOn: '2026-12-21',
    }
    expect((await send('ducha', `${path}/talk`, talk)).status).toBe(403)
    expect((await send('lingdao', `${path}/talk`, { ...talk, heldOn: '2026-12-18' })).page).toContain(
      '约谈日期晚于今天',
    )
    expect((await send('lingdao', `${path}/order`, good)).page).toContain('约谈要填写约谈记录')
    expect((await send('lingdao', `${path}/talk`, talk)).status).toBe(303)
    expect(await desk.text('lingdao', path)).toContain('副局长唐某某')
    const { rows } = await desk.house.db.execute<{ said: string }>(
      sql`select supervision_talks::text || (select string_agg(details::text, '') from audit_entries) as said from supervision_talks`,
    )
    expect(rows[0]?.said).not.toContain('唐某某')
    expect((await orderOf(second, 'listing')).replyDueOn.toString()).toBe('2026-12-21')
    expect((await desk.rowOf(second)).marks).toContain('talked')
  })

  test('the public page says numbers and counts: no matter, no person', async () => {
    const response = await desk.house.app.request('/supervision', { headers: { Accept: 'text/html' } })
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(page).toContain('攀府督〔2026〕3号')
    for (const secret of [second, letter, '窨井', '唐某某', '郑方圆']) expect(page).not.toContain(secret)
  })
})

describe('为基层减负', () => {
  const sentBy = async (unit: string): Promise<string[]> => {
    const response = await desk.house.app.request('/supervision/sent.csv?year=2026')
    const line = (await response.text()).split('\r\n').find((one) => one.startsWith(`${unit},`))
    return line?.split(',').slice(1) ?? []
  }

  test('what a unit sends counts against it: urges, orders, returned reports; what the machine does against nobody', async () => {
    // Orders 1, 2 and 3, and the reply that was given back; the machine urged both letters.
    expect(await sentBy('攀枝花市人民政府')).toEqual(['0', '3', '1', '4', '2'])
    desk.house.clock.set('2026-12-18T10:00+08:00')
    await desk.does('ducha', letter, 'urge', { urgeText: '请抓紧答复' })
    expect(await sentBy('攀枝花市人民政府')).toEqual(['1', '3', '1', '5', '2'])
    const page = await (await desk.house.app.request('/supervision', { headers: { Accept: 'text/html' } })).text()
    expect(page).toContain('系统自动催办 2 次')
  })

  test('a 举报 is in no figure', async () => {
    const report = await desk.writeOne({ sort: 'report', title: '收受红包', unit: desk.unit('市住房城乡建设局').id })
    await desk.does('jijian', report, 'signature')
    const head = await desk.actorOf('jiwei.fuzeren')
    await act(desk.house, head, (await desk.rowOf(report)).id, { type: 'urge' })
    expect(await sentBy('攀枝花市纪委监委')).toEqual([])
  })
})

test('what was answered before anybody decided is no question any more', async () => {
  const third = await overdue('站牌歪了')
  await pass('2026-12-29T08:45')
  const id = await proposalOf(third)
  await desk.does('zhujian.chengban1', third, 'drafts', {
    replyText: '您好，站牌已经扶正，谢谢您的来信。',
    intent: 'submit',
  })
  await desk.does('fuzeren', third, 'approval')
  expect(await desk.text('ducha', '/desk/supervision')).not.toContain('站牌歪了')
  await pass('2026-12-29T14:15')
  expect(
    (await send('ducha', `/desk/supervision/proposals/${id}/order`, { ...good, replyDueOn: '2027-01-08' })).page,
  ).toContain('办件已经答复或办结')
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
