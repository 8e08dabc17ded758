import { expect, test } from 'vitest'
import { looksUp, type Receipt } from './citizen.ts'
import { openCity, phone } from './journey.ts'
import type { Person } from './person.ts'

const city = openCity()

const facts = '去年小区改造换了屋面，今年雨季顶楼三户漏水，施工单位来过一次没有修好。'

async function numbersOf(person: Person): Promise<Receipt> {
  const codes = await person.page.locator('copy-code').evaluateAll((all) => all.map((one) => one.dataset.code ?? ''))
  const [number = '', code = ''] = codes
  expect([number, code]).toEqual([expect.stringMatching(/^\d{8}5\d{6,}$/), expect.stringMatching(/^\d{6}$/)])
  return { number, code }
}

async function writesOpinion(handler: Person, choice: string, opinion: string): Promise<void> {
  await handler.picks('意见的种类', choice)
  await handler.fills('投诉请求', '请求维修屋面并赔偿损失。', '#act-drafts')
  await handler.fills('事实和理由', '经现场查看，漏水属实，原因是女儿墙泛水没有做。', '#act-drafts')
  await handler.fills('处理意见', opinion, '#act-drafts')
  await handler.fills('法律法规依据', '《建设工程质量管理条例》第四十条。', '#act-drafts')
  await handler.presses('提交审核')
}

test('a petition from its form to its 复查: filed, routed, accepted, answered, asked again and decided above', async () => {
  const petitioner = await city.anybody({ screen: phone })
  // On machines whose script did not arrive: all of it works by forms alone.
  const office = await city.staff('xinfang.chengban1', { script: false })
  const handler = await city.staff('chengban', { script: false })
  const head = await city.staff('fuzeren', { script: false })
  const officeHead = await city.staff('xinfang.fuzeren', { script: false })

  await petitioner.goes('/petitions/new')
  await petitioner.ticks('申诉求决')
  await petitioner.fills('标题', '屋面改造后漏水')
  await petitioner.fills('投诉请求', '请求维修屋面并赔偿室内损失。')
  await petitioner.fills('事实和理由', facts)
  await petitioner.fills('姓名', '田建国')
  await petitioner.fills('手机号码', '13700005678')
  await petitioner.fills('住址', '东区炳草岗街道机场路社区')
  await petitioner.ticks('是多人一起反映的')
  await petitioner.fills('共有多少人', '9')
  await petitioner.fills('代表姓名', '田建国、甲一')
  await petitioner.presses('提交信访事项')
  await petitioner.reads('信访事项已登记', '转给有权处理的单位')
  const slip = await numbersOf(petitioner)
  await city.recordsHold()

  await office.goes('/desk/petitions?list=dispatch')
  await office.follows('屋面改造后漏水', 'main')
  await office.reads('共 9 人，代表 2 人')
  await office.fills('转给哪个有权处理的单位', 'zjj')
  await office.presses('转出')
  await handler.goes(`/desk/petitions/${slip.number}`)
  await handler.presses('签收，由我承办')
  await handler.fills('告知信访人', '已收到，由我局老旧小区改造办公室现场核查，60日内给您处理意见书。')
  await handler.presses('告知受理')
  await looksUp(petitioner, slip)
  await petitioner.reads('已受理', '出具意见的期限')

  await city.passes({ hours: 3 })
  await handler.goes(`/desk/petitions/${slip.number}`)
  await writesOpinion(handler, '作出解释说明', '屋面漏水由施工单位一周内返修，室内损失请与施工单位协商。')
  await head.goes(`/desk/petitions/${slip.number}`)
  await head.presses('审核通过，答复信访人')
  await looksUp(petitioner, slip)
  await petitioner.reads('信访处理意见书', '室内损失请与施工单位协商', '可以申请复查')
  await petitioner.presses('我已收到意见书')
  await petitioner.reads('最后一天', '2026年12月23日')
  await city.recordsHold()

  await petitioner.unfolds('申请复查')
  await petitioner.fills('为什么申请复查', '意见没有说赔偿怎么办，请求责成施工单位赔偿。')
  await petitioner.presses('申请复查')
  await petitioner.reads('复查请求已收到')
  const recheck = await numbersOf(petitioner)
  await petitioner.follows('看进度', 'main')
  await petitioner.reads('攀枝花市信访局正在办理复查')

  await city.passes({ hours: 2 })
  await office.goes(`/desk/petitions/${recheck.number}`)
  await office.presses('签收，由我承办')
  await writesOpinion(office, '变更原意见', '责成市住房城乡建设局督促施工单位十日内返修并赔偿室内损失。')
  await officeHead.goes(`/desk/petitions/${recheck.number}`)
  await officeHead.presses('审核通过，答复信访人')
  await looksUp(petitioner, slip)
  await petitioner.follows('看复查的进度', 'main')
  await petitioner.reads('信访复查意见书', '变更原意见', '复核机关是上一级人民政府')
  await city.recordsHold()
})
