import { expect, test } from 'vitest'
import { wakeDue } from '#core/matters/index.ts'
import { runJobs } from '../setup/run-jobs.ts'
import { looksUp, type Receipt } from './citizen.ts'
import { openCity, phone } from './journey.ts'
import type { Person } from './person.ts'

const city = openCity()

const title = '炳草岗片区路灯改造工程验收报告'

async function applies(asker: Person): Promise<Receipt> {
  const door = await asker.asks('/disclosure')
  for (const words of ['不用写理由', '每月 10 件以内', '应当先申请行政复议', '/disclosure/new'])
    expect(door.html).toContain(words)
  await asker.goes('/disclosure/new')
  await asker.picks('向哪个机关申请', '攀枝花市住房和城乡建设局')
  await asker.fills('信息的名称、文号', title)
  await asker.fills('详细描述', '2025年验收的炳草岗片区路灯改造工程，需要验收报告全文。')
  await asker.ticks('电子文档')
  await asker.ticks('在本网站下载')
  await asker.fills('姓名', '罗大山')
  await asker.fills('证件号码', '510402199003077751')
  await asker.fills('手机号码', '15400000002')
  await asker.ticks('视力不便，请用大字或者读给我听')
  await asker.presses('提交申请')
  await asker.reads('校验位')
  await asker.fills('证件号码', '510402199003077755')
  await asker.presses('提交申请')
  await asker.reads('申请已提交', '最迟')
  const codes = await asker.page.locator('copy-code').evaluateAll((all) => all.map((one) => one.dataset.code ?? ''))
  return { number: codes[0] ?? '', code: codes[1] ?? '' }
}

/** Number and code of the letter as the printed paper has them; the code is made from the number, as there. */
async function letterIn(handler: Person, { number }: Receipt): Promise<Receipt> {
  await handler.goes(`/desk/disclosures/${number}`)
  const text = await handler.text()
  const letter = /征求意见书编号 ([\d\s]+)：/.exec(text)?.[1]?.replace(/\s/g, '') ?? ''
  const code = city.house().secrets.lookupHash(letter, 'disclosure_parties.code').readUIntBE(0, 6) % 1_000_000
  return { number: letter, code: String(code).padStart(6, '0') }
}

test('asked, received, corrected, a third party heard, extended, answered: the applicant reads the truth at each step', async () => {
  // Each page is looked at with axe where its reader has script; the others show that all of it works without.
  const applicant = await city.anybody({ screen: phone })
  const asker = await city.anybody({ screen: phone, script: false })
  const handler = await city.staff('chengban', { script: false })
  const head = await city.staff('fuzeren', { script: false })
  const firm = await city.anybody({ screen: phone })
  const follows = async (...words: string[]) => {
    await looksUp(asker, receipt)
    await asker.reads(...words)
  }
  const receipt = await applies(applicant)
  await follows('待确认收到', '等攀枝花市住房和城乡建设局确认收到')

  await city.passes({ minutes: 20 })
  await handler.goes('/desk/disclosures?list=sign')
  await handler.follows(title, 'main')
  await handler.reads('5104**********7755', '视力不便')
  await handler.presses('确认收到，开始计时')
  await follows('答复期限', '正在办')

  // Corrected once, by a day; a second notice is refused in words.
  await handler.unfolds('通知补正')
  await handler.fills('补正期限（最晚哪一天）', '2026-12-01')
  await handler.fills('哪里不明确、应当怎样补正', '同一工程分两期验收，请写明要哪一期的验收报告。')
  await handler.presses('通知补正')
  await handler.reads('等待申请人补正')
  await city.recordsHold()
  await city.passes({ hours: 24 })
  await follows('等您补正', '请写明要哪一期')
  await asker.fills('补正的内容', '要第二期的验收报告。')
  await asker.presses('提交补正')
  await asker.reads('收到您的补正', '重新计算')

  // Somebody else's rights: heard before, by number and code, without a word about who applied.
  await handler.goes(`/desk/disclosures/${receipt.number}`)
  await handler.unfolds('征求第三方或者其他机关意见')
  await handler.picks('征求谁的意见', '企业或者其他组织')
  await handler.fills('名称或者姓名', '东区某照明公司')
  await handler.fills('征求意见的内容', '验收报告附有贵公司的报价清单，可能是商业秘密。')
  await handler.presses('发出征求意见书')
  await handler.fills('对方收到的日期', '2026-11-24')
  await handler.picks('哪一位', '东区某照明公司（企业或者其他组织）')
  await handler.presses('登记送达')
  await handler.reads('书面征求第三方意见')
  await follows('正在征求意见', '不计入答复期限')
  await asker.readsNowhere('照明公司')
  const letter = await letterIn(handler, receipt)
  await city.passes({ hours: 24 })
  await firm.goes('/disclosure/opinion')
  await firm.fills('征求意见书编号', letter.number)
  await firm.fills('回复码', letter.code)
  await firm.presses('打开征求意见书')
  await firm.reads('报价清单', '2026年12月15日')
  await firm.readsNowhere('罗大山', receipt.number)
  await firm.ticks('同意公开一部分')
  await firm.fills('理由', '总价可以公开，单价请遮盖。')
  await firm.presses('提交意见')
  await firm.reads('您的意见已经收到')
  await follows('对方提出了意见', '继续计算答复期限')
  await city.recordsHold()

  // Extended before the date, by the head, with the reason.
  await handler.goes(`/desk/disclosures/${receipt.number}`)
  await handler.unfolds('申请延期')
  await handler.fills('延长几个工作日', '5')
  await handler.picks('原因', '信息量大，需要较长时间查找、整理')
  await handler.fills('理由', '报告附件三百页，需要逐页区分处理。', '#act-extension')
  await handler.presses('提交延期申请')
  await head.goes(`/desk/disclosures/${receipt.number}`)
  await head.presses('批准延期')
  await follows('延长答复期限 5 个工作日')

  // Against the will of a third party nothing leaves before it was told; a refusal names its article.
  await handler.goes(`/desk/disclosures/${receipt.number}`)
  await handler.picks('答复的种类', '部分公开（区分处理）（第37条）')
  await handler.fills('理由和说明', '单价遮盖后公开，其余全文见附件。')
  await handler.presses('提交审核')
  await handler.reads('必须写明依据的条款')
  await handler.picks('不予公开的依据', '第15条 商业秘密、个人隐私等，会损害第三方合法权益')
  await handler.presses('提交审核')
  await handler.reads('书面告知第三方')
  await handler.unfolds('书面告知第三方决定公开')
  await handler.picks('哪一位', '东区某照明公司（企业或者其他组织）', '#act-party-notice')
  await handler.fills('决定公开的内容和理由', '公开总价和验收结论，关系公共资金的使用。')
  await handler.presses('告知第三方')
  await handler.picks('答复的种类', '部分公开（区分处理）（第37条）')
  await handler.picks('不予公开的依据', '第15条 商业秘密、个人隐私等，会损害第三方合法权益')
  await handler.fills('理由和说明', '单价遮盖后公开，其余全文见附件。')
  await handler.presses('提交审核')
  await head.goes(`/desk/disclosures/${receipt.number}`)
  await head.presses('审核通过，答复申请人')
  await runJobs(city.house())
  await follows('部分公开（区分处理）', '单价遮盖后公开', '政府信息公开申请答复书', '申请行政复议')
  const paper = await asker.page.getByRole('link', { name: '政府信息公开申请答复书' }).getAttribute('href')
  expect((await asker.asks(paper ?? '')).status).toBe(200)
  await wakeDue(city.house())

  await head.goes('/desk/disclosures/year')
  await head.reads('本年新收的申请', '部分公开（区分处理）')
  await city.recordsHold()
})
