import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchDocuments } from '#core/documents/index.ts'
import { type InterviewCity, interviewCity } from './interview-city.ts'
import { runJobs } from './setup/run-jobs.ts'
import { Visitor } from './visitor.ts'

let city: InterviewCity
beforeAll(async () => {
  city = await interviewCity()
})
afterAll(() => city.close())

const entered = async (type: string) => {
  const { rows } = await city.house.db.execute<{ document: string; version: number }>(
    sql`select convert_from(document, 'UTF8') as document, version from ledger_entries where type = ${type} order by id`,
  )
  return rows.map(({ document, version }) => ({ ...JSON.parse(document), version }))
}
const run = (task: string) =>
  city.house.db.execute(sql`select graphile_worker.add_job(${task})`).then(() => runJobs(city.house, [task]))

describe('the joint conference and its plan', () => {
  let meeting = ''

  test('members, a meeting, topics with the letters that asked for them, a plan by decision', async () => {
    for (let at = 0; at < 3; at++)
      await city.writeOne({
        title: '社保缴费记录查不到',
        body: `去年交的养老保险在网上查不到记录，应该找哪里核对？${at}`,
      })
    await city.writeOne({ title: '举报', sort: 'report', body: '社保经办人员收受好处，请查处这件事情。' })
    expect((await city.post('chengban', '/desk/conference/members', {})).status).toBe(403)
    const early = await city.post('bianji', '/desk/conference/meetings/new', { ...meetingWords })
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('先登记成员单位')
    for (const name of ['市人力资源社会保障局', '市教育和体育局'])
      expect((await city.post('bianji', '/desk/conference/members', { unit: city.unit(name).id })).status).toBe(303)
    const again = await city.post('bianji', '/desk/conference/members', { unit: city.unit('市教育和体育局').id })
    expect(await again.text()).toContain('已经是成员单位')
    const called = await city.post('bianji', '/desk/conference/meetings/new', meetingWords)
    expect(called.status).toBe(303)
    meeting = called.headers.get('Location') ?? ''
    // What letters ask for, counted; the report is in no count.
    expect(await city.text('bianji', meeting)).toMatch(/社会保险<\/a>.*?<div class="cell">3</s)
    const item = {
      kind: 'add',
      title: '社保缴费和转移',
      month: '12',
      subject: 'insurance',
      guest: '市人社局主要负责人',
    }
    const faulty = await city.post('bianji', `${meeting}/items`, { ...item, month: '13' })
    expect(faulty.status).toBe(422)
    expect(await faulty.text()).toContain('月份应在 1 到 12 之间')
    const leadUnit = city.unit('市人力资源社会保障局').id
    expect((await city.post('bianji', `${meeting}/items`, { ...item, leadUnit })).status).toBe(303)
    const other = { kind: 'add', title: '中小学入学', month: '6', subject: 'education', guest: '市教体局主要负责人' }
    await city.post('bianji', `${meeting}/items`, { ...other, leadUnit: city.unit('市教育和体育局').id })
    expect(await city.read('/interviews/conference')).toContain('等待会议决定')
    expect((await city.post('bianji', `${meeting}/conclusion`, decisions(2))).status).toBe(409)
    city.at('2026-11-23T16:00')
    const open = await city.post('bianji', `${meeting}/conclusion`, { attended: members(), decision1: 'accepted' })
    expect(open.status).toBe(422)
    expect(await open.text()).toContain('第 2 个议题还没有决定')
    expect((await city.post('bianji', `${meeting}/conclusion`, decisions(2))).status).toBe(303)
    expect((await city.post('bianji', `${meeting}/conclusion`, decisions(2))).status).toBe(409)
    const plan = await city.read('/interviews/plan/2026')
    expect(plan).toContain('社保缴费和转移')
    expect(plan).toContain('3 件（到 2026-11-23）')
    expect((await entered('interview.planned'))[0]).toMatchObject({ version: 1, year: 2026 })
  })

  test('a change is a new version with its reason; the version before stays', async () => {
    const called = await city.post('bianji', '/desk/conference/meetings/new', {
      ...meetingWords,
      title: '第二次联席会议',
    })
    const second = called.headers.get('Location') ?? ''
    const page = await city.text('bianji', second)
    const planKey = /value="([0-9a-f-]{36})">12 月：社保/.exec(page)?.[1] ?? ''
    expect((await city.post('bianji', `${second}/items`, { kind: 'strike', planKey })).status).toBe(303)
    const twice = await city.post('bianji', `${second}/items`, { kind: 'strike', planKey })
    expect(await twice.text()).toContain('已经在议程上了')
    const silent = await city.post('bianji', `${second}/conclusion`, decisions(1))
    expect(silent.status).toBe(422)
    expect(await silent.text()).toContain('调整要写明理由')
    const reason = '经办系统升级，改到明年一月再谈'
    expect((await city.post('bianji', `${second}/conclusion`, { ...decisions(1), reason })).status).toBe(303)
    const plan = await city.read('/interviews/plan/2026')
    expect(plan).toContain(reason)
    expect(plan).toContain('首次公布')
    expect(plan).not.toContain('社保缴费和转移')
    expect((await entered('interview.planned')).map(({ version, items }) => [version, items.length])).toEqual([
      [1, 2],
      [2, 1],
    ])
    await expect(city.house.db.execute(sql`update interview_plan_items set title = 'x'`)).rejects.toThrow()
    expect((await city.anybody('/interviews/plan/2031')).status).toBe(200)
  })

  const meetingWords = {
    title: '第一次联席会议',
    planYear: '2026',
    day: '2026-11-23',
    time: '15:00',
    place: '市政府 201',
  }
  const members = () =>
    city.units
      .filter(({ shortName }) => shortName === '市人力资源社会保障局' || shortName === '市教育和体育局')
      .map(({ id }) => id)
      .join(' ')
  const decisions = (many: number) => ({
    attended: members(),
    ...Object.fromEntries(Array.from({ length: many }, (_, at) => [`decision${at + 1}`, 'accepted'])),
  })
})

describe('an interview', () => {
  let number = ''
  const secret = { name: '秦可贞', phone: '15477712345' }

  test('is announced: page, list, feed, calendar file, search, public record', async () => {
    city.at('2026-11-24T09:00')
    const faulty = await city.post('bianji', '/desk/interviews/new', {
      title: '物',
      day: '2026-11-25',
      from: '10:00',
      to: '9:00',
    })
    expect(faulty.status).toBe(422)
    expect((await city.post('chengban', '/desk/interviews/new', {})).status).toBe(403)
    number = await city.announce({ stream: 'https://live.example/room' })
    for (const path of [`/interviews/${number}`, '/interviews', '/interviews/feed.atom', '/interviews/feed.json'])
      expect(await city.read(path), path).toContain('物业收费和电梯维修')
    expect(await city.read(`/interviews/${number}`)).toContain('"@type":"Event"')
    expect(await city.read(`/interviews/${number}/interview.ics`)).toContain('DTSTART:20261125T020000Z')
    expect((await searchDocuments(city.house.db, { q: '电梯维修', size: 5 })).items[0]?.path).toBe(
      `/interviews/${number}`,
    )
    expect((await entered('interview.announced'))[0]).toMatchObject({ number, guests: [{ name: '陈守正' }] })
    expect(await city.read('/sitemap/interviews.xml')).toContain(`/interviews/${number}`)
    expect((await city.anybody(`/interviews/${number}`)).headers.get('Set-Cookie')).toBeNull()
  })

  test('takes questions from anybody; a refused form comes back filled; nothing shows before a moderator has passed it', async () => {
    const short = await city.ask(number, { body: '啊', name: secret.name, phone: '123' })
    expect(short.status).toBe(422)
    const page = await short.text()
    expect(page).toContain('请写下您的问题')
    expect(page).toContain(secret.name)
    const asked = await city.ask(number, {
      body: `我叫${secret.name}，住在3栋2单元501，电话${secret.phone}，电梯坏了半年没人修怎么办？`,
      ...secret,
    })
    expect(asked.status).toBe(303)
    expect(await city.read(asked.headers.get('Location') ?? '')).toContain('您的问题收到了')
    expect((await city.ask(number, { body: '物业费一平米多少钱才合理？', name: '网友小石' })).status).toBe(303)
    expect((await city.ask(number, { body: '只想问问我家的事怎么办？', ...secret, publish: '' })).status).toBe(303)
    await unseen('电梯坏了半年')
    await unseen('物业费一平米')
    // The desk reads what was typed, with masks proposed, and it is written down that it did.
    const desk = await city.text('bianji', `/desk/interviews/${number}`)
    expect(desk).toContain('电梯坏了半年')
    expect(desk).toContain('不同意公开')
    const { rows } = await city.house.db.execute(sql`select 1 from audit_entries where act = 'interview.questionsRead'`)
    expect(rows.length).toBeGreaterThan(0)
  })

  test('a moderator passes masked words, refuses with a ground; what must not stand cannot be passed', async () => {
    const bad = await city.pass(number, 1, { name: '秦女士', body: `电梯坏了半年没人修，电话${secret.phone}` })
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('像是有号码或者住址')
    const hidden = await city.pass(number, 3, { name: '网友', body: '只想问问我家的事怎么办？' })
    expect(await hidden.text()).toContain('没有同意公开')
    expect((await city.pass(number, 1, { name: '秦女士', body: '电梯坏了半年没人修怎么办？' })).status).toBe(303)
    expect((await city.pass(number, 1, { name: '秦女士', body: '改一改再公开一次行不行？' })).status).toBe(409)
    const none = await city.does('bianji', number, 'questions/2/refusal')
    expect(await none.text()).toContain('请选择不公开的理由')
    await city.does('bianji', number, 'questions/2/refusal', { ground2: 'repeated' })
    const page = await city.read(`/interviews/${number}`)
    expect(page).toContain('电梯坏了半年没人修怎么办')
    expect(page).toContain('和已经公开的问题重复 1 个')
    for (const words of [secret.name, secret.phone, '501', '物业费一平米', '我家的事']) await unseen(words)
  })

  test('我也想问 counts once for a browser, and no page is read with its cookie', async () => {
    const id = /name="question" value="([0-9a-f-]{36})"/.exec(await city.read(`/interviews/${number}`))?.[1] ?? ''
    const visitor = new Visitor(city.house)
    for (let at = 0; at < 3; at++)
      expect((await visitor.post('/interviews/supports', { question: id })).status).toBe(303)
    const other = new Visitor(city.house)
    const answer = await other.post('/interviews/supports', { question: id })
    expect(answer.headers.get('Set-Cookie')).toMatch(/supporter=.*Path=\/interviews\/supports/)
    expect(await city.read(`/interviews/${number}`)).toContain('（2）')
    expect((await visitor.post('/interviews/supports', { question: 'nothing' })).status).toBe(404)
  })

  test('danger is a letter at once: number and code, the telephones, and never a word in public', async () => {
    const visitor = new Visitor(city.house)
    await city.forgetTries()
    const asked = await visitor.post(`/interviews/${number}/questions/new`, {
      body: '楼道里燃气泄漏了，味道很大，怎么办？',
      name: '',
      phone: '',
      publish: 'yes',
    })
    expect(asked.status).toBe(303)
    const receipt = await (await visitor.get(asked.headers.get('Location') ?? '')).text()
    expect(receipt).toContain('119')
    expect(receipt).toContain('查询码')
    const letter = (await city.letters()).at(-1)
    expect(letter).toMatchObject({ channel: 'interview', class: 'consult' })
    await unseen('燃气泄漏')
  })

  test('only the unit that holds it moderates; the unit that answers sees it; for others it is not there', async () => {
    expect((await city.get('chengban', `/desk/interviews/${number}`)).status).toBe(200)
    expect((await city.does('chengban', number, 'opening')).status).toBe(403)
    expect((await city.does('chengban', number, 'questions/3/refusal', { ground3: 'personal' })).status).toBe(403)
    for (const act of ['', '/opening', '/entries', '/questions/1/passing', '/archive']) {
      const answer = act
        ? await city.post('jiaotong.chengban1', `/desk/interviews/${number}${act}`)
        : await city.get('jiaotong.chengban1', `/desk/interviews/${number}`)
      expect(answer.status, act).toBe(404)
    }
    expect(await city.text('jiaotong.chengban1', '/desk/interviews')).not.toContain('物业收费和电梯维修')
  })

  test('goes live, answers on air, corrects by a new entry, ends; what was said is never edited', async () => {
    expect((await city.does('bianji', number, 'opening')).status).toBe(409)
    city.at('2026-11-25T09:58')
    expect((await city.does('bianji', number, 'entries', { speaker: '主持人', words: '还没开始' })).status).toBe(409)
    expect((await city.does('bianji', number, 'opening')).status).toBe(303)
    const guest = '市住房城乡建设局局长 陈守正'
    const entry = {
      speaker: guest,
      words: '维修资金可以用在电梯上，每部十五万元。',
      pictureWords: '',
      link: '',
      corrects: '',
    }
    const stranger = await city.does('bianji', number, 'entries', { ...entry, speaker: '别人' })
    expect(stranger.status).toBe(422)
    expect((await city.does('bianji', number, 'entries', entry)).status).toBe(303)
    await city.does('bianji', number, 'entries', { ...entry, words: '更正：每部最多十二万元。', corrects: '2' })
    await city.does('bianji', number, 'questions/1/asking')
    const airing = { speaker1: guest, answer1: '请业主委员会申请动用维修资金，我们七天内审完。' }
    expect((await city.does('bianji', number, 'questions/1/airing', airing)).status).toBe(303)
    expect((await city.does('bianji', number, 'questions/1/airing', airing)).status).toBe(409)
    const page = await city.read(`/interviews/${number}`)
    for (const words of ['每部十五万元', '更正第 2 条', '网友提问', '看现场的答复（第 5 条）'])
      expect(page).toContain(words)
    await expect(city.house.db.execute(sql`update interview_entries set words = 'x'`)).rejects.toThrow()
    expect((await city.does('bianji', number, 'questions/3/matter')).status).toBe(409)
    await city.ask(number, { body: '老旧小区加装电梯有补贴吗？', name: '' })
    await city.pass(number, 5, { name: '网友', body: '老旧小区加装电梯有补贴吗？' })
    await city.ask(number, { body: '公租房什么时候再开放申请？', phone: '15400000001' })
    expect((await city.does('bianji', number, 'closing')).status).toBe(303)
    expect((await city.ask(number, { body: '晚到的问题还能不能问？' })).status).toBe(422)
    expect((await city.anybody(`/interviews/${number}/live`)).status).toBe(204)
  })

  test('every question comes to something before it is archived; what was forgotten becomes letters by itself', async () => {
    const early = await city.does('bianji', number, 'archive')
    expect(early.status).toBe(409)
    expect(await early.text()).toContain('还有 3 个问题没有答复')
    const today = await city.text('chengban', '/desk')
    expect(today).toContain('3 个问题要答复或者转为来信')
    expect(today).toContain('2026-11-27')
    const written = { answer5: '有。每部补贴十五万元，由县（区）住建局受理，咨询电话 12345。' }
    expect((await city.does('chengban', number, 'questions/5/answer', written)).status).toBe(303)
    expect(
      (await city.does('chengban', number, 'questions/6/answer', { answer6: '没有公开的不能在这里答复的。' })).status,
    ).toBe(422)
    const before = (await city.letters()).length
    expect((await city.does('chengban', number, 'questions/3/matter')).status).toBe(303)
    city.at('2026-11-27T23:59')
    await run('interviews:leftovers')
    expect((await city.letters()).length).toBe(before + 1)
    city.at('2026-11-28T00:01')
    await run('interviews:leftovers')
    await run('interviews:leftovers')
    const letters = await city.letters()
    expect(letters.length).toBe(before + 2)
    expect(letters.at(-1)).toMatchObject({ channel: 'interview', class: 'consult' })
    expect((await city.messagesTo('15400000001')).join()).toMatch(/查询码/)
    expect(await city.text('bianji', '/desk')).toContain('可以归档')
    expect((await city.does('bianji', number, 'archive')).status).toBe(303)
  })

  test('the archive: every public question with its answer, entered and found; names, telephones, typed words are gone', async () => {
    const page = await city.read(`/interviews/${number}`)
    for (const words of ['访谈实录', '现场答复', '每部补贴十五万元', '3 个不公开']) expect(page).toContain(words)
    expect((await entered('interview.archived'))[0]).toMatchObject({
      number,
      questions: [
        { position: 1, outcome: '现场答复' },
        { position: 5, outcome: '书面答复' },
      ],
    })
    expect((await searchDocuments(city.house.db, { q: '加装电梯', size: 5 })).items[0]?.path).toBe(
      `/interviews/${number}`,
    )
    const { rows } = await city.house.db.execute(
      sql`select 1 from interview_questions where name_cipher is not null or phone_cipher is not null or body is not null`,
    )
    expect(rows).toEqual([])
    for (const words of [secret.name, secret.phone, '501', '我家的事', '燃气泄漏', '公租房']) await unseen(words)
    expect(await city.check()).toEqual([])
  })

  test('one that is called off says why, and its questions become letters', async () => {
    city.at('2026-11-30T09:00')
    const off = await city.announce({ day: '2026-12-02', title: '冬季供水怎么保障' })
    await city.ask(off, { body: '高层水压低怎么办？' })
    expect((await city.does('bianji', off, 'cancellation', { ground: '雨' })).status).toBe(422)
    expect((await city.does('bianji', off, 'cancellation', { ground: '嘉宾参加抢险，改期另行通知' })).status).toBe(303)
    expect(await city.read(`/interviews/${off}`)).toContain('嘉宾参加抢险')
    expect((await city.does('bianji', off, 'opening')).status).toBe(409)
    const before = (await city.letters()).length
    city.at('2026-12-03T00:01')
    await run('interviews:leftovers')
    expect((await city.letters()).length).toBe(before + 1)
    expect((await searchDocuments(city.house.db, { q: '冬季供水', size: 5 })).items).toEqual([])
    const { rows } = await city.house.db.execute(sql`select 1 from interview_questions where body is not null`)
    expect(rows).toEqual([])
  })

  test('one that nobody opened is called off by the clock, takes no more questions, and its questions become letters', async () => {
    city.at('2026-12-05T09:00')
    const forgotten = await city.announce({ day: '2026-12-07', title: '冬季道路结冰怎么办' })
    await city.ask(forgotten, { body: '山路结冰以后校车还开吗？' })
    await city.ask(forgotten, { body: '我家门口那一段归谁撒盐？' })
    await city.ask(forgotten, { body: '山路结冰以后校车还开吗！' })
    // Not shown, one because it is about somebody's own affairs: that one is owed an answer, what was asked twice is not.
    await city.does('bianji', forgotten, 'questions/2/refusal', { ground2: 'personal' })
    await city.does('bianji', forgotten, 'questions/3/refusal', { ground3: 'repeated' })
    const before = (await city.letters()).length
    city.at('2026-12-09T09:00')
    await run('interviews:leftovers')
    expect(await city.read(`/interviews/${forgotten}`)).toContain('到了时间没有举行')
    expect((await city.letters()).length).toBe(before)
    city.at('2026-12-12T09:00')
    await run('interviews:leftovers')
    expect((await city.letters()).length).toBe(before + 2)
    expect(await city.check()).toEqual([])
  })

  /** By page, list, feed, search, live text, sitemap, record: nowhere. */
  async function unseen(words: string): Promise<void> {
    for (const path of [
      `/interviews/${number}`,
      '/interviews',
      '/interviews/feed.rss',
      '/interviews/feed.json',
      `/interviews/${number}/interview.ics`,
    ])
      expect(await city.read(path), `${words} in ${path}`).not.toContain(words)
    expect(JSON.stringify(await entered('interview.announced'))).not.toContain(words)
    expect(JSON.stringify(await entered('interview.archived'))).not.toContain(words)
    const { rows } = await city.house.db.execute(
      sql`select 1 from search_rows where body like ${`%${words}%`} or title like ${`%${words}%`}`,
    )
    expect(rows, `${words} in the search`).toEqual([])
    const { rows: said } = await city.house.db.execute(
      sql`select 1 from interview_entries where words like ${`%${words}%`}`,
    )
    expect(said, `${words} in the live text`).toEqual([])
  }
})
