import { expect, test } from 'vitest'
import { runJobs } from '../setup/run-jobs.ts'
import { looksUp, type Receipt } from './citizen.ts'
import { openCity, phone } from './journey.ts'
import type { Person } from './person.ts'

const city = openCity()

const complaint = '去了两次，窗口的人头都不抬，说不归他管，也没有说该去哪里。'

/** Registered at the counter; number and code as they stand on the card. */
async function cardFrom(clerk: Person): Promise<Receipt> {
  await clerk.goes('/desk/contacts')
  await clerk.fills('谁来问', 'A023')
  await clerk.fills('问什么', '老楼加装电梯要准备什么材料')
  await clerk.presses('我来办')
  const [number = '', code = ''] = await clerk.page
    .locator('[data-code]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-code') ?? ''))
  expect([number, code]).toEqual([expect.stringMatching(/^\d{15}$/), expect.stringMatching(/^\d{6}$/)])
  return { number, code }
}

/** Looked into by the supervisor, about the clerk, who is asked to speak; the address of it. */
async function looksInto(supervisor: Person): Promise<string> {
  await supervisor.goes('/desk/breaches')
  await supervisor.follows('态度生硬', 'main')
  await supervisor.reads('头都不抬', '受理以后，被反映的单位和当事人看得到')
  await supervisor.presses('受理')
  // No grade before the facts, no facts without how grave and why: refused in words, nothing typed is lost.
  await supervisor.fills('查到了什么', '调取了窗口录像：当事人没有起身接待，没有告知去哪里办。')
  await supervisor.fills('是哪一位工作人员', '李青禾')
  await supervisor.presses('保存核查情况')
  await supervisor.reads('请选择情节轻重', '请选择原因在哪里', '调取了窗口录像')
  await supervisor.ticks('一般')
  await supervisor.ticks('个人没有履行首问责任')
  await supervisor.presses('保存核查情况')
  await supervisor.presses('发出陈述通知')
  await supervisor.reads('听取陈述', '请在 2026-11-30 前陈述')
  return supervisor.path()
}

test('who was turned away complains on a phone; it is looked into, heard, decided, told, appealed and upheld', async () => {
  const clerk = await city.staff('chengban', { screen: phone })
  const asker = await city.anybody({ screen: phone })
  const supervisor = await city.staff('ducha')
  // On machines whose script did not arrive: all of it works by forms alone.
  const head = await city.staff('fuzeren', { script: false })
  const discipline = await city.staff('jijian', { script: false })
  const stranger = await city.staff('huanjing.chengban1', { script: false })
  const follows = async (...words: string[]) => {
    await asker.goes(`/follow/${card.number}`)
    if (asker.path() === '/follow') await looksUp(asker, card)
    await asker.reads(...words)
  }
  const card = await cardFrom(clerk)

  // From the card, by number and code; not filled, it comes back in words.
  await asker.goes('/first-asked/complaint')
  await asker.fills('编号', card.number)
  await asker.fills('查询码', card.code)
  await asker.presses('下一步')
  await asker.fills('事情经过', complaint)
  await asker.presses('提交')
  await asker.reads('请选择是哪一种情况', complaint)
  await asker.ticks('态度生硬')
  await asker.presses('提交')
  await asker.reads('您反映的问题', '已收到', '最迟告诉您是否受理', '2026-11-26')
  await city.recordsHold()

  const at = await looksInto(supervisor)
  await runJobs(city.house())
  await follows('正在核查')
  await stranger.goes('/desk')
  expect((await stranger.asks(at)).status).toBe(404)

  // The person reads what was found, not who complained, and speaks.
  await city.passes({ hours: 20 })
  await clerk.goes('/desk/breaches?list=mine')
  await clerk.follows('态度生硬', 'main')
  await clerk.reads('反映的原话不转给被反映的单位和个人', '调取了窗口录像')
  await clerk.readsNowhere('头都不抬', card.number)
  await clerk.fills('陈述的内容', '当时在接另一位的电话，处理不当，愿意改。')
  await clerk.presses('提交陈述')
  await clerk.reads('工作人员陈述')

  await head.goes(at)
  await head.reads('对个人：最高到批评教育')
  await head.ticks('成立，作出处理')
  await head.picks('处理方式', '批评教育')
  await head.fills('理由', '事实清楚，当事人承认，属第一次，影响不大。')
  await head.fills('告诉反映人的话', '情况属实，我们已经改进窗口值守，向您致歉。')
  await head.presses('决定')
  await follows('已有决定，正在告知')
  await asker.readsNowhere('向您致歉', '批评教育')

  // Told: the asker learns what was found, nothing of a person's grade.
  await supervisor.goes(at)
  await supervisor.presses('已告知')
  await follows('有结果了', '情况属实', '向您致歉', '对个人的处理不公开')
  await asker.readsNowhere('批评教育')

  // Another body than the one that decided settles the appeal.
  await clerk.goes(at)
  await clerk.reads('申诉期限')
  await clerk.fills('申诉的理由', '当时在处理另一位老人的急事，请再看录像。')
  await clerk.presses('提出申诉')
  await head.goes(at)
  expect(await head.page.getByRole('button', { name: '决定', exact: true }).count()).toBe(0)
  await discipline.goes(at)
  await discipline.ticks('维持')
  await discipline.fills('理由', '录像里没有急事，原决定事实清楚、处理适当。')
  await discipline.presses('决定')
  await discipline.reads('申诉决定：维持', '决定生效')
  await clerk.goes(at)
  await clerk.reads('申诉决定：维持', '影响期到', '2027年')
  await follows('有结果了', '情况属实')
  await city.recordsHold()
})
