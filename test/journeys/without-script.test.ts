import { expect, test } from 'vitest'
import { fillsLetter, looksUp, receiptOf } from './citizen.ts'
import { photograph, scriptedDrawing } from './files.ts'
import { desktop, openCity, phone } from './journey.ts'

const city = openCity()

test.each([phone, desktop])(
  'a citizen whose script never arrives writes, follows and accepts, on the $name',
  async (screen) => {
    const title = `河门口公园健身器材损坏（${screen.name}）`
    const number = screen === phone ? '138 0000 0002' : '138 0000 0003'
    const citizen = await city.anybody({ screen, script: false })
    const handler = await city.staff('chengban', { screen })
    const head = await city.staff('fuzeren', { screen })

    // The first try is refused: each mistake is named, and nothing that was typed or sent is gone.
    await fillsLetter(citizen, { title, body: '健身器材坏了两个月，老人差点摔倒。', phone: '1380000', publish: true })
    await citizen.picks('县区、街道或乡镇', '请选择')
    await citizen.attaches([await photograph('断裂处.jpg'), scriptedDrawing('示意图.jpg')])
    await citizen.presses('提交这封信')
    expect(citizen.answered()).toBe(422)
    await citizen.reads('请选择事情发生在哪个县区、街道或乡镇', '示意图.jpg')
    expect(await citizen.page.locator('.error-summary a').count()).toBe(3)
    for (const href of await citizen.page
      .locator('.error-summary a')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href'))))
      expect(await citizen.page.locator(href ?? 'none').count(), `${href} leads to its field`).toBe(1)
    expect(await citizen.page.locator('#title').inputValue()).toBe(title)
    expect(await citizen.page.locator('#body').inputValue()).toBe('健身器材坏了两个月，老人差点摔倒。')
    expect(await citizen.page.locator('#phone').inputValue()).toBe('1380000')
    expect(await citizen.page.locator('#publish').isChecked()).toBe(true)
    expect(await citizen.page.locator('.kept-uploads').textContent()).toContain('断裂处.jpg')

    await citizen.picks('县区、街道或乡镇', '西区（说不清街道、乡镇）')
    await citizen.fills('手机号码', number)
    await citizen.presses('提交这封信')
    const letter = await receiptOf(citizen)
    await city.recordsHold()

    await looksUp(citizen, letter)
    await citizen.reads(title, '断裂处.jpg', '市长信箱办公室')
    await citizen.follows('为什么是这一天')
    await citizen.reads('工作日')

    const dispatcher = await city.staff('paidan', { screen })
    await dispatcher.goes(`/desk/letters/${letter.number}`)
    await dispatcher.fills('派给哪个单位', '市住房城乡建设局')
    await dispatcher.presses('派出')
    await handler.goes(`/desk/letters/${letter.number}`)
    await handler.presses('签收，由我承办')
    await city.passes({ minutes: 20 })

    await citizen.goes(`/follow/${letter.number}`)
    await citizen.unfolds('补充说明')
    await citizen.fills('补充的情况', '东门进去左手第二个。')
    await citizen.presses('提交补充')
    await citizen.reads('您补充了情况')
    await city.recordsHold()

    await handler.goes(`/desk/letters/${letter.number}`)
    await handler.reads('东门进去左手第二个。')
    await handler.fills('答复内容', '您好，损坏的器材已拆除，本周内换新。')
    await handler.presses('提交审核')
    await head.goes(`/desk/letters/${letter.number}`)
    await head.presses('审核通过，答复写信人')
    await city.passes({ minutes: 20 })

    await looksUp(citizen, letter)
    await citizen.reads('损坏的器材已拆除')
    await citizen.presses('认可这个答复')
    await citizen.reads('您认可了答复')
    await citizen.presses('提交评价')
    expect(citizen.answered()).toBe(422)
    await citizen.ticks('解决了')
    await citizen.ticks('很满意')
    await citizen.presses('提交评价')
    await citizen.reads('谢谢您的评价')
    await city.recordsHold()
  },
)
