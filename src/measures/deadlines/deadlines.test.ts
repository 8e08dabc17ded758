import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarYearsEntered, loadCalendar, ruleInForce, seedCalendar, termsOf } from '#core/calendar/index.ts'
import { demoPassword, seedPeople } from '#core/people/index.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
  await seedPeople(house)
  await seedCalendar(house)
})
afterAll(() => house.close())

const get = (path: string, cookie = '') => house.app.request(path, { headers: { Accept: 'text/html', Cookie: cookie } })

describe('期限计算 as a page', () => {
  test('asks first, with today filled in', async () => {
    const response = await get('/rules/due')
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text).toContain('value="2026-11-23"')
    expect(text).not.toContain('到期日是')
  })

  test('answers large, with the days and their reasons', async () => {
    const response = await get('/rules/due?from=2026-04-28&amount=3&unit=workday')
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text).toContain('2026年5月6日（周三）')
    expect(text).toContain('劳动节放假')
    expect(text).toContain('起算日不计入（民法典第201条）')
    expect(text).toContain('2026年4月')
    expect(text).toContain('/rules/due.ics?from=2026-04-28&amp;amount=3')
    expect(text).not.toContain('暂定日期')
  })

  test('warns where a decree is missing', async () => {
    expect(await (await get('/rules/due?from=2026-12-28&amount=5&unit=workday')).text()).toContain('暂定日期')
  })

  test.each([
    ['from=2026-02-30&amount=3', '2026年2月没有30日，请改正起算日。', 'value="2026-02-30"'],
    ['from=&amount=3', '请填写起算日，例如 2026-11-23。', 'value="3"'],
    ['from=tomorrow&amount=3', '起算日应写成“年-月-日”', 'value="tomorrow"'],
    ['from=2026-11-23&amount=-3', '期限应是 1 到 3650 之间的整数。', 'value="-3"'],
    ['from=2026-11-23&amount=1.5', '期限应是 1 到 3650 之间的整数。', 'value="1.5"'],
    ['from=2026-11-23&amount=3&unit=year', '单位只能是', 'value="3"'],
    ['from=2049-11-23&amount=3000', '日历只覆盖', 'value="3000"'],
    ['from=1998-01-05&amount=3', '起算日应在 2000-01-01 至 2050-12-31 之间。', 'value="1998-01-05"'],
    ['from=%3Cscript%3E&amount=3', '起算日应写成', '&lt;script>'],
  ])('refuses %s with a sentence and keeps what was typed', async (query, sentence, kept) => {
    const response = await get(`/rules/due?${query}`)
    expect(response.status).toBe(422)
    const text = await response.text()
    expect(text).toContain(sentence)
    expect(text).toContain(kept)
  })

  test('gives the due date to a phone calendar', async () => {
    const response = await get('/rules/due.ics?from=2026-04-28&amount=3&unit=workday')
    expect(response.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8')
    const text = await response.text()
    expect(text).toContain('DTSTART;VALUE=DATE:20260506')
    expect(text).toContain('DTEND;VALUE=DATE:20260507')
    expect(text.split('\r\n')[0]).toBe('BEGIN:VCALENDAR')
    expect((await get('/rules/due.ics?from=2026-02-30&amount=3')).status).toBe(422)
  })
})

describe('GET /api/v1/due', () => {
  const due = async (query: string) => {
    const response = await house.app.request(`/api/v1/due?${query}`)
    return { status: response.status, type: response.headers.get('Content-Type'), body: await response.json() }
  }

  test.each([
    ['from=2026-02-10&amount=5&unit=workday', '2026-02-24'],
    ['from=2026-02-10&amount=20&unit=workday', '2026-03-16'],
    ['from=2026-09-18&amount=15&unit=day', '2026-10-08'],
    ['from=2026-02-13&amount=15&unit=day', '2026-02-28'],
    ['from=2026-09-18&amount=15&unit=day&roll=none', '2026-10-03'],
    ['from=2026-01-31&amount=1&unit=month', '2026-02-28'],
    ['from=2026-08-31&amount=1&unit=month', '2026-09-30'],
    ['from=2026-11-20&amount=7&unit=day&direction=before', '2026-11-13'],
    ['from=2026-10-04&amount=1&unit=workday', '2026-10-08'],
  ])('%s → %s', async (query, expected) => {
    const { status, body } = await due(query)
    expect(status).toBe(200)
    expect(body).toMatchObject({ due: expected, provisional: false })
  })

  test('explains every day', async () => {
    const { body } = await due('from=2026-04-28&amount=3&unit=workday')
    expect(body.explanation).toHaveLength(9)
    expect(body.explanation[0]).toEqual({ on: '2026-04-28', counts: false, reason: '起算日不计入（民法典第201条）' })
    expect(body.explanation.at(-1)).toEqual({ on: '2026-05-06', counts: true, n: 3, reason: '工作日' })
    expect((await due('from=2027-02-01&amount=5&unit=workday')).body).toMatchObject({
      due: '2027-02-10',
      provisional: true,
    })
  })

  test.each([
    'from=2026-02-30&amount=3&unit=day',
    'amount=3&unit=day',
    'from=2026-02-03&amount=3',
    'from=2026-02-03&amount=0&unit=day',
    'from=2026-02-03&amount=3&unit=day&roll=back',
  ])('answers %s with a problem that names the parameter', async (query) => {
    const { status, type, body } = await due(query)
    expect(status).toBe(422)
    expect(type).toContain('application/problem+json')
    expect(body).toMatchObject({ status: 422, title: '请改一下再提交' })
    expect(body.errors).toHaveLength(1)
  })
})

test('the rules of letters are in force and have terms', async () => {
  const on = Temporal.PlainDate.from('2026-11-23')
  const amounts = await Promise.all(
    ['HOT-1-consult', 'HOT-1-request', 'HOT-1-complaint', 'LET-accept', 'IMP-1'].map(
      async (id) => termsOf(await ruleInForce(house.db, id, on))?.limit.amount,
    ),
  )
  expect(amounts).toEqual([3, 7, 15, 1, 7])
  expect(termsOf(await ruleInForce(house.db, 'T-2', on))).toBeNull()
  await expect(ruleInForce(house.db, 'HOT-1-consult', Temporal.PlainDate.from('2020-01-01'))).rejects.toThrow('no rule')
})

describe('工作日历 at the desk', () => {
  const post = (path: string, form: Record<string, string>, cookie: string) =>
    house.app.request(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'Sec-Fetch-Site': 'same-origin', Cookie: cookie },
    })

  const signIn = async (username: string): Promise<string> => {
    const response = await post('/sign-in', { as: 'staff', username, password: demoPassword }, '')
    expect(response.status).toBe(303)
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  const decree = {
    title: '国务院办公厅关于2027年部分节假日安排的通知',
    sourceUrl: 'https://www.gov.cn/zhengce/2027.htm',
    lines: [
      '2027-01-01至2027-01-03 放假 元旦',
      '2027-02-05至2027-02-11 放假 春节',
      '2027-02-14 上班 春节',
      '2027-04-05 放假 清明节',
      '2027-05-01至2027-05-05 放假 劳动节',
      '2027-06-09 放假 端午节',
      '2027-09-15 放假 中秋节',
      '2027-10-01至2027-10-07 放假 国庆节',
    ].join('\n'),
  }

  test('is found by the system administrator only', async () => {
    const stranger = await get('/desk/calendar')
    expect([stranger.status, stranger.headers.get('Location')]).toEqual([303, '/sign-in?return=%2Fdesk%2Fcalendar'])
    expect((await get('/desk/calendar', await signIn('paidan'))).status).toBe(403)
    expect((await post('/desk/calendar/2027', decree, await signIn('paidan'))).status).toBe(403)
    expect((await loadCalendar(house.db)).decreedYears.has(2027)).toBe(false)
  })

  test('a decree with mistakes comes back with its lines named and nothing lost', async () => {
    const cookie = await signIn('xitong')
    const lines = `${decree.lines}\n2027-02-30 放假 春节`
    const response = await post('/desk/calendar/2027', { ...decree, lines }, cookie)
    expect(response.status).toBe(422)
    const text = await response.text()
    expect(text).toContain('第 9 行')
    expect(text).toContain('没有 2027-02-30 这一天。')
    expect(text).toContain('2027-10-01至2027-10-07 放假 国庆节')
    expect((await post('/desk/calendar/2027', { ...decree, title: '' }, cookie)).status).toBe(422)
    expect((await get('/desk/calendar/1999', cookie)).status).toBe(404)
  })

  test('a decree is shown with its effect, saved once, and moves what is counted', async () => {
    const cookie = await signIn('xitong')
    expect(await (await get('/desk/calendar', cookie)).text()).toContain('2027年的放假安排还没有录入')
    const preview = await post('/desk/calendar/2027', decree, cookie)
    expect(preview.status).toBe(200)
    const text = await preview.text()
    expect(text).toContain('0 个到期日将改变')
    expect(text).toContain('2027年2月9日（周二）：春节放假')
    expect(text).toContain('2027年2月14日（周日）：调休上班（春节）')
    expect((await calendarYearsEntered(house.db))[0]?.status).toBe('provisional')

    const formKey = /name="formKey" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const saved = await post('/desk/calendar/2027', { ...decree, step: 'save', formKey }, cookie)
    expect(saved.status).toBe(303)
    expect(saved.headers.get('Location')).toBe('/desk/calendar')
    const answer = await (await house.app.request('/api/v1/due?from=2027-02-01&amount=5&unit=workday')).json()
    expect(answer).toMatchObject({ due: '2027-02-14', provisional: false })
    expect(await (await get('/desk/calendar', cookie)).text()).not.toContain('2027年的放假安排还没有录入')
    const again = await post('/desk/calendar/2027', { ...decree, step: 'save', formKey }, cookie)
    expect(again.headers.get('Location')).toBe('/desk/calendar')
  })

  test('a decree comes as a file too, and a file that is none is said so', async () => {
    const cookie = await signIn('xitong')
    const upload = async (content: BlobPart) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ ...decree, lines: '' })) body.set(name, value)
      body.set('file', new File([content], 'decree.csv'))
      return house.app.request('/desk/calendar/2027', {
        method: 'POST',
        body,
        headers: { 'Sec-Fetch-Site': 'same-origin', Cookie: cookie },
      })
    }
    const csv = `date,kind,name\n${decree.lines.replaceAll(' ', ',')}`
    const preview = await upload(csv)
    expect(preview.status).toBe(200)
    expect(await preview.text()).toContain('0 个到期日将改变')
    const broken = await upload(new Uint8Array([0xff, 0xfe, 0xb0, 0xa1]))
    expect(broken.status).toBe(422)
    expect(await broken.text()).toContain('不是 UTF-8 编码')
  })

  test('a day of the city itself wins over the decree', async () => {
    const cookie = await signIn('xitong')
    const local = { title: '攀枝花市人民政府关于防汛期间放假的通告', sourceUrl: '', lines: '2026-12-01 放假 防汛' }
    const text = await (await post('/desk/calendar/local', local, cookie)).text()
    expect(text).toContain('2026年12月1日（周二）：防汛放假')
    const formKey = /name="formKey" value="([^"]+)"/.exec(text)?.[1] ?? ''
    expect((await post('/desk/calendar/local', { ...local, step: 'save', formKey }, cookie)).status).toBe(303)
    const answer = await (await house.app.request('/api/v1/due?from=2026-11-30&amount=1&unit=workday')).json()
    expect(answer.due).toBe('2026-12-02')
    expect(await (await get('/desk/calendar/local', cookie)).text()).toContain('2026-12-01 放假 防汛')
  })
})
