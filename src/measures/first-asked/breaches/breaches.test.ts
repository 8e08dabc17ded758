import { and, asc, eq, sql } from 'drizzle-orm'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { erase, wakeDue } from '#core/matters/index.ts'
import { checkAudit } from '#core/people/index.ts'
import { systemActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { type Card, type CounterOfTests, counterOfTests } from '../../../../test/counter-desk.ts'
import { replayBreach } from './breach.ts'
import { asEvent, breachEventRows } from './open-breach.ts'
import { passBreachDays, proposeBreaches } from './propose-breaches.ts'
import { breachEvents, breaches, breachWords } from './tables.ts'

let city: CounterOfTests

beforeAll(async () => {
  city = await counterOfTests()
})
/** After all that happened the rows are what their events say, and the audit chain holds. */
afterAll(async () => {
  for (const row of await city.house.db.select().from(breaches)) {
    const { id: _id, number: _number, audience: _audience, barred: _barred, ...projected } = row
    const events = (await breachEventRows(city.house.db, row.id)).map(asEvent)
    expect(JSON.parse(JSON.stringify(replayBreach(events)))).toEqual(JSON.parse(JSON.stringify(projected)))
  }
  expect(await checkAudit(city.house.db)).toMatchObject({ ok: true })
  await city?.close()
})

const clerk = 'chengban'
const head = 'fuzeren'
const office = 'shifuban.fuzeren'

/** Asked at the housing bureau, and complained of by whoever asked. */
async function complained(fields: Record<string, string> = {}): Promise<{ id: string; card: Card; cookie: string }> {
  const card = await city.registered(clerk, { who: '王女士 13800000031' })
  const { cookie } = await city.follows(card)
  const sent = {
    kind: 'rude',
    unit: city.unit('市住房城乡建设局').id,
    complaint: '去了两次，窗口的人头都不抬，说不归他管。',
    ...fields,
  }
  const response = await city.send(`/follow/${card.number}/complaint`, sent, cookie)
  expect([response.status, response.headers.get('Location')]).toEqual([303, `/follow/${card.number}`])
  return { id: await idOf(card), card, cookie }
}

async function idOf({ number }: Pick<Card, 'number'>): Promise<string> {
  const { id } = await city.rowOf(number)
  const [row] = await city.house.db
    .select()
    .from(breaches)
    .where(and(eq(breaches.matterId, id), eq(breaches.source, 'asker')))
  return row?.id ?? ''
}

const does = async (who: string, id: string, noun: string, fields: Record<string, string> = {}) => {
  const response = await city.post(who, `/desk/breaches/${id}/${noun}`, fields)
  return { status: response.status, page: await response.text() }
}

const rowOf = async (id: string) => {
  const [row] = await city.house.db.select().from(breaches).where(eq(breaches.id, id))
  if (!row) throw new Error(`no breach ${id}`)
  return row
}

const facts = {
  findings: '调取了窗口录像：当事人没有起身接待，没有告知去哪里办。',
  gravity: 'ordinary',
  cause: 'conduct',
  person: '李青禾',
}

const decision = {
  outcome: 'graded',
  grade: 'criticism',
  reason: '事实清楚，当事人承认，属第一次，影响不大。',
  answer: '情况属实，我们已经改进窗口值守，向您致歉。',
}

async function heard(fields: Record<string, string> = {}, found: Record<string, string> = {}) {
  const given = await complained(fields)
  for (const [noun, sent] of [
    ['acceptance', {}],
    ['findings', { ...facts, ...found }],
    ['hearing', {}],
  ] as const)
    expect((await does('ducha', given.id, noun, sent)).status, noun).toBe(303)
  return given
}

async function decided() {
  const given = await heard()
  expect(
    (await does(clerk, given.id, 'statements', { party: 'person', statement: '当时在接电话，处理不当，愿意改。' }))
      .status,
  ).toBe(303)
  expect((await does(head, given.id, 'decision', decision)).status).toBe(303)
  return given
}

describe('反映', () => {
  test('by number and code, from the follow page or the card, without an account; nobody else gets there', async () => {
    const card = await city.registered(clerk)
    const { page, cookie } = await city.follows(card)
    expect(page).toContain(`/follow/${card.number}/complaint`)
    const form = await (await city.open(`/follow/${card.number}/complaint`, cookie)).text()
    for (const words of ['拒绝接待', '不引导', '不跟进', '联系不上', '指错门', '态度生硬', '市住房城乡建设局'])
      expect(form, words).toContain(words)
    const stranger = await city.open(`/follow/${card.number}/complaint`)
    expect([stranger.status, stranger.headers.get('Location')]).toEqual([303, '/first-asked/complaint'])
    expect((await city.send(`/follow/${card.number}/complaint`, { kind: 'rude' })).status).toBe(404)
    const door = await city.send('/first-asked/complaint', { number: card.number, code: card.code })
    expect([door.status, door.headers.get('Location')]).toEqual([303, `/follow/${card.number}/complaint`])
    const wrong = await city.send('/first-asked/complaint', { number: card.number, code: '000000' })
    expect([wrong.status, (await wrong.text()).includes('编号或查询码不对')]).toEqual([422, true])
  })

  test('a form that is not filled comes back as typed, and a unit that never had it is refused', async () => {
    const card = await city.registered(clerk)
    const { cookie } = await city.follows(card)
    const send = async (fields: Record<string, string>) => {
      const response = await city.send(`/follow/${card.number}/complaint`, fields, cookie)
      return { status: response.status, page: await response.text() }
    }
    const empty = await send({ complaint: '短' })
    expect(empty.status).toBe(422)
    for (const words of ['请选择是哪一种情况', '请选择是哪个单位', '事情经过太短了', '>短</textarea>'])
      expect(empty.page, words).toContain(words)
    const other = await send({ kind: 'rude', unit: city.unit('市水利局').id, complaint: '没有人理我，等了一上午。' })
    expect([other.status, other.page.includes('没有经手过这件事')]).toEqual([422, true])
  })

  test('with a file; once of a kind; the asker sees that it has arrived and by when they hear more', async () => {
    const card = await city.registered(clerk)
    const { cookie } = await city.follows(card)
    const body = new FormData()
    for (const [name, value] of Object.entries({
      formKey: newId(),
      kind: 'unreachable',
      unit: city.unit('市住房城乡建设局').id,
      complaint: '电话打了三天没有人接。',
    }))
      body.append(name, value)
    body.append('files', new File([png], '通话记录.png', { type: 'image/png' }))
    const response = await city.house.app.request(`/follow/${card.number}/complaint`, {
      method: 'POST',
      body,
      headers: { 'Sec-Fetch-Site': 'same-origin', Cookie: cookie },
    })
    expect(response.status).toBe(303)
    const page = await (await city.open(`/follow/${card.number}`, cookie)).text()
    for (const words of ['您反映的问题', '联系不上', '已收到', '电话打了三天', '2026-11-26'])
      expect(page, words).toContain(words)
    const again = await city.send(
      `/follow/${card.number}/complaint`,
      { kind: 'unreachable', unit: city.unit('市住房城乡建设局').id, complaint: '电话还是没有人接。' },
      cookie,
    )
    expect([again.status, (await again.text()).includes('您已经反映过')]).toEqual([422, true])
    const shown = await city.text('ducha', `/desk/breaches/${await idOf(card)}`)
    const href = /href="(\/desk\/breaches\/[^"]+\/files\/[^"]+)"/.exec(shown)?.[1] ?? ''
    expect((await city.get('ducha', href)).status).toBe(200)
    for (const who of [clerk, head, 'wenlv.chengban1']) expect((await city.get(who, href)).status, who).toBe(404)
  })

  test('not taken up: with a reason that the asker reads; the unit never hears of it', async () => {
    const { id, card, cookie } = await complained({ kind: 'wrongDoor' })
    const short = await does('ducha', id, 'refusal', { declineReason: '不' })
    expect([short.status, short.page.includes('理由太短了')]).toEqual([422, true])
    expect(
      (await does('ducha', id, 'refusal', { declineReason: '您要办的事确实由该窗口办理，没有指错。' })).status,
    ).toBe(303)
    const page = await (await city.open(`/follow/${card.number}`, cookie)).text()
    for (const words of ['没有受理', '没有指错']) expect(page).toContain(words)
    for (const who of [clerk, head]) expect((await city.get(who, `/desk/breaches/${id}`)).status, who).toBe(404)
    expect((await city.messagesTo('13800000031')).join()).toContain('没有受理')
  })
})

describe('who sees it', () => {
  test('until it is taken up only those who oversee the unit, on page, list and act', async () => {
    const { id } = await complained()
    const { number } = await rowOf(id)
    for (const who of ['ducha', 'lingdao']) expect((await city.get(who, `/desk/breaches/${id}`)).status, who).toBe(200)
    for (const who of [clerk, head, 'wenlv.chengban1', 'jijian', 'miyi.lingdao', 'paidan', 'xitong']) {
      expect((await city.get(who, `/desk/breaches/${id}`)).status, who).toBe(404)
      expect(await city.text(who, `/desk/breaches?list=open&q=${number}`), who).not.toContain(`/desk/breaches/${id}`)
      for (const noun of ['acceptance', 'findings', 'decision', 'statements'])
        expect((await does(who, id, noun, decision)).status, `${who} ${noun}`).toBe(404)
    }
  })

  test('HOT-13: the unit and the person read what was found, not who complained nor their words', async () => {
    const { id, card } = await heard()
    for (const who of [clerk, head]) {
      const page = await city.text(who, `/desk/breaches/${id}`)
      expect(page, who).toContain('调取了窗口录像')
      for (const secret of [card.number, '头都不抬', '王女士']) expect(page, `${who} ${secret}`).not.toContain(secret)
      expect(page).toContain('反映的原话不转给被反映的单位和个人')
    }
    const deciders = await city.text('jijian', `/desk/breaches/${id}`)
    expect(deciders).toContain('头都不抬')
    expect((await city.get('wenlv.chengban1', `/desk/breaches/${id}`)).status).toBe(404)
    const open = await heard({ mayName: 'yes' })
    expect(await city.text(clerk, `/desk/breaches/${open.id}`)).toContain('头都不抬')
  })

  test('a clerk finds what is about them under 关于我的, and nothing else', async () => {
    const { id } = await heard()
    expect(await city.text(clerk, '/desk/breaches')).toContain(`/desk/breaches/${id}`)
    expect(await city.text('wenlv.chengban1', '/desk/breaches')).toContain('没有关于您的')
  })
})

describe('from the hearing to the decision', () => {
  test('no grade before the hearing; the person speaks for themselves, or the office takes it down', async () => {
    const { id } = await complained()
    expect((await does(head, id, 'decision', decision)).status).toBe(404)
    await does('ducha', id, 'acceptance')
    const early = await does(head, id, 'decision', decision)
    expect([early.status, early.page.includes('还没有记录核查情况')]).toEqual([422, true])
    await does('ducha', id, 'findings', facts)
    const unheard = await does(head, id, 'decision', decision)
    expect([unheard.status, unheard.page.includes('还没有请当事人陈述申辩')]).toEqual([422, true])
    expect(unheard.page).toContain('>事实清楚，当事人承认，属第一次，影响不大。</textarea>')
    await does('ducha', id, 'hearing')
    const { personId } = await city.actorOf(clerk)
    const { rows } = await city.house.db.execute(
      sql`select 1 from notices where template = 'breach.invited' and to_person_id = ${personId}`,
    )
    expect(rows.length).toBeGreaterThan(0)
    const waiting = await does(head, id, 'decision', decision)
    expect([waiting.status, waiting.page.includes('工作人员还没有陈述')]).toEqual([422, true])
    expect((await does('jijian', id, 'statements', { party: 'person', statement: '我替他说几句。' })).status).toBe(403)
    const recorded = await does('ducha', id, 'statements', {
      party: 'person',
      statement: '11月23日下午当面听取：愿意改正。',
    })
    expect(recorded.status).toBe(303)
    expect(await city.text(clerk, `/desk/breaches/${id}`)).toContain('当面说，督查人员记录')
    expect((await does(head, id, 'decision', decision)).status).toBe(303)
    expect(await rowOf(id)).toMatchObject({ state: 'decided', grade: 'criticism', party: 'person' })
  })

  test('who keeps silent until the day is over has been heard', async () => {
    const { id } = await heard()
    const { hearBy } = await rowOf(id)
    expect(hearBy?.toString()).toBe('2026-11-30')
    const then = city.house.clock.now()
    city.house.clock.set('2026-12-01T09:00+08:00')
    expect((await does(head, id, 'decision', decision)).status).toBe(303)
    city.house.clock.set(then.toString())
  })

  test('above the rule, without competence, of a cause that is the unit’s: refused in words', async () => {
    const { id } = await heard()
    await does(clerk, id, 'statements', { party: 'person', statement: '当时在接电话，处理不当。' })
    const above = await does(head, id, 'decision', { ...decision, grade: 'transfer' })
    expect([above.status, above.page.includes('最高到“批评教育”')]).toEqual([422, true])
    expect((await does(office, id, 'decision', decision)).page).toContain('只由任免机关、单位')
    expect((await does(head, id, 'decision', { ...decision, grade: 'circular' })).page).toContain(
      '由政府办公室或者分管领导决定',
    )
    const units = await heard({}, { cause: 'catalogue' })
    await does(clerk, units.id, 'statements', { party: 'person', statement: '职责目录里没有写。' })
    await does(head, units.id, 'statements', { party: 'unit', statement: '职责目录确实漏了这一项，正在补。' })
    const person = await does(head, units.id, 'decision', decision)
    expect([person.status, person.page.includes('由单位承担，不能处理经办的个人')]).toEqual([422, true])
    const unit = await does(office, units.id, 'decision', { ...decision, grade: 'rectification' })
    expect(unit.status).toBe(303)
    expect(await rowOf(units.id)).toMatchObject({ grade: 'rectification', party: 'unit', personId: expect.any(String) })
  })

  test('容错: established, no grade, its ground and reason kept', async () => {
    const { id, card, cookie } = await heard()
    const none = await does(head, id, 'decision', { ...decision, outcome: 'tolerated', grade: '' })
    expect([none.status, none.page.includes('请选择依据哪一条容错免责')]).toEqual([422, true])
    const fields = { ...decision, outcome: 'tolerated', grade: '', tolerance: 'emergency' }
    expect((await does(head, id, 'decision', fields)).status).toBe(303)
    await does('ducha', id, 'notification', { toldOn: '2026-11-23' })
    expect(await rowOf(id)).toMatchObject({ state: 'final', grade: null, tolerance: 'emergency' })
    expect(await (await city.open(`/follow/${card.number}`, cookie)).text()).toContain('按容错规定不作处理')
  })

  test('who raised it does not decide it, and nobody raises or decides what is about themselves', async () => {
    const supervisor = await city.actorOf('ducha')
    const self = await city.post('ducha', '/desk/breaches/new', {
      kind: 'rude',
      unit: '攀枝花市人民政府',
      person: supervisor.staffNumber,
      facts: '自己对来访的人态度不好，应当检讨。',
    })
    expect([self.status, (await self.text()).includes('不能提出自己的事')]).toEqual([422, true])
    expect((await city.get(clerk, '/desk/breaches/new')).status).toBe(403)
    const raised = await city.post('ducha', '/desk/breaches/new', {
      kind: 'refused',
      unit: '市交警支队',
      person: '',
      facts: '暗访时窗口下班前半小时不再接待群众。',
    })
    expect(raised.status).toBe(303)
    const id = (raised.headers.get('Location') ?? '').split('/').at(-1) ?? ''
    expect(await rowOf(id)).toMatchObject({ source: 'supervisor', raisedBy: supervisor.personId, matterId: null })
    expect(await city.text('ducha', `/desk/breaches/${id}`)).not.toContain('作出决定')
  })
})

describe('told, appealed, expired', () => {
  test('the asker learns what was found and that something was done, never the grade of a person', async () => {
    const { id, card, cookie } = await decided()
    expect(await (await city.open(`/follow/${card.number}`, cookie)).text()).not.toContain('情况属实')
    expect((await does('ducha', id, 'notification', { toldOn: '2026-11-24' })).page).toContain('告知日期晚于今天')
    expect((await does('ducha', id, 'notification', { toldOn: '2026-11-23' })).status).toBe(303)
    const page = await (await city.open(`/follow/${card.number}`, cookie)).text()
    for (const words of ['有结果了', '情况属实', '改进窗口值守', '对个人的处理不公开']) expect(page).toContain(words)
    for (const secret of ['批评教育', '李青禾，']) expect(page).not.toContain(secret)
    expect((await city.messagesTo('13800000031')).join()).toContain('已经核查')
  })

  test('an appeal goes to another body, is never for the worse, and is told', async () => {
    const { id, card, cookie } = await decided()
    await does('ducha', id, 'notification', { toldOn: '2026-11-23' })
    expect((await does(head, id, 'appeal', { appeal: '替他申诉，处理重了一些。' })).status).toBe(403)
    expect((await does(clerk, id, 'appeal', { appeal: '当时在处理另一位老人的急事，请再看录像。' })).status).toBe(303)
    const fields = { result: 'cancelled', appealReason: '录像显示确在处理急事，原决定事实不清。' }
    expect((await does(head, id, 'review', fields)).status).toBe(403)
    const worse = await does('jijian', id, 'review', { ...fields, result: 'lowered', lowerGrade: 'censure' })
    expect([worse.status, worse.page.includes('申诉不加重')]).toEqual([422, true])
    expect((await does('jijian', id, 'review', fields)).status).toBe(303)
    expect(await rowOf(id)).toMatchObject({ state: 'final', grade: null, outcome: 'unfounded' })
    expect(await (await city.open(`/follow/${card.number}`, cookie)).text()).toContain('情况不成立')
  })

  test('nobody appeals: it takes effect, counts as repetition, and shows no longer once its term is over', async () => {
    const { id } = await decided()
    await does('ducha', id, 'notification', { toldOn: '2026-11-23' })
    const then = city.house.clock.now()
    const { appealBy } = await rowOf(id)
    city.house.clock.set(`${appealBy?.add({ days: 1 })}T00:10+08:00`)
    await passBreachDays(city.house)
    const final = await rowOf(id)
    expect(final).toMatchObject({ state: 'final', grade: 'criticism' })
    const late = await does(clerk, id, 'appeal', { appeal: '还是想申诉，请再看一看。' })
    expect([late.status, late.page.includes('不能申诉')]).toEqual([422, true])
    const next = await heard()
    const page = await city.text(head, `/desk/breaches/${next.id}`)
    expect(page).toContain('当事人影响期内另有')
    city.house.clock.set(`${final.effectUntil?.add({ days: 1 })}T00:10+08:00`)
    await passBreachDays(city.house)
    expect(await rowOf(id)).toMatchObject({ state: 'expired' })
    for (const who of [clerk, head, 'jijian'])
      expect((await city.get(who, `/desk/breaches/${id}`)).status, who).toBe(404)
    expect(await city.text('ducha', '/desk/breaches?list=over')).not.toContain(id)
    expect(await city.text('ducha', '/desk/breaches?list=over&state=expired')).toContain(id)
    city.house.clock.set(then.toString())
  })

  test('问责移送 reaches the body with the power once it stands, and nobody before', async () => {
    const { id } = await heard({}, { gravity: 'serious' })
    expect((await does(clerk, id, 'statements', { party: 'person', statement: '当时情绪不好，愿意改。' })).status).toBe(
      303,
    )
    expect((await does(head, id, 'decision', { ...decision, grade: 'transfer' })).status).toBe(303)
    await does('ducha', id, 'notification', { toldOn: '2026-11-23' })
    expect(await city.text('jijian', '/desk/messages')).not.toContain('问责移送')
    const then = city.house.clock.now()
    const { appealBy, number } = await rowOf(id)
    city.house.clock.set(`${appealBy?.add({ days: 1 })}T09:00+08:00`)
    await passBreachDays(city.house)
    expect(await rowOf(id)).toMatchObject({ state: 'final', grade: 'transfer' })
    const told = (await city.text('jijian', '/desk/messages')).replaceAll(' ', '')
    for (const words of ['问责移送', number]) expect(told).toContain(words)
    expect(await city.text('jijian', `/desk/breaches/${id}`)).toContain('问责移送')
    expect(await city.text('jiaotong.fuzeren', '/desk/messages')).not.toContain('问责移送')
    city.house.clock.set(then.toString())
  })
})

describe('the clock', () => {
  test('proposes what it saw, once, about a unit, and decides nothing', async () => {
    const then = city.house.clock.now()
    const card = await city.registered('zongchuang', { outcome: 'guide', guideUnit: '市民政局' })
    await city.settle()
    city.house.clock.set('2026-12-07T09:00+08:00')
    await wakeDue(city.house)
    await city.settle()
    await proposeBreaches(city.house)
    await proposeBreaches(city.house)
    const { id: matterId } = await city.rowOf(card.number)
    const found = await city.house.db
      .select()
      .from(breaches)
      .where(eq(breaches.matterId, matterId))
      .orderBy(asc(breaches.clockKey))
    expect(found.map(({ state, personId, outcome, unitId }) => ({ state, personId, outcome, unitId }))).toEqual([
      { state: 'proposed', personId: null, outcome: null, unitId: city.unit('市民政局').id },
      { state: 'proposed', personId: null, outcome: null, unitId: city.unit('市政务服务中心').id },
    ])
    const [proposal] = found
    const list = await city.text('ducha', '/desk/breaches?list=proposed')
    expect(list).toContain(`/desk/breaches/${proposal?.id}`)
    expect((await city.get('minzheng.fuzeren', `/desk/breaches/${proposal?.id}`)).status).toBe(404)
    expect(
      (await does('ducha', proposal?.id ?? '', 'refusal', { declineReason: '对方当天系统故障，已当面接办。' })).status,
    ).toBe(303)
    await proposeBreaches(city.house)
    expect(await city.house.db.$count(breaches, eq(breaches.matterId, matterId))).toBe(2)
    city.house.clock.set(then.toString())
  })
})

describe('what is kept', () => {
  test('events only grow, and no word that anybody wrote stands in them, in the audit or in the list', async () => {
    await expect(city.house.db.delete(breachEvents)).rejects.toThrow()
    const { rows } = await city.house.db.execute<{ said: string }>(
      sql`select (select string_agg(data::text, '') from breach_events) || (select string_agg(details::text, '') from audit_entries)
        || (select string_agg(breach_words::text, '') from breach_words) || (select string_agg(breaches::text, '') from breaches) as said`,
    )
    for (const secret of ['头都不抬', '李青禾', '调取了窗口录像', '当时在接电话'])
      expect(rows[0]?.said).not.toContain(secret)
  })

  test('with the matter goes what the asker wrote; what was decided stays', async () => {
    const { id, card, cookie } = await decided()
    await city.does(clerk, card.number, 'answer', { replyText: '您好，办高龄补贴带身份证、户口本和银行卡就行。' })
    await city.askerDoes(card, cookie, 'acceptance')
    const row = await city.rowOf(card.number)
    expect(row.state).toBe('closed')
    await erase(city.house, systemActor('retention'), row.id, 'retention')
    expect((await rowOf(id)).grade).toBe('criticism')
    const parts = await city.house.db.select().from(breachWords).where(eq(breachWords.breachId, id))
    expect(parts.map(({ part }) => part).sort()).toEqual(['findings', 'reason', 'statement'])
    expect(await city.text('ducha', `/desk/breaches/${id}`)).not.toContain('头都不抬')
  })
})

test('the list filters and goes out by the same query, without a name', async () => {
  const rude = await city.text('ducha', '/desk/breaches?kind=rude')
  expect(rude).toContain('态度生硬')
  expect(await city.text('ducha', '/desk/breaches?kind=notGuided')).toContain('没有符合条件的')
  const exported = await city.post('ducha', '/desk/exports', { source: 'breaches', list: 'open', kind: 'rude' })
  expect(exported.status).toBe(303)
  const file = await city.get('ducha', `${exported.headers.get('Location')}/file`)
  const [sheet] = await readExcelFile(Buffer.from(await file.arrayBuffer()))
  const written = JSON.stringify(sheet?.data)
  expect(written).toContain('态度生硬')
  for (const secret of ['李青禾', '头都不抬', '不归他管']) expect(written).not.toContain(secret)
})

test('figures: by unit and kind, for those who oversee the unit; nobody outside, no person', async () => {
  const page = await city.text('ducha', '/desk/first-asked')
  for (const words of ['首问问责', '成立并处理', '容错免责']) expect(page).toContain(words)
  expect(page).not.toContain('李青禾')
  expect(await city.text('wenlv.chengban1', '/desk/first-asked')).not.toContain('成立并处理')
  expect(await (await city.open('/first-asked')).text()).not.toContain('成立并处理')
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
