import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkSearchIndex } from '#core/documents/index.ts'
import { checkLedger, publishEntries } from '#core/ledger/index.ts'
import { newId } from '#platform/id.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())

const words = {
  title: '公租房怎么申请？',
  words: '廉租房 保障房 住房保障',
  body: '本市户籍、家庭人均住房面积低于 16 平方米的可以申请。带身份证、户口簿到社区填表，二十个工作日内告知结果。',
  basis: '攀枝花市公共租赁住房管理办法 第八条',
  category: '住房保障',
  ground: '最近一个月有十多封信问到',
}
const proposed = async (change: Record<string, string> = {}): Promise<number> => {
  const answer = await desk.post('chengban', '/desk/knowledge/new', { ...words, ...change })
  expect(answer.status, await answer.clone().text()).toBe(303)
  return Number(answer.headers.get('Location')?.split('/').at(-1))
}
const published = async (change: Record<string, string> = {}): Promise<number> => {
  const no = await proposed(change)
  expect((await desk.post('fuzeren', `/desk/knowledge/${no}/publication`, {})).status).toBe(303)
  return no
}
const read = async (path: string) => desk.house.app.request(path)
const text = async (path: string) => (await read(path)).text()

describe('an article', () => {
  test('is public only when a second person of the unit has read it', async () => {
    const no = await proposed()
    expect((await read(`/knowledge/${no}`)).status).toBe(404)
    expect(await text('/knowledge?q=公租房')).toContain('没有找到现成的答案')
    // Not by whoever wrote it, not by another unit, which does not even see that it is there.
    expect((await desk.post('chengban', `/desk/knowledge/${no}/publication`, {})).status).toBe(403)
    expect((await desk.post('paidan', `/desk/knowledge/${no}/publication`, {})).status).toBe(404)
    expect(await desk.text('paidan', '/desk/knowledge')).not.toContain('公租房怎么申请')

    expect((await desk.post('fuzeren', `/desk/knowledge/${no}/publication`, {})).status).toBe(303)
    const page = await text(`/knowledge/${no}`)
    for (const part of [words.body, words.basis, '市住房和城乡建设局', '2027-05-23', words.ground])
      expect(page).toContain(part)
    expect(page).toContain('"@type":"FAQPage"')
    // By the words that people use for it.
    expect(await text('/knowledge?q=廉租房')).toContain(words.title)
    expect(await text('/search?q=廉租房')).toContain(`/knowledge/${no}`)
    expect(await text('/knowledge/feed.json')).toContain(words.title)
    await publishEntries(desk.house)
    expect(await text(`/knowledge/${no}`)).toContain('已存证')
    expect(await checkLedger(desk.house)).toEqual([])
    expect(await checkSearchIndex(desk.house.db)).toEqual([])
  })

  test('a change waits for the second person too, and what is public stays until then', async () => {
    const no = await published({ title: '公租房租金怎么收？' })
    const change = {
      ...words,
      title: '公租房租金怎么收？',
      body: `${words.body}租金每年公布一次。`,
      ground: '补充租金',
    }
    expect((await desk.post('chengban', `/desk/knowledge/${no}/versions`, change)).status).toBe(303)
    expect(await text(`/knowledge/${no}`)).not.toContain('租金每年公布一次')
    expect((await desk.post('fuzeren', `/desk/knowledge/${no}/refusal`, { refusal: '' })).status).toBe(422)
    expect((await desk.post('fuzeren', `/desk/knowledge/${no}/refusal`, { refusal: '请写明在哪里公布' })).status).toBe(
      303,
    )
    expect(await desk.text('chengban', `/desk/knowledge/${no}`)).toContain('请写明在哪里公布')
    expect((await desk.post('chengban', `/desk/knowledge/${no}/versions`, change)).status).toBe(303)
    expect((await desk.post('fuzeren', `/desk/knowledge/${no}/publication`, {})).status).toBe(303)
    const page = await text(`/knowledge/${no}`)
    expect(page).toContain('租金每年公布一次')
    expect(page).toContain('第 3 版')
  })

  test('names nobody, and what was typed comes back with the sentence', async () => {
    const answer = await desk.post('chengban', '/desk/knowledge/new', {
      ...words,
      body: '请找经办人张建国，手机 13812345678，带身份证和户口簿到社区填表申请。',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('知识是公开的')
    expect(page).toContain('带身份证和户口簿到社区填表申请')
    expect((await desk.post('chengban', '/desk/knowledge/new', { title: '短' })).status).toBe(422)
  })

  test('says that it is past its review, and is looked at again or taken out of use with its reason', async () => {
    const no = await published({ title: '物业费能不能打折？' })
    desk.house.clock.set('2027-06-01T10:00:00+08:00')
    expect(await text(`/knowledge/${no}`)).toContain('还没有核对')
    expect(await desk.text('chengban', '/desk/knowledge?list=review')).toContain('物业费能不能打折')
    expect((await desk.post('chengban', `/desk/knowledge/${no}/review`, {})).status).toBe(303)
    expect(await text(`/knowledge/${no}`)).not.toContain('还没有核对')
    expect((await desk.post('chengban', `/desk/knowledge/${no}/retirement`, { retirement: '' })).status).toBe(422)
    const ground = '办法已经废止，由新办法代替'
    expect((await desk.post('chengban', `/desk/knowledge/${no}/retirement`, { retirement: ground })).status).toBe(303)
    const gone = await read(`/knowledge/${no}`)
    expect(gone.status).toBe(410)
    expect(await gone.text()).toContain(ground)
    expect(await text('/knowledge?q=物业费')).not.toContain('物业费能不能打折')
    desk.house.clock.set('2026-11-23T10:00:00+08:00')
  })

  test('counts what readers say, once for each form', async () => {
    const no = await published({ title: '公积金贷款要多久？' })
    const say = async (helped: string, formKey: string) => {
      const form = new FormData()
      form.set('formKey', formKey)
      form.set('helped', helped)
      return desk.house.app.request(`/knowledge/${no}/help`, {
        method: 'POST',
        body: form,
        headers: { 'Sec-Fetch-Site': 'same-origin' },
      })
    }
    const key = newId()
    expect((await say('yes', key)).status).toBe(303)
    expect((await say('yes', key)).status).toBe(303)
    expect((await say('no', newId())).status).toBe(303)
    expect((await say('perhaps', newId())).status).toBe(422)
    expect(await text(`/knowledge/${no}`)).toContain('1 人说有帮助，1 人说没有')
  })
})

describe('an article at hand', () => {
  test('stands beside the form while one writes, and never in the way', async () => {
    const no = await published({ title: '危房改造补助怎么领？', words: '危房' })
    const asked = await desk.house.app.request('/letters/hints', {
      method: 'POST',
      body: new URLSearchParams({ q: '我家房子是危房能补助吗' }),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    })
    const hints = await asked.text()
    expect(hints).toContain(`/knowledge/${no}`)
    expect(hints).not.toContain('<html')
    expect(await text('/letters/new?title=危房')).toContain(`/knowledge/${no}`)
  })

  test('goes into a draft with its basis, and that is counted', async () => {
    const no = await published({ title: '老旧小区加装电梯怎么申请？', words: '电梯 加装' })
    const number = await desk.writeOne({ title: '想加装电梯', body: '我们小区老旧，想加装电梯，请问怎么申请、找谁？' })
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
    await desk.does('chengban', number, 'signature')
    expect(await desk.text('chengban', `/desk/letters/${number}`)).toContain('知识库：老旧小区加装电梯怎么申请？')
    const inserted = await desk.post('chengban', `/desk/letters/${number}/drafts`, {
      intent: 'insert',
      template: `article:${no}`,
      replyText: '您好：',
    })
    expect(await inserted.text()).toContain(words.basis)
    expect(await text(`/knowledge/${no}`)).toContain('1 次')
  })

  test('begins from a published letter', async () => {
    const number = await desk.writeOne({
      title: '路灯坏了找谁',
      body: '小区门口的路灯坏了，应该找谁修？',
      publish: 'yes',
    })
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
    await desk.does('chengban', number, 'signature')
    const reply = '您好，市政道路的路灯由市路灯管理处维修，二十四小时内到场。'
    await desk.does('chengban', number, 'drafts', { replyText: reply, intent: 'submit' })
    await desk.does('fuzeren', number, 'approval')
    // Not before everybody may read it.
    expect(await desk.text('chengban', `/desk/knowledge/new?letter=${number}`)).not.toContain('市路灯管理处')
    await desk.does('bianji', number, 'publication', {
      title: '路灯坏了找谁',
      body: '小区门口的路灯坏了，应该找谁修？',
      reply,
      secrecyReviewed: 'yes',
    })
    expect(await desk.text('chengban', `/desk/knowledge/new?letter=${number}`)).toContain('市路灯管理处')
  })
})
