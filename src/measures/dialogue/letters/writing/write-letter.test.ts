import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { files } from '#core/documents/index.ts'
import { act, checkMatters, findMatter, matterEvents, matters, matterTexts, visibleTo } from '#core/matters/index.ts'
import { staffActor } from '#core/people/index.ts'
import { anyone, systemActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { cookiesOf, type LetterCity, letterCity, letterForm } from '../../../../../test/letter-city.ts'
import { letterChoices } from '../letter-choices.ts'
import { parseLetter } from './letter-form.tsx'
import { typedIn } from './typed-letter.ts'
import { writeLetter } from './write-letter.ts'

let city: LetterCity

beforeAll(async () => {
  city = await letterCity()
})
afterAll(() => city.close())
beforeEach(() => city.forgetTries())

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const photo = (name = '路灯.png') => new File([png], name, { type: 'image/png' })
const last = async () => {
  const row = (await city.letters()).at(-1)
  if (!row) throw new Error('no letter was filed')
  return row
}

describe('filing', () => {
  test('row, event, texts, contact, message and receipt', async () => {
    const response = await city.write({ phone: '13812345678', place: '公交站旁', name: '王小明😀' })
    expect(response.status).toBe(303)
    expect(response.headers.get('Location')).toBe('/letters/receipt')
    const row = await last()
    expect(row).toMatchObject({
      class: 'help',
      channel: 'web',
      state: 'opened',
      divisionCode: '510402',
      wantsPublic: false,
    })
    expect(row.filingUnitId).toBe(city.units.find((unit) => unit.isMailboxDesk)?.id)
    // Monday 23 November: one working day to dispatch, seven to answer.
    expect(row.dueOn?.toString()).toBe('2026-12-03')
    const events = await city.house.db.select().from(matterEvents).where(eq(matterEvents.matterId, row.id))
    expect(events.map(({ type }) => type)).toEqual(['opened'])
    expect(JSON.stringify(events)).not.toMatch(/王小明|13812345678|路灯/)
    const [message] = await city.messagesTo('13812345678')
    const code = /查询码(\d{3} \d{3})/.exec(message ?? '')?.[1]
    expect(code).toBeDefined()
    expect(message).toContain('2026年12月3日')
    const receipt = await (await city.get('/letters/receipt', cookiesOf(response))).text()
    expect(receipt).toContain('信已收到')
    expect(receipt.replace(/<[^>]+>/g, '')).toContain(code?.replace(' ', ''))
    expect(receipt).toContain('12月3日')
    expect(receipt).toContain('这个日期怎么算的')
    const print = await city.get('/letters/receipt/print', cookiesOf(response))
    expect(print.status).toBe(200)
    const follow = await city.get(`/follow/${row.number}`, cookiesOf(response))
    expect(await follow.text()).toContain('三盏路灯都不亮')
    expect((await city.get('/letters/receipt')).status).toBe(410)
  })

  test('a double click is one matter, one message and the same receipt', async () => {
    const before = (await city.letters()).length
    const fields = { formKey: newId(), body: '双击提交的信，内容在这里写清楚。', phone: '13900000001' }
    const [one, two] = await Promise.all([city.write(fields), city.write(fields)])
    expect([one.status, two.status]).toEqual([303, 303])
    expect((await city.letters()).length).toBe(before + 1)
    expect(await city.messagesTo('13900000001')).toHaveLength(1)
    const pages = await Promise.all(
      [one, two].map(async (r) => (await city.get('/letters/receipt', cookiesOf(r))).text()),
    )
    const numbers = pages.map((html) => /data-code="(\d{6})"/.exec(html)?.[1])
    expect(numbers[0]).toMatch(/^\d{6}$/)
    expect(numbers[1]).toBe(numbers[0])
  })

  test('the same words from the same phone within a day lead to the first; a day later they are a new letter', async () => {
    const fields = { body: '同一封信又写了一遍，内容完全一样。', phone: '13900000002' }
    await city.write(fields)
    const { number } = await last()
    const second = await city.write(fields)
    expect(second.status).toBe(422)
    const html = await second.text()
    expect(html).toContain('您已经提交过这封信')
    expect(html.replaceAll(' ', '')).toContain(number)
    expect(html).toContain('同一封信又写了一遍')
    expect((await last()).number).toBe(number)
    city.house.clock.advance({ hours: 25 })
    expect((await city.write(fields)).status).toBe(303)
    city.house.clock.advance({ hours: -25 })
  })

  test('killed between: when anything fails, nothing of the letter stays', async () => {
    const before = (await city.letters()).length
    const typed = typedIn(letterForm({ body: '写到一半系统断电了，这封信不应留下半截。' }))
    const parsed = parseLetter(typed, await letterChoices(city.house))
    if (!parsed.ok) throw new Error('not a letter')
    const dying = city.house.db.transaction(async (tx) => {
      await writeLetter({ ...city.house, db: tx }, anyone, parsed.letter, { formKey: newId(), fileIds: [] })
      throw new Error('power cut')
    })
    await expect(dying).rejects.toThrow('power cut')
    expect((await city.letters()).length).toBe(before)
    const texts = await city.house.db.select().from(matterTexts).where(eq(matterTexts.body, typed.body))
    expect(texts).toEqual([])
  })

  test('the log replays to the rows', async () => {
    expect(await checkMatters(city.house)).toEqual([])
  })
})

describe('a refused form', () => {
  test('comes back with 422 and everything typed', async () => {
    const response = await city.write({
      phone: '138',
      title: '',
      place: '某某小区东门',
      publish: 'yes',
      name: '李先生',
    })
    expect(response.status).toBe(422)
    const html = await response.text()
    for (const words of ['请写一个标题', '11 位', '某某小区东门', '李先生', '三盏路灯']) expect(html).toContain(words)
    expect(html).toMatch(/name="publish"[^>]*checked/)
    expect(html).toMatch(/aria-invalid="true"/)
  })

  test('keeps its files, and files them when it is sent again', async () => {
    const formKey = newId()
    const refused = await city.write({ formKey, title: '', files: [photo(), photo('没有这样的.pdf')] })
    const html = await refused.text()
    expect(refused.status).toBe(422)
    expect(html).toContain('路灯.png')
    expect(html).toContain('没有这样的.pdf')
    const kept = /name="filesKept" value="([^"]+)"/.exec(html)?.[1]
    expect(kept).toBeDefined()
    const filed = await city.write({ formKey, filesKept: kept ?? '' })
    expect(filed.status).toBe(303)
    const rows = await city.house.db
      .select()
      .from(files)
      .where(eq(files.matterId, (await last()).id))
    expect(rows).toMatchObject([{ originalName: '路灯.png', state: 'kept', visibility: 'asker' }])
  })

  test('of thirty photos nine are kept and the others named', async () => {
    const colour = (at: number) => ({
      width: 2,
      height: 2,
      channels: 3 as const,
      background: { r: at * 8, g: 200, b: 90 },
    })
    const many = await Promise.all(
      Array.from(
        { length: 30 },
        async (_, at) =>
          new File(
            [
              await sharp({ create: colour(at) })
                .png()
                .toBuffer(),
            ],
            `照片${at}.png`,
          ),
      ),
    )
    const response = await city.write({ files: many })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('最多传 9 个文件')
    expect(html.match(/name="filesKept"/g)).toHaveLength(9)
  })

  test('ten megabytes of text: a sentence, and as much back as a page can hold', async () => {
    const response = await city.write({ body: '灯'.repeat(3_500_000) })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('最多 5000 字')
    expect(html).toContain('灯'.repeat(100_000))
    expect(html.length).toBeLessThan(200_000)
  })

  test('an ID number in a public letter is pointed out before it is filed', async () => {
    const before = (await city.letters()).length
    const fields = { body: '身份证11010519491231002X，社保转不过来，请帮忙看看。', publish: 'yes' }
    const html = await (await city.write(fields)).text()
    expect(html).toContain('身份证号码')
    expect((await city.letters()).length).toBe(before)
    expect((await city.write({ ...fields, idNumberMeant: 'yes' })).status).toBe(303)
  })

  test('a body that is no form is said', async () => {
    const response = await city.house.app.request('/letters/new', {
      method: 'POST',
      body: 'cut off',
      headers: { 'Content-Type': 'multipart/form-data', 'Sec-Fetch-Site': 'same-origin' },
    })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('没有收全')
  })

  test('without a key of its own it is refused, never filed twice', async () => {
    const response = await city.write({ formKey: 'nonsense' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('请再点一次提交')
  })
})

describe('what is said on the page', () => {
  test('danger puts the numbers on top and calls the dispatchers; the letter is filed and marked', async () => {
    const response = await city.write({ body: '楼道里有很重的煤气味，怀疑燃气泄漏，老人都在家。', publish: 'yes' })
    const receipt = await (await city.get('/letters/receipt', cookiesOf(response))).text()
    expect(receipt).toContain('href="tel:119"')
    expect(await last()).toMatchObject({ marks: ['emergency'] })
    expect(await (await city.write({ title: '', body: '有人持刀伤人，快来人啊，在菜市场。' })).text()).toContain(
      'href="tel:110"',
    )
  })

  test('abusive words are filed, with a hint', async () => {
    const response = await city.write({ body: '你们这群王八蛋，路修了三年还没修好！' })
    expect(await (await city.get('/letters/receipt', cookiesOf(response))).text()).toContain('信照样办理')
  })

  test('emoji and a pasted table stay as they were typed; a foreign script is filed, marked for translation and said', async () => {
    const table = '项目\t单价\t数量\r\n电梯维保\t1200\t3\r\n😡😡 收了钱没有修 👧🏽'
    const filed = await city.write({ body: table })
    expect(filed.status).toBe(303)
    const [row] = (await city.letters()).slice(-1)
    const texts = await city.house.db
      .select()
      .from(matterTexts)
      .where(eq(matterTexts.matterId, row?.id ?? ''))
    expect(texts.find(({ part }) => part === 'body')?.body).toBe(table.replaceAll('\r\n', '\n'))
    expect(row?.marks).toEqual([])
    for (const body of [
      'The street lamp in front of my house has been broken for two weeks, please repair it.',
      'ꆈꌠꁱꂷꆈꌠꁱꂷꆈꌠꁱꂷ ꆈꌠꁱꂷꆈꌠ',
    ]) {
      const response = await city.write({ title: 'Street lamp', body })
      expect(response.status).toBe(303)
      expect((await city.letters()).at(-1)?.marks).toEqual(['foreign'])
      expect(await (await city.get('/letters/receipt', cookiesOf(response))).text()).toContain('会找人翻译')
    }
  })

  test('similar answers: beside the form, by address and by a button that loses nothing', async () => {
    expect(await (await city.get('/letters/new?title=路灯')).text()).toContain('也许已有答案')
    const looked = await city.write({ step: 'similar', title: '路灯', place: '写了一半的地点' })
    expect(looked.status).toBe(200)
    expect(await looked.text()).toContain('写了一半的地点')
  })
})

test('fifty letters in a minute from one address: ten are filed, the others keep what was typed', async () => {
  const before = (await city.letters()).length
  const answers: number[] = []
  let refused = ''
  for (let at = 0; at < 50; at++) {
    const response = await city.write({ title: `第${at}封` })
    answers.push(response.status)
    if (response.status === 429) refused = await response.text()
  }
  expect(answers.filter((status) => status === 303)).toHaveLength(10)
  expect(answers.filter((status) => status === 429)).toHaveLength(40)
  expect((await city.letters()).length).toBe(before + 10)
  expect(refused).toContain('十分钟')
  expect(refused).toContain('第49封')
})

describe('举报', () => {
  const report = async (unitId: string) => {
    await city.write({
      sort: 'report',
      unit: unitId,
      title: '举报违规',
      body: '某单位在招标中弄虚作假，证据见附件说明。',
    })
    return last()
  }

  test('goes past the mailbox office to the competent body, and nobody at the reported unit, above it or at the desk sees it', async () => {
    const reported = city.unit('市住房城乡建设局')
    const row = await report(reported.id)
    const competent = city.units.find((unit) => unit.id === row.holderUnitId)
    expect(competent?.kind).toBe('discipline')
    expect(row).toMatchObject({ class: 'report', state: 'dispatched', secrecy: true, reportedUnitId: reported.id })
    for (const username of [
      'fuzeren',
      'chengban',
      'zhujian.chengban1',
      'wuye.chengban1',
      'paidan',
      'ducha',
      'lingdao',
      'bianji',
    ]) {
      const staff = await staffActor(city.house, username)
      expect(await findMatter(city.house.db, staff, row.id), username).toBeNull()
      await expect(act(city.house, staff, row.id, { type: 'sign' })).rejects.toMatchObject({ status: 404 })
    }
    const officer = await staffActor(city.house, 'jijian')
    expect((await findMatter(city.house.db, officer, row.id))?.id).toBe(row.id)
    await act(city.house, officer, row.id, { type: 'sign' })
    const seen = await city.house.db.select({ id: matters.id }).from(matters).where(visibleTo(officer))
    expect(seen.map(({ id }) => id)).toContain(row.id)
  })

  test('it can be given to nobody on the reported side, and is never public', async () => {
    const reported = city.unit('市住房城乡建设局')
    const row = await report(reported.id)
    const toThem = act(city.house, systemActor('clock'), row.id, { type: 'dispatch', unitId: reported.id })
    await expect(toThem).rejects.toMatchObject({ code: 'reported-unit' })
    const response = await city.write({ sort: 'report', publish: 'yes' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('举报不公开')
  })

  test('against the very body that receives reports: refused with the way that remains', async () => {
    const body = city.units.find((unit) => unit.kind === 'discipline' && unit.ancestors.length === 0)
    const response = await city.write({ sort: 'report', unit: body?.id ?? '' })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('12388')
    expect(html).toContain('三盏路灯')
  })
})

test('投诉工作人员: the handlers of the unit do not see it, its head does', async () => {
  const unit = city.unit('市住房城乡建设局')
  await city.write({ sort: 'complaint-official', unit: unit.id })
  const row = await last()
  expect(row.marks).toContain('againstOfficial')
  await act(city.house, await staffActor(city.house, 'paidan'), row.id, { type: 'dispatch', unitId: unit.id })
  expect(await findMatter(city.house.db, await staffActor(city.house, 'zhujian.chengban1'), row.id)).toBeNull()
  expect(await findMatter(city.house.db, await staffActor(city.house, 'fuzeren'), row.id)).not.toBeNull()
})

test('a complaint about one’s own employer hides the writer without being asked', async () => {
  await city.write({ sort: 'complaint-service', relation: 'yes' })
  expect(await last()).toMatchObject({ secrecy: true, marks: ['own'] })
})
