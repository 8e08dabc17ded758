import { expect, test } from 'vitest'
import { fillsLetter, receiptOf } from './citizen.ts'
import { openCity } from './journey.ts'

const city = openCity()

/** Everybody who must not learn of it: the mailbox office, the reported unit and its head, those above it, supervision, the hotline. */
const unaware = ['paidan', 'rexian', 'bianji', 'chengban', 'zhujian.chengban2', 'fuzeren', 'lingdao', 'ducha', 'shenhe', 'xitong', 'anquan']

test('a report about a unit reaches the discipline body and leaves no trace anywhere else', async () => {
  const citizen = await city.anybody()
  const officer = await city.staff('jijian')

  await citizen.goes('/letters/statistics')
  await citizen.reads('还没有来信')

  const title = '住建局工作人员收受红包'
  const body = '去年十月，住建局审批科工作人员在验收时收受施工方红包，我有照片。'
  await fillsLetter(citizen, { sort: '举报', title, body, unit: '攀枝花市住房和城乡建设局', phone: '13800000201', publish: true })
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
    if (!['xitong', 'anquan'].includes(username)) {
      for (const list of ['dispatch', 'sign', 'unit', 'overdue', 'all']) {
        await person.page.goto(`/desk/letters?list=${list}`)
        await person.readsNowhere(title, report.number)
        expect(await countsOf(person.page.locator('main')), `${username} ${list}`).toEqual([])
      }
      await person.page.goto(`/desk/letters?list=all&q=${report.number}`)
      await person.reads('没有符合条件的来信')
    }
    for (const path of ['', '/why', '/print', '/publication']) {
      await person.findsNothing(`/desk/letters/${report.number}${path}`)
      await person.readsNowhere(title)
    }
    await person.leaves()
  }

  for (const path of ['/letters', '/search?q=红包', '/search?q=hongbao', '/letters/new?title=收受红包', '/letters/statistics', '/']) {
    await citizen.goes(path)
    await citizen.readsNowhere(title, report.number)
  }
  await citizen.goes('/letters/statistics')
  await citizen.reads('还没有来信')
  await citizen.findsNothing(`/letters/${report.number}`)
  await citizen.goes('/demo/outbox')
  await citizen.readsNowhere(title, '举报', '住房和城乡建设局')

  // The officer sees it, without the writer's name, and handles it to the end.
  await officer.goes('/desk/letters?list=all')
  await officer.follows(title, 'main')
  await officer.reads('收受施工方红包')
  await officer.readsNowhere('王女士', '13800000201')
})

/** The figures in the tabs of the lists that are not nought. */
const countsOf = (main: { locator(of: string): { allTextContents(): Promise<string[]> } }): Promise<string[]> =>
  main
    .locator('nav .count, .tabs .count')
    .allTextContents()
    .then((counts) => counts.filter((count) => count.trim() !== '0'))
