import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { files } from '#core/documents/index.ts'
import { matters } from '#core/matters/index.ts'
import { networkOf } from '#platform/http/address.ts'
import { safeReturnPath } from '#platform/http/return-path.ts'
import { newId } from '#platform/id.ts'
import { cookiesOf } from './letter-city.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'

let desk: DeskOfTests

beforeAll(async () => {
  desk = await deskOfTests()
})
afterAll(() => desk.close())
beforeEach(() => desk.forgetTries())

const sameOrigin = { 'Sec-Fetch-Site': 'same-origin' }

describe('addresses', () => {
  test.each([
    '/search?q=a%00b',
    '/search?class=%00',
    '/follow/%00',
    '/letters/%00',
    '/follow?number=%00',
    '/sign-in?return=%00',
  ])('%s holds a NUL: nothing is there', async (path) => {
    expect((await desk.get('chengban', path)).status).toBe(404)
    expect((await desk.house.app.request(path)).status).toBe(404)
  })

  test.each([
    '/search?q=%ff%fe&class=__proto__&year=99999&after=x',
    `/search?q=${'a'.repeat(50_000)}`,
    `/search?q=${encodeURIComponent("' & | ! <-> :* ((( \\")}`,
    '/search/suggest?q=%E0%A4%A',
    `/search?q=x&class=${'a'.repeat(41)}`,
    '/knowledge?q=x&after=y',
    '/duties?q=x&after=y',
    '/letters?after=0000-01-01_01a20740-7d6b-73cb-bace-45aa91ce97ef&class=constructor',
    '/letters/statistics?year=-1',
    `/follow/${'a'.repeat(39)}${encodeURIComponent('😀')}`,
  ])('%s is answered, not an error of ours', async (path) => {
    expect((await desk.house.app.request(path)).status).toBeLessThan(400)
  })

  test('a forged page key or a day of the year 0 begins at the beginning', async () => {
    const key = `0000-01-01T00:00:00Z_${newId()}`
    expect((await desk.get('bianji', `/desk/publications?after=${key}`)).status).toBe(200)
    expect((await desk.get('paidan', '/desk/duties?q=x&after=y')).status).toBe(200)
    expect((await desk.get('shenji', '/desk/audit?from=0000-01-01&until=0000-01-02')).status).toBe(200)
  })

  test('a path to go back to stays on this site and fits into a header', () => {
    for (const foreign of [
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/..//evil',
    ]) {
      expect(safeReturnPath(foreign, '')).toBe('')
    }
    expect(safeReturnPath('/letters?q=路灯')).toBe('/letters?q=%E8%B7%AF%E7%81%AF')
    for (const odd of ['/a\0b', '/\u0080', '/\ud800']) expect(safeReturnPath(odd)).toMatch(/^\/[\x21-\x7e]*$/)
  })
})

describe('bodies that are no form', () => {
  const paths = ['/sign-in', '/sign-in/code', '/display', '/letters/new', '/follow']
  const staff = ['/desk/signatures', '/desk/dispatches', '/desk/templates']
  test.each([...paths, ...staff, '/account/password', '/desk/units', '/desk/accounts'])(
    '%s says that the post did not arrive whole',
    async (path) => {
      const who = path === '/desk/units' ? 'xitong' : path === '/desk/accounts' ? 'anquan' : 'paidan'
      const cookie = await desk.as(who)
      for (const type of ['multipart/form-data; boundary=x', 'multipart/form-data', 'application/json']) {
        const headers = { ...sameOrigin, 'Content-Type': type, Cookie: paths.includes(path) ? '' : cookie }
        const response = await desk.house.app.request(path, { method: 'POST', headers, body: '--x\r\nnothing' })
        expect(response.status).toBe(422)
        expect(await response.text()).toContain('没有收全')
      }
    },
  )

  test('a large body is read only where files belong', async () => {
    const body = new URLSearchParams({ as: 'staff', username: 'x'.repeat(5_000_000), password: 'x' })
    const response = await desk.house.app.request('/sign-in', { method: 'POST', headers: sameOrigin, body })
    expect(response.status).toBe(413)
    expect((await desk.write({ body: 'x'.repeat(5_000_000) })).status).toBe(422)
  })
})

describe('the same letter again and again', () => {
  test('twenty at one moment from one phone, each with a form key of its own, are one letter', async () => {
    const before = (await desk.letters()).length
    const fields = { body: '同一封信在同一刻从二十个窗口提交上来。', phone: '13700000001' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => (await desk.write({ ...fields, formKey: newId() })).status),
    )
    expect((await desk.letters()).length).toBe(before + 1)
    expect(answers.filter((status) => status === 303)).toHaveLength(1)
  })

  test('whoever has the text of a 举报 cannot find out by phones who wrote it', async () => {
    const fields = { sort: 'report', body: '某单位收费不开票，请查处，这是举报信的原文。', phone: '13700000002' }
    expect((await desk.write(fields)).status).toBe(303)
    const right = await desk.write(fields)
    const wrong = await desk.write({ ...fields, phone: '13700000003' })
    expect([right.status, right.headers.get('Location')]).toEqual([wrong.status, wrong.headers.get('Location')])
  })

  test('a phone is not flooded with messages, from wherever the letters come', async () => {
    const statuses = []
    for (let at = 0; at < 11; at++) {
      await desk.house.db.execute(`delete from rate_limits where key like 'letter-filings%'`)
      statuses.push((await desk.write({ phone: '13700000004' })).status)
    }
    expect(statuses).toEqual([...Array(10).fill(303), 429])
  })

  test('a second click gets the receipt even when no more letters are taken', async () => {
    const fields = { formKey: newId(), body: '先提交的这封信，在额度用完以后又点了一次。', phone: '13700000005' }
    expect((await desk.write(fields)).status).toBe(303)
    for (let at = 0; at < 9; at++) await desk.write()
    expect((await desk.write()).status).toBe(429)
    const again = await desk.write(fields)
    expect([again.status, again.headers.get('Location')]).toEqual([303, '/letters/receipt'])
  })

  test('a key spent on another form files nothing and is no error of ours', async () => {
    const number = await desk.writeOne()
    const formKey = newId()
    await desk.post('paidan', `/desk/letters/${number}/dispatch`, { formKey, dispatchUnit: 'zjj' })
    const before = (await desk.letters()).length
    const response = await desk.write({ formKey })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('这张表单已失效')
    expect((await desk.letters()).length).toBe(before)
  })
})

describe('files', () => {
  const photos = (count: number, from: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, at) => {
        const colour = { r: from + at, g: 120, b: 40 }
        const image = sharp({ create: { width: 2, height: 2, channels: 3, background: colour } })
        return new File([await image.png().toBuffer()], `照片${from + at}.png`)
      }),
    )

  test('nine stay nine when several requests bring them under one form key', async () => {
    const formKey = newId()
    const batches = await Promise.all([0, 20, 40, 60].map((from) => photos(6, from)))
    await Promise.all(batches.map((batch) => desk.write({ formKey, title: '', files: batch })))
    const response = await desk.write({ formKey, phone: '13700000006' })
    const attached = await desk.house.db.select().from(files).innerJoin(matters, eq(matters.id, files.matterId))
    expect(attached.length).toBeLessThanOrEqual(9)
    if (response.status !== 303) expect(await response.text()).toContain('最多传 9 个文件')
  })

  test('materials without a form key are stored for nobody, so that no other unit finds their names', async () => {
    const number = await desk.writeOne()
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: 'zjj' })
    await desk.does('chengban', number, 'signature')
    const body = new FormData()
    for (const photo of await photos(1, 200)) body.append('materials', photo)
    const response = await desk.upload('chengban', `/desk/letters/${number}/materials`, body)
    expect(response.status).toBe(422)
    const kept = await desk.house.db.select().from(files).where(eq(files.uploader, 'staff'))
    expect(kept).toEqual([])
  })
})

describe('guessing', () => {
  test('an IPv6 subscriber is one address, however many they take', () => {
    expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:db8:1:2:ffff:1:2:3'))
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'))
    expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
    expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
  })

  test('who knows the password uses up none of the tries of the address that the whole office shares', async () => {
    const signIn = async (password: string) => {
      const body = new URLSearchParams({ as: 'staff', username: 'xitong', password })
      return (await desk.house.app.request('/sign-in', { method: 'POST', headers: sameOrigin, body })).status
    }
    const used = async () => {
      const { rows } = await desk.house.db.execute<{ points: number }>(
        `select points from rate_limits where key like 'password-address%'`,
      )
      return rows[0]?.points
    }
    expect([await signIn('Yangguang-2022'), await signIn('Yangguang-2022')]).toEqual([303, 303])
    expect(await used()).toBe(0)
    expect(await signIn('Wrong-2022')).toBe(422)
    expect(await used()).toBe(1)
  })

  test('the present password cannot be guessed at an open desk', async () => {
    const statuses = []
    for (let at = 0; at < 6; at++) {
      const answer = await desk.post('chengban', '/account/password', {
        current: `Guess-000${at}`,
        password: 'Another-2027',
        repeated: 'Another-2027',
      })
      statuses.push(answer.status)
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429])
  })
})

test('a letter made to be slow to compare is shown to the editor in a moment', async () => {
  const body = `楼栋如下：${'1栋1单元'.repeat(800)}`
  const number = await desk.writeOne({ body, publish: 'yes', phone: '13700000030' })
  await desk.does('paidan', number, 'dispatch', { dispatchUnit: '市住房城乡建设局' })
  await desk.does('chengban', number, 'signature')
  await desk.does('chengban', number, 'drafts', { replyText: '您反映的情况已经核实，正在办理。', intent: 'submit' })
  expect((await desk.does('fuzeren', number, 'approval')).status).toBe(303)
  const cookie = await desk.as('bianji')
  const before = process.cpuUsage()
  const response = await desk.house.app.request(`/desk/letters/${number}/publication`, { headers: { Cookie: cookie } })
  expect(response.status).toBe(200)
  // Work, not waiting: made badly it never ends, whatever else the machine does.
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2)
})

test('numbers leave gaps among ordinary letters too, so that a gap tells of no 举报', async () => {
  const numbers: string[] = []
  for (let at = 0; at < 45; at++) numbers.push(await desk.writeOne())
  const serials = numbers.map((number) => Number(number.slice(9, -1))).sort((one, other) => one - other)
  const steps = serials.slice(1).map((serial, at) => serial - (serials[at] ?? 0))
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(1)
  expect(steps.some((step) => step > 1)).toBe(true)
})

describe('a 举报 with joint handling', () => {
  test('its part is for officers of the joint unit: no leader, no 督查, no clerk sees it on any page or list', async () => {
    const words = '请协助调取门禁记录，配合核查。'
    for (const unit of ['', desk.unit('市住房城乡建设局').id]) {
      const number = await desk.writeOne({ sort: 'report', unit, phone: `1370000001${unit ? 1 : 2}` })
      await desk.does('jijian', number, 'signature')
      const invited = await desk.does('jijian', number, 'joint-invitations', { jointUnit: '市公安局', jointAsk: words })
      expect(invited.status).toBe(303)
      const { id } = await desk.rowOf(number)
      const [part] = await desk.house.db.select().from(matters).where(eq(matters.parentId, id))
      const path = `/desk/letters/${part?.number}`
      for (const reader of ['jijian', 'gongan.chengban1', 'gongan.fuzeren']) {
        expect((await desk.get(reader, path)).status).toBe(200)
      }
      for (const other of [
        'lingdao',
        'ducha',
        'paidan',
        'bianji',
        'shenhe',
        'fuzeren',
        'chengban',
        'caizheng.fuzeren',
      ]) {
        expect((await desk.get(other, path)).status).toBe(404)
        expect(await desk.text(other, '/desk/letters?list=all')).not.toContain(words)
      }
    }
    expect(await desk.check()).toEqual([])
  })

  test('a part of 投诉工作人员 is for heads: the person complained of, who works there, does not see it', async () => {
    const number = await desk.writeOne({ sort: 'complaint-official', phone: '13700000015' })
    await desk.does('paidan', number, 'dispatch', { dispatchUnit: '市住房城乡建设局' })
    await desk.does('fuzeren', number, 'signature')
    await desk.does('fuzeren', number, 'joint-invitations', { jointUnit: '市公安局', jointAsk: '请协助核对现场记录。' })
    const { id } = await desk.rowOf(number)
    const [part] = await desk.house.db.select().from(matters).where(eq(matters.parentId, id))
    const path = `/desk/letters/${part?.number}`
    expect((await desk.get('gongan.fuzeren', path)).status).toBe(200)
    expect((await desk.get('fuzeren', path)).status).toBe(200)
    for (const clerk of ['chengban', 'gongan.chengban1']) expect((await desk.get(clerk, path)).status).toBe(404)
  })
})

test('the cookie of one letter opens no other, as page or by act', async () => {
  const mine = await desk.write({ phone: '13700000020' })
  const other = await desk.writeOne({ phone: '13700000021' })
  const cookie = cookiesOf(mine)
  expect((await desk.house.app.request(`/follow/${other}`, { headers: { Cookie: cookie } })).status).toBe(303)
  for (const act of ['supplements', 'acceptance', 'rejection', 'rating', 'withdrawal', 'reopening']) {
    const body = new FormData()
    body.append('formKey', newId())
    const headers = { ...sameOrigin, Cookie: cookie }
    const response = await desk.house.app.request(`/follow/${other}/${act}`, { method: 'POST', headers, body })
    expect(response.status).toBe(404)
  }
})
