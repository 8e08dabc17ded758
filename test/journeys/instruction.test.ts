import { expect, test } from 'vitest'
import { runJobs } from '../setup/run-jobs.ts'
import { photograph } from './files.ts'
import { openCity, phone } from './journey.ts'
import type { Person } from './person.ts'

const city = openCity()

const title = '炳草岗大桥桥头路灯整治'
const result = '17 盏路灯全部修复，反复损坏的原因是线路老化，已更换电缆。'

/** What is ordered; the scan of the leader's own words goes with it. */
async function registers(registrar: Person): Promise<string> {
  await registrar.goes('/desk/referrals/new')
  await registrar.ticks('领导交办、批示')
  await registrar.fills('事项', title)
  await registrar.fills('交办要求', '请住房城乡建设局牵头，修复桥头全部路灯，并查明反复损坏的原因。')
  await registrar.page.getByRole('radio', { name: /^急/ }).check()
  await registrar.fills('牵头单位', 'zjj')
  await registrar.fills('配合单位', '没有这个局')
  await registrar.picks('交办领导', '赵一川')
  await registrar.attaches([await photograph('批示.jpg')])
  await registrar.presses('登记并交办')
  // Refused in words: nothing typed is lost, and the scan waits with the form.
  await registrar.reads('没有找到', '批示.jpg')
  await registrar.fills('配合单位', '公安局')
  await registrar.presses('登记并交办')
  await registrar.reads('领导交办、批示', '赵一川', '批示原件')
  return registrar.path().split('/').at(-1) ?? ''
}

async function handsIn(handler: Person, head: Person, at: string): Promise<void> {
  await handler.goes(at)
  await handler.fills('答复内容', result)
  await handler.presses('提交审核')
  await head.goes(at)
  await head.fills('先行答复的理由', '公安局的交通疏导已经当面完成，书面意见随后补来。')
  await head.presses('审核通过，答复交办人')
}

async function brings(handler: Person, at: string, name: string): Promise<void> {
  await handler.goes(at)
  await handler.unfolds('上传办理材料')
  await handler.attaches([await photograph(name)], '#main form[action$="/materials"]')
  await handler.presses('上传')
  await handler.reads(name, '办理材料')
}

test('a leader’s instruction from scan to accepted result, with one return: each reads at each step what is theirs', async () => {
  const registrar = await city.staff('ducha')
  const leader = await city.staff('lingdao', { screen: phone })
  // On machines whose script did not arrive: all of it works by forms alone.
  const handler = await city.staff('chengban', { script: false })
  const head = await city.staff('fuzeren', { screen: phone, script: false })
  const police = await city.staff('gongan.chengban1', { screen: phone, script: false })
  const stranger = await city.staff('huanjing.chengban1', { script: false })

  for (const person of [police, stranger]) await person.goes('/desk')
  const number = await registers(registrar)
  const at = `/desk/referrals/${number}`
  await city.recordsHold()

  // The leader's own words are for the head of the lead unit; who handles it reads what is asked, others nothing.
  await head.goes(at)
  await head.follows('打开批示原件', 'main')
  await head.reads('工作秘密', '本次打开已经记录')
  await handler.goes('/desk/referrals?list=sign')
  await handler.follows(title, 'main')
  await handler.presses('签收，由我承办')
  await handler.goes(at)
  await handler.reads('查明反复损坏的原因')
  await handler.readsNowhere('批示原件')
  for (const path of [at, `${at}/instruction`, `${at}/instruction/picture`])
    expect((await stranger.asks(path)).status, path).toBe(404)
  expect((await police.asks(at)).status).toBe(404)
  await runJobs(city.house())
  await police.goes('/desk/referrals?list=sign')
  await police.follows(title, 'main')
  await police.reads('协办件', '主办：市住房城乡建设局')
  await city.recordsHold()

  // The plan with its date comes first; a part that is done is not done.
  await city.passes({ hours: 2 })
  await handler.goes(at)
  await handler.fills('准备哪一天办完', '2026-11-26')
  await handler.fills('办理方案', '今天查线，明天换灯，后天验收，责任人李青禾。')
  await handler.presses('提交首次回复')
  await handler.unfolds('报告进展')
  await handler.fills('进展', '已查明是线路老化，电缆明天到货。', '#act-progress')
  await handler.presses('报告进展')
  await handler.unfolds('报告阶段性结果')
  await handler.fills('阶段性结果', '已修好 12 盏，还有 5 盏等配件，配件明天到。')
  await handler.presses('报告阶段性结果（不算办结）')
  await handler.reads('办理中')
  await leader.goes(at)
  await leader.reads('责任人李青禾', '2026年11月26日', '还有 5 盏等配件', '办理中')
  expect(await leader.page.getByRole('button', { name: '验收通过，销号' }).count()).toBe(0)
  await city.recordsHold()

  // No result without evidence; the giver returns one that does not prove enough, in words.
  await city.passes({ hours: 20 })
  await handler.goes(at)
  await handler.fills('答复内容', result)
  await handler.presses('提交审核')
  await handler.reads('报结果要有证据')
  await brings(handler, at, '修复后.jpg')
  await handsIn(handler, head, at)
  await leader.goes('/desk/referrals?list=answered')
  await leader.follows(title, 'main')
  await leader.reads('已报结果待验收', '线路老化', '修复后.jpg')
  await leader.picks('退回的原因', '没有证据，或证据不能证明')
  await leader.fills('还要做什么', '请补充更换电缆的记录。')
  await leader.presses('退回重办')
  await leader.reads('办理中')
  await city.recordsHold()

  await city.passes({ hours: 1 })
  await handler.goes(at)
  await handler.reads('没有证据，或证据不能证明', '请补充更换电缆的记录。')
  await brings(handler, at, '更换电缆记录.jpg')
  await handsIn(handler, head, at)
  await leader.goes(at)
  await leader.presses('验收通过，销号')
  await leader.reads('已办结')
  await handler.goes(at)
  await handler.reads('已办结', '本件已经了结')
  await registrar.goes(at)
  await registrar.reads('请补充更换电缆的记录。', '更换电缆记录.jpg')
  await city.recordsHold()
})
