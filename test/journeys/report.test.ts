import { expect, test } from 'vitest'
import { fillsLetter, looksUp, receiptOf } from './citizen.ts'
import { openCity } from './journey.ts'

const city = openCity()

/** Everybody who must not learn of it: the mailbox office, the reported unit and its head, those above it, supervision, the hotline. */
const unaware = [
  'paidan',
  'rexian',
  'bianji',
  'chengban',
  'zhujian.chengban2',
  'fuzeren',
  'lingdao',
  'ducha',
  'shenhe',
  'xitong',
  'anquan',
]

test('a report about a unit reaches the discipline body and leaves no trace anywhere else', async () => {
  const citizen = await city.anybody()
  const officer = await city.staff('jijian')

  await citizen.goes('/letters/statistics')
  await citizen.reads('还没有来信')

  const title = '住建局工作人员收受红包'
  const body = '去年十月，住建局审批科工作人员在验收时收受施工方红包，我有照片。'
  await fillsLetter(citizen, {
    sort: '举报',
    title,
    body,
    unit: '攀枝花市住房和城乡建设局',
    phone: '13800000201',
    publish: true,
  })
  await citizen.presses('提交这封信')
  await citizen.reads('举报不公开，请去掉“同意公开”的勾选。')
  await citizen.ticks('同意公开这封信和答复')
  await citizen.presses('提交这封信')
  const report = await receiptOf(citizen)
  await citizen.reads('市纪委监委', '已为您保密')
  await city.recordsHold()

  for (const username of unaware) {
    const person = await city.staff(username)
    await person.goes('/desk')
    await person.readsNowhere(title, report.number)
    for (const list of ['dispatch', 'sign', 'unit', 'overdue', 'all', `all&q=${report.number}`]) {
      const { html } = await person.asks(`/desk/letters?list=${list}`)
      expect(html, `${username} ${list}`).not.toContain(title)
      expect(html.match(/class="count">[1-9]/g), `${username} counts nothing`).toBeNull()
      expect(html).not.toContain(`/desk/letters/${report.number}`)
    }
    for (const path of ['', '/why', '/print', '/publication']) {
      const { status, html } = await person.asks(`/desk/letters/${report.number}${path}`)
      expect([username, path, status]).toEqual([username, path, 404])
      expect(html).not.toContain(title)
    }
    await person.leaves()
  }

  for (const path of [
    '/letters',
    '/search?q=红包',
    '/search?q=hongbao',
    '/letters/new?title=收受红包',
    '/letters/statistics',
    '/',
  ]) {
    await citizen.goes(path)
    await citizen.readsNowhere(title, report.number)
  }
  await citizen.goes('/letters/statistics')
  await citizen.reads('还没有来信')
  expect((await citizen.asks(`/letters/${report.number}`)).status).toBe(404)
  await citizen.goes('/demo/outbox')
  await citizen.readsNowhere(title, '举报', '住房和城乡建设局')

  // The officer sees it, without the writer's name, and handles it to the end.
  await officer.goes('/desk/letters?list=all')
  await officer.follows(title, 'main')
  await officer.reads('收受施工方红包')
  await officer.readsNowhere('王女士', '13800000201')

  await officer.presses('签收，由我承办')
  await officer.goes(`/desk/letters/${report.number}`)
  await officer.fills('答复内容', '您好，反映的情况已经立案核查，结果将依规向您反馈。')
  await officer.presses('提交审核')
  const head = await city.staff('jiwei.fuzeren')
  await head.goes(`/desk/letters/${report.number}`)
  await head.presses('审核通过，答复写信人')
  await city.recordsHold()
  await looksUp(citizen, report)
  await citizen.reads('已经立案核查')
  await citizen.goes('/letters/statistics')
  await citizen.reads('还没有来信')
})
