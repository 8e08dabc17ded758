import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkSearchIndex, searchDocuments } from '#core/documents/index.ts'
import { dumpOf, tablesWith } from '../../../../../test/dump.ts'
import { type DeskOfTests, deskOfTests } from '../../../../../test/letter-desk.ts'
import { forgetPublication } from '../publishing/forget-publication.ts'
import { checkPublications } from '../publishing/publications.ts'
import { urgeConfirmations } from './jobs.ts'
import { hashOfWords } from './urgent-withdrawal.ts'

let desk: DeskOfTests
let number: string

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())

const words = {
  title: '门口路灯不亮请维修',
  body: '门口三盏路灯都不亮，晚上看不清路。',
  reply: '您好，路灯已修复，今后每周巡查一次。',
  secrecyReviewed: 'yes',
}
const takingDown = { urgentGround: '可能含有他人隐私，正在核实', sure: 'yes' }
const noun = 'publication/urgent-withdrawal'

beforeEach(async () => {
  number = await desk.writeOne({ title: '门口路灯不亮请维修', publish: 'yes' })
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
  await desk.does('chengban', number, 'signature')
  await desk.does('chengban', number, 'drafts', { replyText: words.reply, intent: 'submit' })
  await desk.does('fuzeren', number, 'approval')
  expect((await desk.does('bianji', number, 'publication', words)).status).toBe(303)
})

const row = async () => {
  const { rows } = await desk.house.db.$client.query(
    'select u.*, p.title, p.status from urgent_withdrawals u join letter_publications p on p.id = u.publication_id where p.number = $1 order by u.taken_down_at desc',
    [number],
  )
  return rows[0]
}

const notices = async (template: string): Promise<number> => {
  const { rows } = await desk.house.db.$client.query(
    'select count(*) from notices n join matters m on m.id = n.matter_id where m.number = $1 and n.template = $2',
    [number, template],
  )
  return Number(rows[0].count)
}

describe('紧急撤稿', () => {
  test('one editor takes it down from page, list, search and feed; what it was is kept as a hash, with time and ground', async () => {
    expect((await desk.does('bianji', number, noun, takingDown)).status).toBe(303)
    const gone = await desk.house.app.request(`/letters/${number}`)
    expect(gone.status).toBe(410)
    const said = await gone.text()
    expect(said).toContain('这封信已撤下')
    expect(said).toContain(takingDown.urgentGround)
    expect(said).not.toContain('路灯')
    for (const path of ['/letters', '/letters/feed.atom', '/'])
      expect(await (await desk.house.app.request(path)).text(), path).not.toContain(`/letters/${number}`)
    expect((await searchDocuments(desk.house.db, { q: '路灯' })).items.map(({ path }) => path)).not.toContain(
      `/letters/${number}`,
    )
    const kept = await row()
    expect(kept).toMatchObject({ title: '', status: 'withdrawn', ground: takingDown.urgentGround, confirmed_at: null })
    expect(kept.content_hash).toEqual(hashOfWords(words, kept.salt))
    expect(await checkPublications(desk.house.db)).toEqual([])
    expect(await checkSearchIndex(desk.house.db)).toEqual([])
    expect(await desk.check()).toEqual([])
  })

  test('a second person confirms, once; the one who took it down may not', async () => {
    await desk.does('bianji', number, noun, takingDown)
    for (const person of ['bianji', 'shenhe']) {
      const list = await desk.text(person, '/desk/publications')
      expect(list).toContain('紧急撤稿待复核')
      expect(list).toContain(`/desk/letters/${number}/${noun}`)
    }
    const alone = await desk.does('bianji', number, `${noun}/confirmation`, { confirmation: 'yes' })
    expect(alone.status).toBe(422)
    expect(alone.page).toContain('撤稿的人不能复核自己的撤稿')
    expect((await desk.does('shenhe', number, `${noun}/confirmation`, {})).page).toContain('请核对后勾选')
    expect((await desk.does('shenhe', number, `${noun}/confirmation`, { confirmation: 'yes' })).status).toBe(303)
    expect((await row()).confirmed_by).not.toBe((await row()).taken_down_by)
    expect(await desk.text('shenhe', '/desk/publications')).not.toContain(`/desk/letters/${number}/${noun}`)
    const twice = await desk.does('shenhe', number, `${noun}/confirmation`, { confirmation: 'yes' })
    expect(twice.page).toContain('已经复核过了')
  })

  test('a second person who does not agree puts it back as it was; page, list, search and the one who took it down learn why', async () => {
    const before = await (await desk.house.app.request(`/letters/${number}`)).text()
    await desk.does('bianji', number, noun, takingDown)
    expect((await desk.does('bianji', number, `${noun}/refusal`, { refusalGround: '不涉及他人隐私' })).page).toContain(
      '撤稿的人不能复核自己的撤稿',
    )
    const judged = await desk.text('shenhe', `/desk/letters/${number}/${noun}`)
    for (const word of Object.values(words).slice(0, 3)) expect(judged).toContain(word)
    expect((await desk.does('shenhe', number, `${noun}/refusal`, { refusalGround: '' })).page).toContain(
      '请填写恢复公开的理由',
    )
    desk.house.clock.advance({ minutes: 20 })
    const ground = '经核对，写的是公共路段，不涉及他人隐私'
    expect((await desk.does('shenhe', number, `${noun}/refusal`, { refusalGround: ground })).status).toBe(303)
    const back = await desk.house.app.request(`/letters/${number}`)
    expect(back.status).toBe(200)
    const shown = await back.text()
    for (const word of [...Object.values(words).slice(0, 3), '曾经紧急撤下', takingDown.urgentGround, ground])
      expect(shown).toContain(word)
    expect(before).not.toContain('曾经紧急撤下')
    for (const path of ['/letters', '/letters/feed.atom'])
      expect(await (await desk.house.app.request(path)).text(), path).toContain(`/letters/${number}`)
    expect((await searchDocuments(desk.house.db, { q: '路灯' })).items.map(({ path }) => path)).toContain(
      `/letters/${number}`,
    )
    expect(await notices('letter.takeDownRefused')).toBe(1)
    expect((await row()).words_cipher).toBeNull()
    expect(await desk.text('shenhe', '/desk/publications')).not.toContain(`/desk/letters/${number}/${noun}`)
    desk.house.clock.advance({ hours: 5 })
    await urgeConfirmations(desk.house)
    expect(await notices('letter.takenDownLate')).toBe(0)
    expect((await desk.does('shenhe', number, `${noun}/confirmation`, { confirmation: 'yes' })).page).toContain(
      '已经复核过了',
    )
    expect(await checkPublications(desk.house.db)).toEqual([])
    expect(await checkSearchIndex(desk.house.db)).toEqual([])
    expect(await desk.check()).toEqual([])
    // It may be taken down again, and now the other one is asked.
    expect((await desk.does('shenhe', number, noun, takingDown)).status).toBe(303)
    expect((await desk.house.app.request(`/letters/${number}`)).status).toBe(410)
    expect((await desk.does('bianji', number, `${noun}/confirmation`, { confirmation: 'yes' })).status).toBe(303)
    expect((await desk.text('bianji', `/desk/letters/${number}/${noun}`)).includes(words.reply)).toBe(false)
  })

  test('until it is decided the words lie sealed; the decision ends them', async () => {
    await desk.does('bianji', number, noun, takingDown)
    expect((await row()).words_cipher).toBeInstanceOf(Buffer)
    expect(tablesWith(await dumpOf(desk.house.db), words.reply)).not.toContain('public.urgent_withdrawals')
    await desk.does('shenhe', number, `${noun}/confirmation`, { confirmation: 'yes' })
    expect((await row()).words_cipher).toBeNull()
  })

  test('where the letter was erased meanwhile nothing can come back; it can only be agreed to', async () => {
    await desk.does('bianji', number, noun, takingDown)
    const { id } = await desk.rowOf(number)
    await desk.house.db.transaction((tx) => forgetPublication(tx, id, desk.house.clock.now()))
    expect((await row()).words_cipher).toBeNull()
    expect(await desk.text('shenhe', `/desk/letters/${number}/${noun}`)).not.toContain('为什么可以公开')
    const refused = await desk.does('shenhe', number, `${noun}/refusal`, { refusalGround: '不涉及他人隐私' })
    expect(refused.page).toContain('已依法删除，不能恢复公开')
    expect((await desk.does('shenhe', number, `${noun}/confirmation`, { confirmation: 'yes' })).status).toBe(303)
  })

  test('the others are told at once and an hour before the end; past it the heads; it stays down', async () => {
    await desk.does('bianji', number, noun, takingDown)
    const first = await notices('letter.takenDown')
    expect(first).toBeGreaterThan(0)
    await urgeConfirmations(desk.house)
    expect(await notices('letter.takenDown')).toBe(first)
    desk.house.clock.advance({ hours: 3 })
    await urgeConfirmations(desk.house)
    await urgeConfirmations(desk.house)
    expect(await notices('letter.takenDown')).toBe(first * 2)
    expect(await notices('letter.takenDownLate')).toBe(0)
    desk.house.clock.advance({ hours: 1 })
    await urgeConfirmations(desk.house)
    await urgeConfirmations(desk.house)
    const late = await notices('letter.takenDownLate')
    expect(late).toBeGreaterThan(0)
    expect((await row()).escalated_at).not.toBeNull()
    expect((await desk.house.app.request(`/letters/${number}`)).status).toBe(410)
    expect(await desk.text('shenhe', `/desk/letters/${number}/${noun}`)).toContain('已逾期，已报单位负责人')
    expect((await desk.does('shenhe', number, `${noun}/confirmation`, { confirmation: 'yes' })).status).toBe(303)
    desk.house.clock.advance({ hours: 5 })
    await urgeConfirmations(desk.house)
    expect(await notices('letter.takenDownLate')).toBe(late)
  })

  test('is refused without ground and without the tick, where nothing is public, and to whoever is no editor', async () => {
    const untold = await desk.does('bianji', number, noun, { urgentGround: '隐私' })
    expect(untold.status).toBe(422)
    expect(untold.page).toContain('请勾选确认后再撤下')
    expect(untold.page).toContain('value="隐私"')
    expect((await desk.does('chengban', number, noun, takingDown)).status).toBe(403)
    expect((await desk.get('renshe.chengban1', `/desk/letters/${number}/${noun}`)).status).toBe(404)
    expect((await desk.does('bianji', number, noun, takingDown)).status).toBe(303)
    expect((await desk.does('bianji', number, noun, takingDown)).status).toBe(409)
  })
})
