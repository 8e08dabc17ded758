import { expect, test } from 'vitest'
import { looksUp, type Receipt, writes } from './citizen.ts'
import { desktop, openCity, phone } from './journey.ts'
import type { Person } from './person.ts'

const city = openCity()

const letters = {
  [phone.name]: { title: '炳草岗大街路灯不亮', word: '路灯', initials: 'ld', pinyin: 'ludeng' },
  [desktop.name]: { title: '五十四小区电梯停运', word: '电梯', initials: 'dt', pinyin: 'dianti' },
}

test.each([phone, desktop])('a letter from writing to published answer, on the $name', async (screen) => {
  const { title, word, initials, pinyin } = letters[screen.name]
  const citizen = await city.anybody({ screen })
  const dispatcher = await city.staff('paidan', { screen })
  const handler = await city.staff('chengban', { screen })
  const head = await city.staff('fuzeren', { screen })
  const colleague = await city.staff('zhujian.chengban2', { screen })
  const editor = await city.staff('bianji', { screen })
  const neighbour = await city.anybody({ screen })

  const before = await filedOn(neighbour)

  // She writes, with a photograph and her name in the text, and agrees to publishing.
  const letter = await writes(citizen, {
    title,
    body: `我叫王晓梅，住在东区炳草岗街道3栋2单元501，电话13800000001。从上周五起${title}，请帮忙看看。`,
    phone: '13800000001',
    publish: true,
  })
  await citizen.follows('看这封信的进度')
  await citizen.reads('市长信箱办公室', '最迟', '现场.jpg')
  await city.recordsHold()

  // From another device she needs both numbers.
  await looksUp(neighbour, { ...letter, code: '000000' === letter.code ? '111111' : '000000' })
  await neighbour.reads('编号或查询码不对')
  await looksUp(citizen, letter)
  await citizen.follows('为什么是这一天')
  await citizen.reads('工作日')

  // The mailbox office sends it to the department that answers for it.
  await city.passes({ minutes: 40 })
  await dispatcher.goes('/desk/letters')
  await dispatcher.follows(title, 'main')
  await dispatcher.fills('派给哪个单位', 'zjj')
  await dispatcher.presses('派出')
  await dispatcher.reads('办好了')
  await dispatcher.goes(`/desk/letters/${letter.number}`)
  await dispatcher.reads('派给市住房城乡建设局')
  await city.recordsHold()

  // A handler there signs, and asks what is missing.
  await city.passes({ minutes: 30 })
  await handler.goes('/desk')
  await handler.follows(title, 'main')
  await handler.presses('签收，由我承办')
  await handler.goes(`/desk/letters/${letter.number}`)
  await handler.unfolds('请写信人补充')
  await handler.fills('要问的问题', '请问是哪一栋楼前面？')
  await handler.presses('发给写信人')
  await city.recordsHold()

  await city.passes({ hours: 2 })
  await looksUp(citizen, letter)
  await citizen.reads('攀枝花市住房和城乡建设局已签收，开始办理', '请问是哪一栋楼前面？')
  await citizen.fills('补充的情况', '是3栋东边的大门口。')
  await citizen.presses('提交补充')
  await citizen.reads('您补充了情况')
  await city.recordsHold()

  // The draft comes back once before the head lets it out.
  await drafts(handler, letter, '您好，经现场查看，已于当日修复。')
  await head.goes('/desk')
  await head.follows(title, 'main')
  await head.fills('修改意见', '请写明是哪个班组、今后怎么避免。')
  await head.presses('退回承办人修改')
  await handler.goes(`/desk/letters/${letter.number}`)
  await handler.reads('请写明是哪个班组、今后怎么避免。')
  await drafts(handler, letter, '您好，经现场查看，已由养护一班于当日修复，今后每周巡查一次。')
  await approves(head, letter)
  await city.recordsHold()

  // She is not content; another person of the unit does it again.
  await city.passes({ hours: 20 })
  await looksUp(citizen, letter)
  await citizen.reads('已由养护一班于当日修复', '这个答复，您认可吗？')
  await citizen.unfolds('不认可')
  await citizen.ticks('答复说办了，实际没办')
  await citizen.fills('哪里还没解决', '昨天晚上还是老样子。')
  await citizen.presses('不认可，请换人再办')
  await citizen.reads('您不认可答复，换人重新办理')
  await city.recordsHold()

  await city.passes({ hours: 1 })
  await handler.goes(`/desk/letters/${letter.number}`)
  await handler.reads('二次办理')
  expect(await handler.page.getByRole('button', { name: '签收，由我承办' }).count()).toBe(0)
  await colleague.goes(`/desk/letters/${letter.number}`)
  await colleague.presses('签收，由我承办')
  await city.recordsHold()
  await drafts(colleague, letter, '您好，我们换了班组重新检修，已更换全部线路，当晚复查正常。')
  await approves(head, letter)
  await city.recordsHold()

  await city.passes({ hours: 3 })
  await looksUp(citizen, letter)
  await citizen.reads('答复（之二）', '已更换全部线路')
  await citizen.presses('认可这个答复')
  await citizen.ticks('解决了')
  await citizen.ticks('满意')
  await citizen.fills('想说的话', '谢谢')
  await citizen.presses('提交评价')
  await citizen.reads('谢谢您的评价', '您说：解决了')
  await city.recordsHold()

  // The editor publishes it without her name, and corrects a word afterwards.
  await publishes(editor, title)
  await city.recordsHold()
  await neighbour.goes('/letters')
  await neighbour.follows(title, 'main')
  await neighbour.reads('攀枝花市住房和城乡建设局的答复', '已更换全部线路')
  await neighbour.readsNowhere('王晓梅', '13800000001', '2单元501', '李青禾')
  const publicPath = neighbour.path()
  for (const typed of [word, initials, pinyin]) {
    await finds(neighbour, typed)
    await neighbour.follows(title.slice(0, 3), 'main')
    expect(neighbour.path()).toBe(publicPath)
  }
  expect(await filedOn(neighbour)).toBe(before + 1)

  await editor.goes(`/desk/letters/${letter.number}/publication`)
  await editor.fills('更正了什么、为什么', '补写班组名称')
  await editor.page.locator('textarea[name=reply]').fill('您好，养护二班已更换全部线路，当晚复查正常。')
  await editor.page.locator('input[name=secrecyReviewed]').check()
  await editor.presses('公开更正')
  await neighbour.goes(publicPath)
  await neighbour.reads('养护二班', '这封信更正过 1 次', '补写班组名称')
  await city.recordsHold()

  // And takes it down: the address says so, list and search know it no more.
  await editor.fills('撤下的理由', '写信人要求撤下')
  await editor.presses('撤下')
  await city.recordsHold()
  await neighbour.goes(publicPath)
  expect(neighbour.answered()).toBe(410)
  await neighbour.reads('这封信已撤下', '写信人要求撤下')
  await neighbour.readsNowhere('养护二班', title)
  await finds(neighbour, word)
  await neighbour.readsNowhere(publicPath)
})

async function drafts(handler: Person, letter: Receipt, words: string): Promise<void> {
  await handler.goes(`/desk/letters/${letter.number}`)
  await handler.fills('答复内容', words)
  await handler.presses('提交审核')
}

async function approves(head: Person, letter: Receipt): Promise<void> {
  await head.goes(`/desk/letters/${letter.number}`)
  await head.presses('审核通过，答复写信人')
}

async function publishes(editor: Person, title: string): Promise<void> {
  await editor.goes('/desk/publications')
  await editor.follows(title, 'main')
  await editor.reads('隐去了什么', '王晓梅')
  const body = await editor.page.locator('textarea[name=body]').inputValue()
  for (const secret of ['王晓梅', '13800000001', '2单元501']) expect(body).not.toContain(secret)
  await editor.presses('公开', '#main form')
  await editor.reads('请逐条做保密审查后勾选，再公开。')
  await editor.page.locator('input[name=secrecyReviewed]').check()
  await editor.presses('公开', '#main form')
  await editor.reads('已公开')
}

async function finds(person: Person, typed: string): Promise<void> {
  await person.goes('/')
  await person.page.locator('input#q').fill(typed)
  await person.strikes('Enter')
}

/** 收到来信 as the statistics tell it. */
async function filedOn(person: Person): Promise<number> {
  await person.goes('/letters/statistics')
  const text = await person.text()
  return Number(/收到来信\s*(\d+)\s*件/.exec(text)?.[1] ?? 0)
}
