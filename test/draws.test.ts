import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'drizzle-orm'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runDraws } from '#core/draw/index.ts'
import { canonical, checkLedger, publishEntries } from '#core/ledger/index.ts'
import { checkMatters } from '#core/matters/index.ts'
import { newId } from '#platform/id.ts'
import { type DrawCity, drawCity } from './draw-city.ts'

let city: DrawCity
const folder = mkdtempSync(join(tmpdir(), 'yangguang-draw-'))
/** A beacon that speaks drand's protocol; its one known round is a real one of the network. */
let beacon: { url: string; rounds: Map<number, unknown>; close(): void }

beforeAll(async () => {
  beacon = await drandServer()
  city = await drawCity({ env: { DRAND_URL: beacon.url } })
})
afterAll(async () => {
  await city.close()
  beacon.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => city.house.clock.set('2026-11-23T10:00:00+08:00'))

async function drandServer() {
  const rounds = new Map<number, unknown>()
  const server = createServer((request, response) => {
    const round = rounds.get(Number(request.url?.split('/').at(-1)))
    response.writeHead(round ? 200 : 404, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(round ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, rounds, close: () => server.close() }
}

const state = async (number: string): Promise<string> => {
  const answer = await city.house.app.request(`/draws/${number}/state`)
  return ((await answer.json()) as { state: string }).state
}
const later = (time: string) => city.house.clock.set(`2026-11-23T${time}+08:00`)

async function pack(number: string): Promise<Record<string, Uint8Array>> {
  const answer = await city.house.app.request(`/draws/${number}/pack.zip`)
  expect(answer.status).toBe(200)
  return unzipSync(new Uint8Array(await answer.arrayBuffer()))
}
type Told = { code: string; strata: { members: string[]; order: string[][] }[] }
const jsonIn = (files: Record<string, Uint8Array>, name: string): Told =>
  JSON.parse(Buffer.from(files[name] ?? new Uint8Array()).toString())

async function run(...args: string[]): Promise<{ ok: boolean; said: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args)
    return { ok: true, said: stdout }
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return { ok: false, said: stdout + stderr }
  }
}
function zipped(files: Record<string, Uint8Array>): string {
  const path = join(folder, `${newId()}.zip`)
  writeFileSync(path, zipSync(files))
  return path
}

describe('a draw from its manifest to its result', () => {
  let number: string

  test('the manifest is frozen, told and checkpointed before the moment', async () => {
    number = (await city.begin()).number
    expect(number).toMatch(/^\d{15}$/)
    let page = await city.page(`/draws/${number}`)
    expect(page).toContain('共 24 件')
    expect(page).toContain('住房和城乡建设局·求助')
    expect(page).toContain('一分钟内写进检查点')
    await city.minute()
    page = await city.page(`/draws/${number}`)
    expect(page).toMatch(/方案存证<.*第 \d+ 号/)
    expect(await state(number)).toBe('waiting')
    expect((await city.house.app.request(`/draws/${number}/pack.zip`)).status).toBe(404)
  })

  test('before its moment nothing is drawn; after it, once, however often and at once it is asked', async () => {
    later('10:29:59')
    await city.minute()
    expect(await state(number)).toBe('waiting')
    later('10:30:01')
    await Promise.all([runDraws(city.house), runDraws(city.house), runDraws(city.house)])
    await city.minute()
    await city.minute()
    expect(await state(number)).toBe('drawn')
    const { rows } = await city.house.db.execute(sql`select count(*)::int as n from ledger_entries e
      join draws d on d.id::text = e.subject_id where d.number = ${number} and e.version = 2`)
    expect(rows).toEqual([{ n: 1 }])
    expect(await checkLedger(city.house)).toEqual([])
  })

  test('quotas by largest remainder, substitutes behind them, each letter with a visitor from elsewhere', async () => {
    const { rows } = await city.house.db.execute<{
      outcome: string
      n: number
    }>(sql`select m.outcome, count(*)::int as n
      from draw_members m join draws d on d.id = m.draw_id where d.number = ${number} group by 1 order by 1`)
    expect(rows).toEqual([
      { outcome: 'drawn', n: 6 },
      { outcome: 'rest', n: 16 },
      { outcome: 'substitute', n: 2 },
    ])
    const page = await city.page(`/draws/${number}`)
    expect(page.match(/>抽中</g)).toHaveLength(6)
    const { rows: sent } = await city.house.db.execute<{ people: number }>(
      sql`select cardinality(people) as people from draw_members m join draws d on d.id = m.draw_id
        where d.number = ${number} and outcome = 'drawn'`,
    )
    expect(sent.every(({ people }) => people === 1)).toBe(true)
  })

  test('what is entered is canonical, and says nothing that tells a letter', async () => {
    const files = await pack(number)
    for (const name of ['manifest.json', 'result.json']) {
      const text = Buffer.from(files[name] ?? new Uint8Array()).toString()
      expect(text).toBe(canonical(JSON.parse(text)))
    }
    const told = Buffer.concat([
      files['manifest.json'] ?? new Uint8Array(),
      files['result.json'] ?? new Uint8Array(),
    ]).toString()
    for (const letter of await city.letters()) {
      expect(told).not.toContain(letter.number)
      expect(told).not.toContain(letter.id)
    }
  })

  test('a citizen draws again with the package, and with the eighty lines in the ZIP: the same result', async () => {
    const files = await pack(number)
    const answered = await run('verifier/main.mjs', 'draw', zipped(files))
    expect(answered.said).toContain('24 个标签重抽一遍，抽中的 6 个和顺序完全相同')
    expect(answered.ok).toBe(true)
    const lines = Buffer.from(files['verify.mjs'] ?? new Uint8Array())
      .toString()
      .trimEnd()
      .split('\n')
    expect(lines.length).toBeLessThanOrEqual(80)
    const here = mkdtempSync(join(folder, 'pack-'))
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(here, name), bytes)
    expect(await run(join(here, 'verify.mjs'))).toEqual({ ok: true, said: expect.stringContaining('抽中 6 个') })
    const forged = jsonIn(files, 'result.json')
    forged.strata[0]?.order.reverse()
    writeFileSync(join(here, 'result.json'), JSON.stringify(forged))
    expect(await run(join(here, 'verify.mjs'))).toEqual({
      ok: false,
      said: expect.stringContaining('与存证的指纹不符'),
    })
  })

  test.each<[string, string, (it: Told) => void]>([
    ['a letter taken off the list', 'manifest.json', (it) => it.strata[0]?.members.pop()],
    ['two places changed', 'result.json', (it) => it.strata[0]?.order.reverse()],
    [
      'another code',
      'result.json',
      (it) => {
        it.code = '00'.repeat(32)
      },
    ],
  ])('%s: the package names the lie and ends with 1', async (_, name, change) => {
    const files = await pack(number)
    const it = jsonIn(files, name)
    change(it)
    files[name] = Buffer.from(JSON.stringify(it))
    expect(await run('verifier/main.mjs', 'draw', zipped(files))).toEqual({
      ok: false,
      said: expect.stringContaining(`${name} 与存证的指纹不符`),
    })
  })

  test('the visitor records what the writer said, once; whoever was not sent finds nothing', async () => {
    const list = await city.text('ducha', `/desk/revisits/${number}`)
    expect(list).toContain('解决率')
    const { rows } = await city.house.db.execute<{ member: string; username: string }>(sql`
      select m.member, u.username from draw_members m join draws d on d.id = m.draw_id
        join draw_people p on p.draw_id = d.id and p.person = m.people[1]
        join users u on u.id = p.person_id
      where d.number = ${number} and m.outcome = 'drawn' order by m.stratum, m.place limit 1`)
    const [mine] = rows
    const path = `/desk/revisits/${number}/${mine?.member}`
    const visitor = mine?.username ?? ''
    expect(await city.text(visitor, path)).toContain('登记回访')
    expect((await city.get('chengban', path)).status).toBe(404)
    expect((await city.post(visitor, path, { reached: 'reached', solved: 'no' })).status).toBe(422)
    const told = { reached: 'reached', solved: 'no', reason: 'not-done', result: '2', service: '4' }
    const untold = await city.post(visitor, path, told)
    expect(untold.status).toBe(422)
    expect(await untold.text()).toContain('再办的同事要看')
    const words = '灯修好三天又不亮了，请换人来看看。'
    expect((await city.post(visitor, path, { ...told, words })).status).toBe(303)
    expect((await city.post(visitor, path, { ...told, words })).status).toBe(409)
    // It goes back to the unit that answered, to be done again by somebody else, with what was left of its time.
    const { rows: back } = await city.house.db.execute<{
      state: string
      round: number
      open: boolean
      due: boolean
    }>(sql`
      select m.state, m.round, m.closed_at is null as open, m.due_at is not null as due from matters m
        join revisits r on r.matter_id = m.id where not r.solved`)
    expect(back).toEqual([{ state: 'inProgress', round: 2, open: true, due: true }])
    expect(await checkMatters(city.house)).toEqual([])
    expect(await city.text('ducha', `/desk/revisits/${number}`)).toContain('没有解决')
  })
})

describe('what the tables keep', () => {
  test('nobody changes a list, a source that came, or a result', async () => {
    for (const statement of [
      `update draws set rule = 'x'`,
      `update draws set state = 'waiting' where state = 'drawn'`,
      `delete from draw_members`,
      `update draw_members set outcome = 'drawn' where outcome = 'rest'`,
      `update draw_sources set value = 'x' where value is not null`,
    ])
      await expect(city.house.db.execute(sql.raw(statement))).rejects.toThrow()
  })
})

describe('chance from outside', () => {
  test('a round of drand is waited for, and its signature is checked', async () => {
    // Round 1000 of quicknet, as published.
    const signature = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'
    const randomness = 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd'
    // 2023-08-23T15:09:27Z and 999 × 3 s: the first moment whose round is 1000.
    city.house.clock.set('2023-08-23T15:50:00Z')
    const { number, page } = await city.begin({
      from: '2026-10-01',
      drawDay: '2023-08-23',
      drawTime: '23:59',
      chance: 'drand',
    })
    expect(number, page).not.toBe('')
    const { rows } = await city.house.db.execute<{ source: { round: number } }>(
      sql`select source from draw_sources s join draws d on d.id = s.draw_id where d.number = ${number}`,
    )
    expect(rows[0]?.source.round).toBe(Math.ceil((1_692_806_340 - 1_692_803_367) / 3) + 1)
    const round = rows[0]?.source.round ?? 0
    await city.minute()
    city.house.clock.set('2023-08-23T16:00:00Z')
    await city.minute()
    expect(await state(number)).toBe('waiting')
    // Another round's signature is refused, whatever it calls itself.
    beacon.rounds.set(round, { round, randomness, signature })
    await city.minute()
    expect(await state(number)).toBe('waiting')
    beacon.rounds.delete(round)
  })

  test('two bodies write some words, which nobody sees before; one that does not is left out', async () => {
    const { number } = await city.begin({ chance: 'observers', bodies: '市人大代表联络站\n攀枝花日报社\n市消费者协会' })
    const codes = [...(await city.text('ducha', `/desk/draws/${number}`)).matchAll(/<code>(\d{8})<\/code>/g)].map(
      ([, code]) => code ?? '',
    )
    expect(codes).toHaveLength(3)
    const write = (code: string, words: string) =>
      city.house.app.request(`/draws/${number}/words`, {
        method: 'POST',
        body: new URLSearchParams({ code, words, formKey: newId() }),
        headers: { 'Sec-Fetch-Site': 'same-origin' },
      })
    expect(await (await write(codes[0] ?? '', '攀枝花的冬天太阳真好')).text()).toContain('方案还没有写进公布的检查点')
    await city.minute()
    expect((await write('00000000', '攀枝花的冬天太阳真好')).status).toBe(422)
    const weak = await write(codes[0] ?? '', '啊啊啊啊啊啊啊啊啊')
    expect(weak.status).toBe(422)
    expect(await weak.text()).toContain('太容易猜到')
    expect(await (await write(codes[0] ?? '', '攀枝花的冬天太阳真好')).text()).toContain('收到了')
    expect((await write(codes[0] ?? '', '另外写几个别的字试试看')).status).toBe(422)
    expect((await write(codes[1] ?? '', '报社门口那棵凤凰木开得早')).status).toBe(200)
    expect(await city.page(`/draws/${number}`)).not.toContain('凤凰木')
    later('10:31:00')
    expect((await write(codes[2] ?? '', '我们来晚了一步请多包涵呀')).status).toBe(422)
    await city.minute()
    await city.minute()
    expect(await state(number)).toBe('drawn')
    const page = await city.page(`/draws/${number}`)
    expect(page).toContain('报社门口那棵凤凰木开得早')
    expect(page).toContain('没有写，不计')
    expect(await run('verifier/main.mjs', 'draw', zipped(await pack(number)))).toMatchObject({ ok: true })
  })

  test('numbers of two lotteries are entered as announced, once', async () => {
    const lotteries = {
      chance: 'lottery',
      firstGame: 'kl8',
      firstIssue: '2026137',
      secondGame: 'ssq',
      secondIssue: '2026138',
    }
    expect((await city.begin({ ...lotteries, firstGame: 'dlt' })).page).toContain('至少有一种选快乐8')
    const { number } = await city.begin(lotteries)
    await city.minute()
    const enter = (seq: string, numbers: string) =>
      city.post('ducha', `/desk/draws/${number}/numbers`, { seq, numbers, evidence: '中国福利彩票网，2026-11-23' })
    expect((await enter('1', '1 2 3 4 5 6 7')).status).toBe(422)
    later('10:40:00')
    await city.minute()
    expect(await city.page(`/draws/${number}`)).toContain('正在等：福彩快乐8第 2026137 期')
    expect(await (await enter('1', '1 2 3 4 5 34 7')).text()).toContain('红球应在 1 到 33 之间')
    expect((await enter('1', '33 9 1 5 20 21 7')).status).toBe(303)
    expect((await enter('1', '33 9 1 5 20 21 8')).status).toBe(409)
    expect((await enter('0', Array.from({ length: 20 }, (_, at) => 80 - at * 3).join(' '))).status).toBe(303)
    await city.minute()
    await city.minute()
    expect(await city.page(`/draws/${number}`)).toContain('1.5.9.20.21.33.7.')
    expect(await run('verifier/main.mjs', 'draw', zipped(await pack(number)))).toMatchObject({ ok: true })
  })

  test('too little of it five working days long: cancelled in public, never drawn', async () => {
    const { number } = await city.begin({ chance: 'observers', bodies: '市人大代表联络站\n攀枝花日报社' })
    await city.minute()
    city.house.clock.set('2026-11-30T23:59:00+08:00')
    await city.minute()
    expect(await state(number)).toBe('waiting')
    city.house.clock.set('2026-12-01T00:01:00+08:00')
    await city.minute()
    await publishEntries(city.house)
    expect(await state(number)).toBe('cancelled')
    expect(await city.page(`/draws/${number}`)).toContain('外面来的随机数仍然不够')
  })
})

describe('what must not be drawn', () => {
  test('a manifest that the record tells of only after the moment counts for nothing', async () => {
    const { number } = await city.begin()
    // The publisher was away until the chance existed.
    later('10:31:00')
    await city.minute()
    await city.minute()
    expect(await state(number)).toBe('cancelled')
    expect(await city.page(`/draws/${number}`)).toContain('没有在抽取时刻以前写进公布的检查点')
  })

  test('a list that was changed after it was told is not drawn from', async () => {
    const { number } = await city.begin()
    await city.minute()
    await city.house.db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await tx.execute(sql`update ledger_entries e set document = convert_to(regexp_replace(convert_from(document, 'UTF8'), '"quota":[0-9]+', '"quota":9'), 'UTF8')
        from draws d where d.id::text = e.subject_id and d.number = ${number}`)
    })
    later('10:31:00')
    await city.minute()
    expect(await state(number)).toBe('cancelled')
    expect(await city.page(`/draws/${number}`)).toContain('与当时的指纹不符')
  })

  test('cancelled by its unit alone, with a ground that names nobody; drawn anew it is counted and told', async () => {
    const { number } = await city.begin()
    const path = `/desk/draws/${number}/cancellation`
    expect((await city.post('chengban', path, { ground: '名单里漏了一个单位' })).status).toBe(404)
    expect((await city.post('ducha', path, { ground: '错了' })).status).toBe(422)
    expect(await (await city.post('ducha', path, { ground: '电话13812345678打错了' })).text()).toContain(
      '像是有姓名、号码或住址',
    )
    expect((await city.post('ducha', path, { ground: '名单里漏了一个单位' })).status).toBe(303)
    expect((await city.post('ducha', path, { ground: '名单里漏了一个单位' })).status).toBe(409)
    const again = await city.begin({ redraw: number, reason: '补上漏掉的单位再抽' })
    await city.minute()
    expect(await city.page(`/draws/${again.number}`)).toContain('补上漏掉的单位再抽')
    expect(await city.page(`/draws/${number}`)).toContain(again.number)
    expect((await city.begin({ redraw: number })).page).toContain('请填写重抽的理由')
  })

  test('a form that cannot be: each in words, with what was typed', async () => {
    const wrong = async (change: Record<string, string>) => {
      const { status, page } = await city.begin(change)
      expect(status).toBe(422)
      return page
    }
    expect(await wrong({ drawTime: '10:01' })).toContain('抽取时刻太近了')
    expect(await wrong({ drawDay: '2027-02-01' })).toContain('30 天以内')
    expect(await wrong({ from: '2026-12-01', to: '2026-11-01' })).toContain('结束的日期早于开始的日期')
    expect(await wrong({ from: '2025-01-01', to: '2025-01-02' })).toContain('没有办结的来信')
    expect(await wrong({ chance: 'observers', bodies: '只有一家' })).toContain('至少写两家不同的单位')
    expect(await wrong({ size: '很多' })).toContain('请填写抽几件，用数字')
    expect(await wrong({ chance: '' })).toContain('请选择随机数从哪里来')
    expect((await city.get('chengban', '/desk/revisits/new')).status).toBe(403)
  })
})
