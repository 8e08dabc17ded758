import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { matters } from '#core/matters/index.ts'
import { fillsLetter, looksUp, receiptOf } from './citizen.ts'
import { desktop, openCity, phone } from './journey.ts'

/** A Monday from which fifteen working days lead into the next year. */
const city = openCity({ at: '2026-12-14T10:00:00+08:00' })

test.each([phone, desktop])(
  'large, clear and dark each stay switched on from page to page, on the $name',
  async (screen) => {
    const reader = await city.anybody({ screen })
    for (const [words, kind] of [
      ['长辈版', 'elder'],
      ['高对比', 'contrast'],
      ['深色', 'dark'],
    ] as const) {
      await reader.goes('/letters/statistics')
      await reader.presses(words, '.site-utility')
      expect(reader.path()).toBe('/letters/statistics')
      expect(await reader.page.locator('html').getAttribute('class')).toContain(kind)
      for (const path of ['/', '/letters/new', '/rules/due?from=2026-12-14&amount=15', '/sign-in', '/letters']) {
        await reader.goes(path)
        expect(await reader.page.locator('html').getAttribute('class')).toContain(kind)
      }
    }
    // All three at once, and off again.
    expect(await reader.page.locator('.site-utility button[aria-pressed=true]').count()).toBe(3)
    for (const words of ['长辈版', '高对比', '深色']) await reader.presses(words, '.site-utility')
    expect(await reader.page.locator('.site-utility button[aria-pressed=true]').count()).toBe(0)
    expect(await reader.page.context().cookies()).toEqual([])
  },
)

test('anybody reckons a due date, day by day, and takes it into a calendar', async () => {
  const reader = await city.anybody({ screen: phone })
  await reader.goes('/rules/due')
  await reader.fills('起算日', '2026-09-21')
  await reader.fills('期限', '')
  await reader.presses('计算')
  expect(reader.answered()).toBe(422)
  await reader.page.locator('#amount').fill('7')
  await reader.presses('计算')
  await reader.reads('2026年10月8日', '国庆')
  const file = reader.page.waitForEvent('download')
  await reader.page.getByRole('link', { name: '放进手机日历' }).click()
  expect((await file).suggestedFilename()).toBe('due-2026-10-08.ics')
  await reader.goes('/rules')
  await reader.reads('国务院办公厅')
})

test('the decree of 2027 moves the date of a letter that reaches into it, and takes 暂定 away', async () => {
  const citizen = await city.anybody({ screen: phone })
  await fillsLetter(citizen, {
    sort: '投诉服务或企业',
    title: '小区物业不维修消防栓',
    body: '物业一直不修消防栓，反映多次没有结果。',
    phone: '13800000301',
  })
  await citizen.presses('提交这封信')
  const letter = await receiptOf(citizen)
  await citizen.reads('这一年的放假安排还没公布')

  const dispatcher = await city.staff('paidan')
  await dispatcher.goes(`/desk/letters/${letter.number}`)
  await dispatcher.fills('派给哪个单位', 'zjj')
  await dispatcher.presses('派出')
  await looksUp(citizen, letter)
  await citizen.reads('2027年1月5日', '那一年的放假安排还没公布')
  const handler = await city.staff('chengban')
  await handler.goes(`/desk/letters/${letter.number}`)
  await handler.reads('暂定')
  await handler.goes(`/desk/letters/${letter.number}/print`)
  await handler.reads('办理单', '2027年1月5日（周二）', '承办意见')

  const administrator = await city.staff('xitong')
  await administrator.goes('/desk/calendar')
  await administrator.follows('录入2027年的安排', 'main')
  await administrator.fills('来源网址', 'https://www.gov.cn/zhengce/2027.htm')
  await administrator.page.locator('#lines').fill('2027-02-30 放假 春节')
  await administrator.presses('看看会改变什么')
  expect(administrator.answered()).toBe(422)
  await administrator.reads('没有 2027-02-30 这一天')
  await administrator.page.locator('#lines').fill(decree)
  await administrator.presses('看看会改变什么')
  await administrator.reads('1 个到期日将改变')
  expect(await dueOn(letter.number)).toBe('2027-01-05')
  await administrator.presses('保存并重新计算')
  await administrator.reads('已保存', '2027年')
  expect(await dueOn(letter.number)).toBe('2027-01-04')
  await city.recordsHold()

  await citizen.goes(`/follow/${letter.number}`)
  await citizen.reads('2027年1月4日')
  await citizen.readsNowhere('还没公布', '暂定')
  await citizen.follows('为什么是这一天')
  await citizen.readsNowhere('还没公布', '暂定')
  await handler.goes(`/desk/letters/${letter.number}`)
  await handler.readsNowhere('暂定')
})

/** Made up for this test: the Sunday after Christmas is worked, so that the running date comes a day nearer. */
const decree = [
  '2027-01-01至2027-01-03 放假 元旦',
  '2026-12-27 上班 元旦',
  '2027-02-05至2027-02-12 放假 春节',
  '2027-04-05 放假 清明节',
  '2027-05-01至2027-05-03 放假 劳动节',
  '2027-06-09 放假 端午节',
  '2027-09-15 放假 中秋节',
  '2027-10-01至2027-10-07 放假 国庆节',
].join('\n')

async function dueOn(number: string): Promise<string> {
  const [row] = await city.house().db.select({ dueOn: matters.dueOn }).from(matters).where(eq(matters.number, number))
  return String(row?.dueOn)
}
