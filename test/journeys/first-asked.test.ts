import { expect, test } from 'vitest'
import { runJobs } from '../setup/run-jobs.ts'
import { looksUp, type Receipt } from './citizen.ts'
import { desktop, openCity, phone } from './journey.ts'
import type { Person } from './person.ts'

const city = openCity()

const what = '小区旁边的工地半夜打桩，问了几家都说不归他们管'

/** The card as the clerk hands it over. */
async function cardOf(clerk: Person): Promise<Receipt> {
  const [number = '', code = ''] = await clerk.page
    .locator('[data-code]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-code') ?? ''))
  expect([number, code]).toEqual([expect.stringMatching(/^\d{15}$/), expect.stringMatching(/^\d{6}$/)])
  return { number, code }
}

async function leadsOn(person: Person, { number }: Receipt, unit: string, words: string): Promise<void> {
  await person.goes(`/desk/inquiries/${number}`)
  await person.unfolds('引导、转办')
  await person.fills('转给哪个单位', unit)
  await person.fills('说明', words)
  await person.presses('请对方接办')
}

async function takes(person: Person, { number }: Receipt): Promise<void> {
  await person.goes(`/desk/inquiries/${number}`)
  await person.presses('接办，由我承办')
}

test('a question at a counter over four units, with a return and a circle; the asker’s page tells the truth at each step', async () => {
  const clerk = await city.staff('zongchuang', { screen: phone })
  const asker = await city.anybody({ screen: phone })
  const monitors = await city.staff('huanjing.chengban1')
  const enforcer = await city.staff('chengguan.chengban1')
  const police = await city.staff('gongan.chengban1')
  const builders = await city.staff('chengban')
  const decider = await city.staff('shifuban.fuzeren')
  const follows = async (...words: string[]) => {
    await asker.goes(`/follow/${card.number}`)
    // The code opens the page for half an hour.
    if (asker.path() === '/follow') await looksUp(asker, card)
    await asker.reads(...words)
  }

  // Three fields at the counter, with the wrong unit first: refused in words, nothing typed is lost.
  await clerk.goes('/desk/contacts')
  await clerk.presses('窗口')
  await clerk.goes('/desk/contacts')
  await clerk.fills('谁来问', 'A023')
  await clerk.fills('问什么', what)
  await clerk.unfolds('引导到别的单位')
  await clerk.fills('引导到哪个单位', '市政务服务中心')
  await clerk.presses('引导并跟进')
  await clerk.reads('不能转给本单位自己')
  await clerk.fills('引导到哪个单位', '市生态环境局')
  await clerk.presses('引导并跟进')
  await clerk.reads('首问责任人', '蒋如春', '对方接下之前仍由首问责任人负责')
  const card = await cardOf(clerk)
  await city.recordsHold()

  await looksUp(asker, card)
  await asker.reads('市生态环境局接下', '蒋如春', 'A023', '答复期限')

  // Not theirs: the reason is the asker's to read, and the first-asked has it still.
  await city.passes({ minutes: 20 })
  await monitors.goes(`/desk/inquiries/${card.number}`)
  await monitors.unfolds('不接转办')
  await monitors.fills('不接的理由', '我局只做监测，夜间施工由城管到场查处。')
  await monitors.presses('退回转办')
  await follows('我局只做监测，夜间施工由城管到场查处。', '蒋如春正在办')
  await city.recordsHold()

  // Led on over three more.
  await city.passes({ minutes: 10 })
  await leadsOn(clerk, card, '市城市管理执法局', '请到现场查处夜间施工。')
  await follows('等攀枝花市城市管理行政执法局接下')
  await takes(enforcer, card)
  await follows('首问责任人继续跟进', '攀枝花市城市管理行政执法局', '途中被退回或没有人接 1 次')
  await leadsOn(enforcer, card, '市公安局', '可能是社会生活噪声，请接办。')
  await takes(police, card)
  await leadsOn(police, card, 'zjj', '是工地施工，请住建接办。')
  await takes(builders, card)
  await follows('攀枝花市公安局', '攀枝花市住房和城乡建设局')
  await city.recordsHold()

  // And back to one that had it: nobody is offered it again, whoever decides is asked.
  await city.passes({ minutes: 30 })
  await leadsOn(builders, card, '市城市管理执法局', '现场查处是城管的事。')
  await follows('转了一圈又转回来', '裁定由谁办', '裁定之前')
  await clerk.goes(`/desk/inquiries/${card.number}`)
  await clerk.reads('等待裁定')
  await decider.goes('/desk/inquiries?list=disputes')
  await decider.follows('小区旁边的工地半夜打桩', 'main')
  await decider.fills('由哪个单位办理', '市城市管理执法局')
  await decider.fills('依据', '建筑施工噪声的现场查处列入城管权责清单第18项。')
  await decider.presses('就这样裁定')
  await follows('已裁定由', '裁定以后不再转来转去')
  await city.recordsHold()

  await city.passes({ hours: 1 })
  await enforcer.goes(`/desk/inquiries/${card.number}`)
  await enforcer.presses('签收，由我承办')
  await enforcer.goes(`/desk/inquiries/${card.number}`)
  await enforcer.fills('答复内容', '已到现场责令停止夜间打桩并立案，以后半小时内到场。')
  await enforcer.presses('答复问事人')
  await runJobs(city.house())

  // Before the asker has said so it is not over; the first-asked saw each step.
  await clerk.goes('/desk/watches')
  await clerk.reads(card.number, '新进展')
  await follows('已到现场责令停止夜间打桩并立案', '办成了吗？')
  await asker.presses('办成了，认可')
  await asker.reads('已办结')
  await asker.presses('谢谢帮我跟到底的人')
  await asker.reads('您的感谢已经转达')
  await runJobs(city.house())
  await city.recordsHold()

  // Decided once: written down, and read by everybody.
  await decider.goes('/desk/duties')
  await decider.follows('写进目录', 'main')
  await decider.fills('事项', '夜间施工噪声')
  await decider.fills('群众的说法', '半夜打桩 工地吵')
  await decider.fills('类别', '城市管理')
  await decider.presses('写进目录')
  const neighbour = await city.anybody({ screen: desktop })
  await neighbour.goes('/duties?q=半夜打桩')
  await neighbour.reads('夜间施工噪声', '市城市管理执法局')
  await neighbour.goes('/first-asked')
  await neighbour.reads('当场答复', '退转', '市政务服务中心')
  await neighbour.readsNowhere('蒋如春', card.number)
  await city.recordsHold()
})
