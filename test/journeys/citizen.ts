import { photograph } from './files.ts'
import type { openCity } from './journey.ts'
import type { Person } from './person.ts'
import { citizenPages } from './public-pages.ts'

export type Written = { title: string; body: string; sort?: string; unit?: string; phone: string; publish?: boolean }
export type Receipt = { number: string; code: string }

/** Fills the form of a letter as far as a person has to. */
export async function fillsLetter(citizen: Person, letter: Written): Promise<void> {
  await citizen.goes('/letters/new')
  await citizen.ticks(letter.sort ?? '求助')
  await citizen.fills('标题', letter.title)
  await citizen.page.locator('textarea[name=body]').fill(letter.body)
  await citizen.picks('县区、街道或乡镇', '东区（说不清街道、乡镇）')
  if (letter.unit) await citizen.picks('关于哪个单位', letter.unit)
  await citizen.fills('怎么称呼您', '王女士')
  await citizen.fills('手机号码', letter.phone)
  if (letter.publish) await citizen.ticks('同意公开这封信和答复')
}

/** Writes, with a photograph, and keeps what the receipt says. */
export async function writes(citizen: Person, letter: Written): Promise<Receipt> {
  await fillsLetter(citizen, letter)
  await citizen.attaches([await photograph('现场.jpg')])
  await citizen.presses('提交这封信')
  return receiptOf(citizen)
}

export async function receiptOf(citizen: Person): Promise<Receipt> {
  await citizen.reads('信已收到', '请记下这两个号码', '这个日期怎么算的')
  const codes = await citizen.page.locator('copy-code').evaluateAll((all) => all.map((one) => one.dataset.code ?? ''))
  const [number = '', code = ''] = codes
  return { number, code }
}

/** Opens one's letter on any device by number and code. */
export async function looksUp(citizen: Person, { number, code }: Receipt): Promise<void> {
  await citizen.goes('/follow')
  await citizen.fills('编号', number)
  await citizen.fills('查询码', code)
  await citizen.presses('查看')
}

type City = ReturnType<typeof openCity>

/** Signs in by the code that the outbox of the demonstration shows. */
export async function signsInByPhone(city: City, citizen: Person, mobile: string): Promise<void> {
  await city.passes({ minutes: 1 })
  await citizen.goes('/my')
  await citizen.fills('手机号码', mobile)
  await citizen.presses('获取验证码')
  const { html } = await citizen.asks(`/demo/outbox?tail=${mobile.slice(-4)}`)
  await citizen.fills('验证码', /验证码\D{0,6}(\d{6})/.exec(html)?.[1] ?? '')
  await citizen.presses('登录')
}

/** Signed in, with a letter under way: the pages that are theirs alone. */
export async function ownPages(city: City, citizen: Person, mobile: string): Promise<string[]> {
  await signsInByPhone(city, citizen, mobile)
  await fillsLetter(citizen, { title: '路灯不亮', body: '炳草岗大街公交站旁的路灯一周都不亮了。', phone: mobile })
  await citizen.presses('提交这封信')
  const { number } = await receiptOf(citizen)
  return [...citizenPages(), ...['', '/why', '/data', '/withdrawal'].map((part) => `/follow/${number}${part}`)]
}
