import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkSearchIndex, searchDocuments } from '#core/documents/index.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'
import { checkPublications } from './publications.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())

const reply = '您好，路灯已修复。维修人员李青禾，联系电话13612345678，今后每周巡查一次。'
const body = '我叫张建国，住在炳草岗街道3栋2单元501，电话13812345678。门口三盏路灯都不亮，晚上看不清路。'

async function answeredLetter(change: Record<string, string> = { publish: 'yes' }): Promise<string> {
  const number = await desk.writeOne({ title: '门口路灯不亮请维修', body, ...change })
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
  await desk.does('chengban', number, 'signature')
  await desk.does('chengban', number, 'drafts', { replyText: reply, intent: 'submit' })
  await desk.does('fuzeren', number, 'approval')
  expect((await desk.rowOf(number)).state).toBe('answered')
  return number
}

const words = {
  title: '门口路灯不亮请维修',
  body: '门口三盏路灯都不亮，晚上看不清路。',
  reply: '您好，路灯已修复，今后每周巡查一次。',
  secrecyReviewed: 'yes',
}

describe('publishing a letter', () => {
  test('the editor is shown what would name the writer, publishes, and everybody finds the masked words only', async () => {
    const number = await answeredLetter()
    const page = await desk.text('bianji', `/desk/letters/${number}/publication`)
    const textareas = page.slice(page.indexOf('<textarea'))
    expect(textareas).toContain('三盏路灯')
    for (const hidden of ['张建国', '13812345678', '13612345678', '2单元501']) expect(textareas).not.toContain(hidden)
    expect(page).toContain('姓名')
    expect(await desk.text('bianji', '/desk/publications')).toContain(number)

    const done = await desk.does('bianji', number, 'publication', words)
    expect(done).toMatchObject({ status: 303, location: `/desk/letters/${number}/publication` })

    const shown = await (await desk.house.app.request(`/letters/${number}`)).text()
    expect(shown).toContain(words.body)
    for (const hidden of ['张建国', '13812345678', '李青禾']) expect(shown).not.toContain(hidden)
    expect(await (await desk.house.app.request('/letters')).text()).toContain(words.title)
    const found = await searchDocuments(desk.house.db, { q: '路灯' })
    expect(found.items.map((item) => item.path)).toContain(`/letters/${number}`)
    expect((await searchDocuments(desk.house.db, { q: '张建国' })).items).toEqual([])
    expect(await desk.text('bianji', '/desk/publications')).not.toContain(number)
    expect(await desk.check()).toEqual([])
    expect(await checkPublications(desk.house.db)).toEqual([])
  })

  test('the name under a letter is found however it is written, the phone of the office stays', async () => {
    const number = await desk.writeOne({
      name: '欧阳瑞雪',
      body: '门口三盏路灯都不亮，请尽快修。\n欧阳瑞雪',
      publish: 'yes',
    })
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
    await desk.does('chengban', number, 'signature')
    await desk.does('chengban', number, 'drafts', {
      replyText: '您好，路灯已修复。联系电话：0812-3331234。',
      intent: 'submit',
    })
    await desk.does('fuzeren', number, 'approval')
    const page = await desk.text('bianji', `/desk/letters/${number}/publication`)
    const proposed = page.slice(page.indexOf('<textarea'))
    expect(proposed).toContain('请尽快修')
    expect(proposed).not.toContain('欧阳瑞雪')
    expect(proposed).toContain('0812-3331234')
  })

  test('what is about danger to life is not offered for publishing', async () => {
    const number = await answeredLetter({ title: '家里厨房燃气泄漏没人管', publish: 'yes' })
    expect((await desk.rowOf(number)).marks).toContain('emergency')
    expect(await desk.text('bianji', '/desk/publications')).not.toContain(number)
    expect((await desk.does('bianji', number, 'publication', words)).page).toContain('涉及人身安全的来信不公开')
  })

  test('a correction says what was changed, a withdrawal takes every version down and keeps the ground', async () => {
    const number = await answeredLetter()
    await desk.does('bianji', number, 'publication', words)
    const untold = await desk.does('bianji', number, 'publication/correction', { ...words, reply: '已于昨日修复。' })
    expect(untold.status).toBe(422)
    expect(untold.page).toContain('已于昨日修复。')
    expect(untold.page).toContain('请填写更正说明')
    const corrected = await desk.does('bianji', number, 'publication/correction', {
      ...words,
      reply: '路灯已于昨日修复。',
      ground: '原文漏写修复日期',
    })
    expect(corrected.status).toBe(303)
    const page = await (await desk.house.app.request(`/letters/${number}`)).text()
    expect(page).toContain('更正过 1 次')
    expect(page).toContain('原文漏写修复日期')
    expect(page).toContain('路灯已于昨日修复。')

    const withdrawn = await desk.does('bianji', number, 'publication/withdrawal', {
      withdrawalGround: '写信人要求撤下',
    })
    expect(withdrawn.status).toBe(303)
    const gone = await desk.house.app.request(`/letters/${number}`)
    expect(gone.status).toBe(410)
    const words410 = await gone.text()
    expect(words410).toContain('写信人要求撤下')
    expect(words410).not.toContain('路灯')
    expect(await (await desk.house.app.request('/letters')).text()).not.toContain(`/letters/${number}`)
    const kept = await desk.house.db.$client.query(
      'select count(*) from publication_versions v join letter_publications p on p.id = v.publication_id where p.number = $1 and (v.body is not null or v.title is not null)',
      [number],
    )
    expect(Number(kept.rows[0].count)).toBe(0)
    expect(await desk.check()).toEqual([])
    expect(await checkPublications(desk.house.db)).toEqual([])
    expect(await checkSearchIndex(desk.house.db)).toEqual([])
  })

  test('without the writer\u2019s tick, without the secrecy review and without an answer nothing is published', async () => {
    const silent = await answeredLetter({})
    const refused = await desk.does('bianji', silent, 'publication', words)
    expect(refused.status).toBe(422)
    expect(refused.page).toContain('写信人没有同意公开')

    const number = await answeredLetter()
    const unreviewed = await desk.does('bianji', number, 'publication', { ...words, secrecyReviewed: '' })
    expect(unreviewed.status).toBe(422)
    expect(unreviewed.page).toContain('保密审查')
    const marked = await desk.does('bianji', number, 'publication', { ...words, reply: '详见文件（机密★一年）。' })
    expect(marked.status).toBe(422)
    expect(marked.page).toContain('密级标识')

    const open = await desk.writeOne({ publish: 'yes' })
    expect((await desk.does('bianji', open, 'publication', words)).page).toContain('先答复后公开')
    expect((await desk.house.app.request(`/letters/${open}`)).status).toBe(404)
  })

  test('a handler may not publish, another unit finds nothing, a visitor is asked to sign in', async () => {
    const number = await answeredLetter()
    expect((await desk.does('chengban', number, 'publication', words)).status).toBe(403)
    expect((await desk.get('renshe.chengban1', `/desk/letters/${number}/publication`)).status).toBe(404)
    const visitor = await desk.house.app.request(`/desk/letters/${number}/publication`)
    expect(visitor.headers.get('Location')).toContain('/sign-in')
  })

  test('the public is told the week and the street, never the day or the house', async () => {
    const number = await answeredLetter({ publish: 'yes', division: '510402002', place: '大梯道12号' })
    await desk.does('bianji', number, 'publication', words)
    const page = await (await desk.house.app.request(`/letters/${number}`)).text()
    expect(page).toContain('2026年11月23日当周来信')
    expect(page).toContain('东区炳草岗街道')
    expect(page).not.toContain('大梯道')
  })
})
