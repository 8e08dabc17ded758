import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { files } from '#core/documents/index.ts'
import { act, type Command, checkMatters, groupNumber, keepText, type MatterRow, matters } from '#core/matters/index.ts'
import { staffActor } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import { cookiesOf, type LetterCity, type LetterFields, letterCity } from '../../../../../test/letter-city.ts'

let city: LetterCity

beforeAll(async () => {
  city = await letterCity()
})
afterAll(async () => {
  expect(await checkMatters(city.house)).toEqual([])
  await city.close()
})
beforeEach(() => city.forgetTries())

type Filed = { row: MatterRow; code: string; cookie: string; number: string }

/** A letter just filed, with what its writer holds in hand. */
async function filed(fields: LetterFields = {}): Promise<Filed> {
  const response = await city.write(fields)
  expect(response.status).toBe(303)
  const cookie = cookiesOf(response)
  const row = (await city.letters()).at(-1)
  if (!row) throw new Error('nothing filed')
  const receipt = await (await city.get('/letters/receipt', cookie)).text()
  return { row, number: row.number, cookie, code: /data-code="(\d{6})"/.exec(receipt)?.[1] ?? '' }
}

const form = (fields: Record<string, string | File>): FormData => {
  const body = new FormData()
  body.append('formKey', newId())
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return body
}

const by = async (username: string, letter: Filed, command: Command) =>
  act(city.house, await staffActor(city.house, username), letter.row.id, command)

const housing = () => city.unit('市住房城乡建设局').id

/** Dispatched, signed, drafted, approved: as far as an answer. */
async function answered(letter: Filed, handler = 'zhujian.chengban1'): Promise<void> {
  await by('paidan', letter, { type: 'dispatch', unitId: housing() })
  await by(handler, letter, { type: 'sign' })
  await by(handler, letter, { type: 'submitDraft', text: '您好，三盏路灯已修好。' })
  await by('fuzeren', letter, { type: 'answer' })
}

const stateOf = async (letter: Filed) => {
  const [row] = await city.house.db.select().from(matters).where(eq(matters.id, letter.row.id))
  return row
}

const pageOf = async (letter: Filed) => (await city.get(`/follow/${letter.number}`, letter.cookie)).text()
const send = (letter: Filed, noun: string, fields: Record<string, string | File> = {}) =>
  city.post(`/follow/${letter.number}/${noun}`, form(fields), letter.cookie)

describe('what the page of a letter tells', () => {
  test('the first asked by office, by name once a person has taken it up; of a report the office only', async () => {
    const letter = await filed()
    expect(await pageOf(letter)).toContain('首问责任单位')
    await by('paidan', letter, { type: 'dispatch', unitId: housing() })
    const page = await pageOf(letter)
    expect(page).toContain('首问责任人')
    expect(page).toContain('市长信箱办公室 周明月')
    await by('zhujian.chengban1', letter, { type: 'sign' })
    expect(await pageOf(letter)).toContain('市长信箱办公室 周明月')
    expect((await pageOf(letter)).match(/李青禾/)).toBeNull()

    const report = await filed({ sort: 'report' })
    const [inspector] = (await stateOf(report))?.holderUnitId === city.unit('市纪委监委').id ? ['jijian'] : []
    expect(inspector).toBe('jijian')
    await by('jijian', report, { type: 'sign' })
    expect(await pageOf(report)).toContain('首问责任单位')
    expect(await pageOf(report)).not.toContain('冯清廉')
  })

  test('the written notice of a pause, while it lasts and afterwards', async () => {
    const letter = await filed()
    await by('paidan', letter, { type: 'dispatch', unitId: housing() })
    await by('zhujian.chengban1', letter, { type: 'sign' })
    const head = await staffActor(city.house, 'fuzeren')
    const notice = '灯杆送检，预计十天，期间加装临时照明。'
    const noticeId = await keepText(city.house, head, letter.row.id, 'ground', notice)
    await by('fuzeren', letter, { type: 'pause', ground: 'inspection', noticeId })
    expect((await pageOf(letter)).split(notice)).toHaveLength(4)
    await by('fuzeren', letter, { type: 'resume' })
    expect((await pageOf(letter)).split(notice)).toHaveLength(2)
  })
})

describe('number and code', () => {
  test('open this one letter for half an hour, on no page that may be stored', async () => {
    const letter = await filed()
    const opened = await city.post('/follow', form({ number: groupNumber(letter.number), code: letter.code }))
    expect(opened.status).toBe(303)
    expect(opened.headers.get('Location')).toBe(`/follow/${letter.number}`)
    expect(opened.headers.get('Set-Cookie')).toMatch(/HttpOnly/)
    expect(opened.headers.get('Location')).not.toContain(letter.code)
    const cookie = cookiesOf(opened)
    const page = await city.get(`/follow/${letter.number}`, cookie)
    expect(page.status).toBe(200)
    expect(page.headers.get('Cache-Control')).toBe('no-store')
    expect(await page.text()).toContain('市长信箱办公室正在看')
    city.house.clock.advance({ minutes: 31 })
    expect((await city.get(`/follow/${letter.number}`, cookie)).status).toBe(303)
    city.house.clock.advance({ minutes: -31 })
  })

  test('a wrong code and a number that nobody has are answered with the same words', async () => {
    const letter = await filed()
    const wrongCode = letter.code === '000000' ? '000001' : '000000'
    const known = await (await city.post('/follow', form({ number: letter.number, code: wrongCode }))).text()
    const other = (await filed()).number
    const unknownNumber = unusedNumber(other)
    const unknown = await (await city.post('/follow', form({ number: unknownNumber, code: wrongCode }))).text()
    const said = (html: string) => html.replace(/value="[^"]*"/g, '').replace(/<[^>]+>/g, ' ')
    expect(said(known)).toBe(said(unknown))
    expect(known).toContain('编号或查询码不对')
  })

  test('guessing is throttled by address and by number, in one sentence', async () => {
    const letter = await filed()
    const answers: number[] = []
    let last = ''
    for (let code = 0; code < 14; code++) {
      const response = await city.post('/follow', form({ number: letter.number, code: String(code).padStart(6, '0') }))
      answers.push(response.status)
      last = await response.text()
    }
    expect(answers.filter((status) => status === 429)).toHaveLength(4)
    expect(last).toContain('试的次数太多了')
  })

  test('a mistyped number is told from its check digit alone', async () => {
    const letter = await filed()
    const wrong = `${letter.number.slice(0, -1)}${(Number(letter.number.at(-1)) + 1) % 10}`
    const response = await city.post('/follow', form({ number: wrong, code: letter.code }))
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('校验位不对')
  })
})

describe('somebody else', () => {
  test('with the number alone is sent to the form, whether the letter exists or not, and finds none of its pages', async () => {
    const letter = await filed({ files: new File(['%PDF-1.4\n%%EOF'], 'a.pdf') }).catch(() => filed())
    const stranger = await filed()
    for (const number of [letter.number, unusedNumber(letter.number)]) {
      const response = await city.get(`/follow/${number}`, stranger.cookie)
      expect(response.status).toBe(303)
      expect(response.headers.get('Location')).toBe(`/follow?number=${number}`)
      for (const path of ['why', 'due.ics', 'withdrawal', `files/${newId()}`]) {
        expect((await city.get(`/follow/${number}/${path}`, stranger.cookie)).status, path).toBe(404)
      }
      const post = await city.post(`/follow/${number}/withdrawal`, form({}), stranger.cookie)
      expect(post.status).toBe(404)
      expect(await post.text()).not.toContain('路灯')
    }
    expect((await stateOf(letter))?.state).toBe('opened')
  })

  test('a photo of the letter opens for its writer only', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const letter = await filed({ files: new File([png], '路灯.png') })
    const [file] = await city.house.db.select().from(files).where(eq(files.matterId, letter.row.id))
    expect(await pageOf(letter)).toContain('路灯.png')
    const path = `/follow/${letter.number}/files/${file?.id}`
    expect((await city.get(path, letter.cookie)).headers.get('Content-Type')).toBe('image/png')
    expect((await city.get(path, (await filed()).cookie)).status).toBe(404)
  })
})

describe('the way of a letter', () => {
  test('who holds it, until when, and why', async () => {
    const letter = await filed()
    expect(await pageOf(letter)).toContain('最迟答复')
    const why = await (await city.get(`/follow/${letter.number}/why`, letter.cookie)).text()
    expect(why).toContain('第一步：收信到派单')
    expect(why).toContain('第二步：派单到答复')
    await by('paidan', letter, { type: 'dispatch', unitId: housing() })
    await by('zhujian.chengban1', letter, { type: 'sign' })
    const page = await pageOf(letter)
    expect(page).toContain('攀枝花市住房和城乡建设局正在办理')
    // Seven working days from Monday 23 November, the day of the dispatch not counted.
    expect(page).toContain('2026年12月2日（周三）')
    expect(page).not.toContain('李青禾')
    expect(await (await city.get(`/follow/${letter.number}/why`, letter.cookie)).text()).toContain('从派单那天算起')
    const file = await city.get(`/follow/${letter.number}/due.ics`, letter.cookie)
    expect(file.headers.get('Content-Type')).toContain('text/calendar')
    expect(await file.text()).toContain('DTSTART;VALUE=DATE:20261202')
  })

  test('each step is told to the writer’s phone, without a word of the letter', async () => {
    const phone = '13711112222'
    const letter = await filed({ phone, title: '窗外的工地太吵' })
    await answered(letter)
    const messages = (await city.messagesTo(phone)).toReversed()
    expect(messages).toHaveLength(3)
    expect(messages[1]).toContain('已交攀枝花市住房和城乡建设局办理，答复期限为2026年12月2日')
    expect(messages[2]).toContain('已答复')
    expect(messages.join()).not.toContain('工地')
  })

  test('a question is answered with a text and a file; nothing typed is lost when it is refused', async () => {
    const letter = await filed()
    await by('paidan', letter, { type: 'dispatch', unitId: housing() })
    await by('zhujian.chengban1', letter, { type: 'sign' })
    await by('zhujian.chengban1', letter, { type: 'requestSupplement', text: '请问是哪一个公交站？' })
    expect(await pageOf(letter)).toContain('请问是哪一个公交站？')
    const empty = await send(letter, 'supplements', { supplement: ' ' })
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('请写下要补充的情况')
    const long = await send(letter, 'supplements', { supplement: '站'.repeat(2001) })
    expect(await long.text()).toContain('站'.repeat(2001))
    expect((await send(letter, 'supplements', { supplement: '是炳草岗大街东站。' })).status).toBe(303)
    const page = await pageOf(letter)
    expect(page).toContain('是炳草岗大街东站')
    expect(page).not.toContain('请问是哪一个公交站？')
  })

  test('danger that shows itself in a supplement is marked, told to who is on duty, and the numbers stand on the page', async () => {
    const letter = await filed()
    await by('paidan', letter, { type: 'dispatch', unitId: housing() })
    await by('zhujian.chengban1', letter, { type: 'sign' })
    await send(letter, 'supplements', { supplement: '刚才电线杆着火了，快派人来！' })
    expect((await stateOf(letter))?.marks).toContain('emergency')
    expect(await pageOf(letter)).toContain('href="tel:119"')
  })

  test('accepted, then rated once', async () => {
    const letter = await filed()
    await answered(letter)
    expect(await pageOf(letter)).toContain('三盏路灯已修好')
    expect((await send(letter, 'acceptance')).status).toBe(303)
    expect(await stateOf(letter)).toMatchObject({ state: 'closed', outcome: 'accepted' })
    const bad = await send(letter, 'rating', { solved: 'yes' })
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('请选择满意程度')
    expect((await send(letter, 'rating', { solved: 'yes', satisfied: '5', remark: '谢谢' })).status).toBe(303)
    expect(await stateOf(letter)).toMatchObject({ solved: true, satisfied: 5 })
    const twice = await send(letter, 'rating', { solved: 'no', satisfied: '1' })
    expect(twice.status).toBe(409)
    expect(await twice.text()).toContain('您已评价过')
  })

  test('rejected: another person the first time, a review the second', async () => {
    const letter = await filed()
    await answered(letter)
    const without = await send(letter, 'rejection', { why: '还是不亮' })
    expect(without.status).toBe(422)
    const html = await without.text()
    expect(html).toContain('请选择不认可的原因')
    expect(html).toContain('还是不亮')
    expect((await send(letter, 'rejection', { reason: 'notDone', why: '还是不亮' })).status).toBe(303)
    expect(await stateOf(letter)).toMatchObject({ state: 'inProgress', round: 2 })
    expect(await pageOf(letter)).toContain('换人重新办理')
    await by('zhujian.chengban2', letter, { type: 'sign' })
    await by('zhujian.chengban2', letter, { type: 'submitDraft', text: '已换新灯头。' })
    await by('fuzeren', letter, { type: 'answer' })
    expect(await pageOf(letter)).toContain('已换新灯头')
    expect((await send(letter, 'rejection', { reason: 'notSolved' })).status).toBe(303)
    expect((await stateOf(letter))?.state).toBe('underReview')
    expect(await pageOf(letter)).toContain('复核中')
  })

  test('withdrawn after a question of its own; then nothing more may be done', async () => {
    const letter = await filed()
    const ask = await (await city.get(`/follow/${letter.number}/withdrawal`, letter.cookie)).text()
    expect(ask).toContain('确定撤回')
    const key = newId()
    const twice = () => {
      const body = new FormData()
      body.append('formKey', key)
      return city.post(`/follow/${letter.number}/withdrawal`, body, letter.cookie)
    }
    expect((await twice()).status).toBe(303)
    expect((await twice()).status).toBe(303)
    expect((await stateOf(letter))?.state).toBe('withdrawn')
    const late = await send(letter, 'supplements', { supplement: '我又想起来一件事。' })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('已撤回')
    expect(html).toContain('我又想起来一件事')
  })

  test('a new fact reopens what was closed', async () => {
    const letter = await filed()
    await answered(letter)
    await send(letter, 'acceptance')
    expect((await send(letter, 'reopening', { fact: '昨晚又灭了两盏。' })).status).toBe(303)
    expect(await stateOf(letter)).toMatchObject({ state: 'opened', number: letter.number })
  })
})

/** A number that is well formed and that nobody has: the last serial's check digit is found by trying. */
function unusedNumber(like: string): string {
  const stem = `${like.slice(0, 9)}98765`
  let remainder = 10
  for (const digit of stem) {
    const sum = (remainder + Number(digit)) % 10
    remainder = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return `${stem}${(11 - remainder) % 10}`
}
