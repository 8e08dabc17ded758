import { expect, test } from 'vitest'
import { fillsLetter, receiptOf } from './citizen.ts'
import { openCity } from './journey.ts'
import type { Person } from './person.ts'

const city = openCity()

test('two letters go from the queue into two hands without a mouse', async () => {
  const citizen = await city.anybody()
  const dispatcher = await city.staff('paidan')
  const first = await city.staff('chengban')
  const second = await city.staff('zhujian.chengban2')

  const titles = ['清香坪路口积水', '渡口桥护栏松动', '机场路绿化带枯死']
  for (const [at, title] of titles.entries()) {
    const phone = `1380000010${at}`
    await fillsLetter(citizen, { title, body: `${title}，已经有一个星期了，请处理。`, phone })
    await citizen.presses('提交这封信')
    await receiptOf(citizen)
  }

  // 派单: to the second row and back, tick two, name the unit, send.
  await dispatcher.goes('/desk/letters')
  await dispatcher.types('j', 'x', 'j', 'x', 'j', 'k')
  expect(await here(dispatcher)).toContain(titles[1])
  await dispatcher.reads('已勾选 2 条')
  await dispatcher.types('?')
  await dispatcher.reads('派出勾选的来信')
  await dispatcher.types('Escape')

  // Switched off, single keys do nothing but ask; switched on again they work as before.
  const place = await here(dispatcher)
  await dispatcher.types('?')
  await dispatcher.page.getByRole('button', { name: '关掉单键快捷键' }).click()
  await dispatcher.types('Escape', 'j')
  expect(await here(dispatcher)).toBe(place)
  await dispatcher.page.getByRole('button', { name: '快捷键' }).first().click()
  await dispatcher.page.getByRole('button', { name: '打开单键快捷键' }).click()
  await dispatcher.types('Escape')
  await tabsTo(dispatcher, 'dispatchUnit')
  await dispatcher.page.keyboard.type('zjj')
  await dispatcher.strikes('Enter')
  await dispatcher.reads('办好了')
  await dispatcher.readsNowhere(titles[0] ?? '', titles[1] ?? '')
  await dispatcher.reads(titles[2] ?? '')
  await city.recordsHold()

  // 签收: both have the same list before them; the second to press is told who was first.
  await first.goes('/desk/letters?list=sign')
  await second.goes('/desk/letters?list=sign')
  await first.types('j', 'x', 'j', 'x')
  await first.strikes('s')
  await first.reads('办好了')
  await city.recordsHold()
  await second.types('j', 'x')
  await second.strikes('s')
  await second.reads('1 封没有办成', '李青禾')
  await city.recordsHold()

  // A row is opened by Enter.
  await first.goes('/desk/letters?list=mine')
  await first.types('j')
  await first.strikes('Enter')
  expect(first.path()).toMatch(/^\/desk\/letters\/\d+$/)
  await first.reads('答复内容')
})

/** The words of the row at which the keyboard stands. */
const here = async (person: Person): Promise<string> => (await person.page.locator('tr.is-here').textContent()) ?? ''

/** On with the tabulator until the field of this name has the focus; every stop on the way has to be seen. */
async function tabsTo(person: Person, name: string): Promise<void> {
  for (let stop = 0; stop < 60; stop++) {
    const at = await person.page.evaluate(() => {
      const focused = document.activeElement
      return { name: focused?.getAttribute('name'), isSeen: focused?.matches(':focus-visible') ?? false }
    })
    if (stop > 0) expect(at.isSeen, `stop ${stop} of the tabulator`).toBe(true)
    if (at.name === name) return
    await person.types('Tab')
  }
  throw new Error(`the tabulator never came to ${name}`)
}
