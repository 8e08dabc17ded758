import { expect, test } from 'vitest'
import { demoPassword } from '#core/people/index.ts'
import { fillsLetter, receiptOf } from './citizen.ts'
import { desktop, openCity, phone } from './journey.ts'
import type { Person } from './person.ts'

const city = openCity()

test.each([phone, desktop])(
  'a citizen signs in by a code from the outbox and finds their own letters, on the $name',
  async (screen) => {
    const mobile = screen === phone ? '13911110001' : '13911110002'
    const citizen = await city.anybody({ screen })
    const passer = await city.anybody({ screen })
    await citizen.goes('/my')
    expect(citizen.path()).toBe('/sign-in')
    await citizen.fills('手机号码', mobile)
    await citizen.presses('获取验证码')
    await passer.goes(`/demo/outbox?tail=${mobile.slice(-4)}`)
    const code = /验证码\D{0,6}(\d{6})/.exec(await passer.text())?.[1] ?? ''
    await citizen.fills('验证码', code === '000000' ? '111111' : '000000')
    await citizen.presses('登录')
    expect(citizen.answered()).toBe(422)
    await citizen.fills('验证码', code)
    await citizen.presses('登录')
    expect(citizen.path()).toBe('/my')
    await citizen.reads('还没有登录后写的信')

    const title = `建议增开夜班公交（${screen.name}）`
    await fillsLetter(citizen, { sort: '建议', title, body: '晚上九点以后没有公交，希望增开夜班。', phone: mobile })
    await citizen.presses('提交这封信')
    const letter = await receiptOf(citizen)
    await citizen.goes('/my')
    await citizen.follows(title, 'main')
    expect(citizen.path()).toBe(`/follow/${letter.number}`)
    await citizen.reads('我的信')

    // Somebody else finds the form for number and code there, nothing more.
    await passer.goes(`/follow/${letter.number}`)
    expect(passer.path()).toBe('/follow')
    await passer.readsNowhere(title)
    await passer.goes('/my')
    await passer.readsNowhere(title)

    // Signed out, /my asks again.
    if (screen === phone) await citizen.unfolds('菜单')
    await citizen.presses('退出', screen === phone ? '.site-menu' : '.site-utility')
    await citizen.reads('已退出登录')
    await citizen.goes('/my')
    expect(citizen.path()).toBe('/sign-in')
  },
)

test('five wrong passwords lock the name, and the sixth, right one is told so', async () => {
  const clerk = await city.anybody()
  await clerk.goes('/sign-in?as=staff')
  for (let time = 1; time <= 5; time++) {
    await tries(clerk, `wrong-${time}`)
    expect([422, 429]).toContain(clerk.answered())
  }
  await tries(clerk, demoPassword)
  expect(clerk.answered()).toBe(429)
  await clerk.reads('口令连续输错 5 次，这个账号已锁定 15 分钟')
  expect(await clerk.page.locator('#username').inputValue()).toBe('chengban')
  await clerk.goes('/desk')
  expect(clerk.path()).toBe('/sign-in')
})

async function tries(person: Person, password: string): Promise<void> {
  await person.page.locator('#username').fill('chengban')
  await person.page.locator('#password').fill(password)
  await person.presses('登录')
}
