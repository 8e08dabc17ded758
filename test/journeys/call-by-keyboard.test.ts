import { expect, test } from 'vitest'
import { staffActor } from '#core/people/index.ts'
import { acdSecret, signedMessage, toldCalls } from '#measures/dialogue/index.ts'
import { fillsLetter, receiptOf } from './citizen.ts'
import { openCity } from './journey.ts'
import type { Person } from './person.ts'

const city = openCity()

/** The exchange, as the simulator tells it: the first call that is answered and ends, message by message. */
async function exchange(number: string) {
  const house = city.house()
  const operator = (await staffActor(house, 'huawu')).staffNumber
  const agents = [{ operator, seat: '12', skills: ['mandarin', 'sichuan', 'yi'] }]
  const told = toldCalls({ seed: 12_345, from: house.clock.now(), minutes: 60, perHour: 20, agents })
  const ended = told.find(({ message }) => message.type === 'call.ended')?.message
  const call = ended && 'call' in ended.data ? ended.data.call : ''
  const secret = acdSecret(house) ?? ''
  return async (type: string) => {
    const found = told.find(
      ({ message }) => message.type === type && (!('call' in message.data) || message.data.call === call),
    )
    if (!found) throw new Error(`the simulator never said ${type}`)
    const at = house.clock.now()
    const message = structuredClone({ ...found.message, timestamp: at.toString() })
    if (message.type === 'call.offered') message.data.number = number
    const sent = signedMessage(secret, { id: found.id, at, message })
    const answer = await house.app.request('/webhooks/acd', { method: 'POST', ...sent })
    expect(answer.status).toBe(200)
  }
}

test('a call is taken and closed by the keyboard alone', async () => {
  const phone = '13800000777'
  const citizen = await city.anybody()
  await fillsLetter(citizen, {
    title: '阳光家园电梯停运',
    body: '三号楼的电梯停了两天了，老人下不了楼，请尽快修好。',
    phone,
  })
  await citizen.presses('提交这封信')
  await receiptOf(citizen)

  const operator = await city.staff('huawu')
  const say = await exchange(phone)
  await say('operator.state')
  await operator.goes('/desk/calls')
  await operator.reads('没有人在等')

  // The call comes to the seat: the open page goes to it, with the keyboard where one writes.
  await say('call.offered')
  await say('call.answered')
  await operator.page.waitForURL(/\/desk\/calls\/[0-9a-f-]{36}$/)
  await operator.page.waitForLoadState()
  await operator.looksRight()
  await operator.reads('138****0777', '阳光家园电梯停运', '待派单')
  expect(await focused(operator)).toBe('title')

  // While it is being typed, what helps stands beside.
  await operator.page.keyboard.type('不服交警的处罚，要行政复议')
  await operator.page.getByText('可能要走其他渠道：行政复议').waitFor()
  await operator.page.keyboard.press('Control+a')
  await operator.page.keyboard.type('阳光家园三号楼电梯还没有修')

  // Refused, nothing is lost; the summary leads back.
  await alt(operator, 's')
  expect(operator.answered()).toBe(422)
  expect(await operator.page.locator('#title').inputValue()).toBe('阳光家园三号楼电梯还没有修')
  await accessKey(operator, 't')
  expect(await focused(operator)).toBe('title')

  await tabsTo(operator, 'body')
  await operator.page.keyboard.type('来电人说三号楼电梯停运两天，八十岁的老人下不了楼，物业没有回话。')
  await tabsTo(operator, 'sort')
  await operator.types('ArrowRight', 'ArrowRight')
  await tabsTo(operator, 'division')
  await operator.types('ArrowDown', 'ArrowDown')
  await tabsTo(operator, 'name')
  await operator.page.keyboard.type('罗先生')
  await alt(operator, 's')
  await operator.reads('念给来电人听', '这一通已登记：已立单')

  // The line ends; the next call is one key away.
  await city.passes({ seconds: 90 })
  await say('call.ended')
  await alt(operator, 'x')
  expect(operator.path()).toBe('/desk/calls')
  await operator.reads('已立单')
  await city.recordsHold()
})

/** Alt and a letter, as a keyboard sends them: Chromium answers access keys at the character, which Playwright leaves out while Alt is held. */
async function accessKey(person: Person, key: string): Promise<void> {
  const session = await person.page.context().newCDPSession(person.page)
  const pressed = {
    modifiers: 1,
    key,
    code: `Key${key.toUpperCase()}`,
    windowsVirtualKeyCode: key.toUpperCase().charCodeAt(0),
  }
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...pressed })
  await session.send('Input.dispatchKeyEvent', { type: 'char', ...pressed, text: key, unmodifiedText: key })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed })
  await session.detach()
}

/** The same, where it leads to another page. */
async function alt(person: Person, key: string): Promise<void> {
  await Promise.all([person.page.waitForEvent('framenavigated'), accessKey(person, key)])
  await person.page.waitForLoadState()
  await person.looksRight()
}

const focused = (person: Person): Promise<string | null> =>
  person.page.evaluate(() => document.activeElement?.getAttribute('name') ?? null)

async function tabsTo(person: Person, name: string): Promise<void> {
  for (let stop = 0; stop < 60; stop++) {
    if ((await focused(person)) === name) return
    await person.types('Tab')
  }
  throw new Error(`the tabulator never came to ${name}`)
}
