import { and, eq, isNull } from 'drizzle-orm'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, askerOf, eventsOf, replay, wakeDue } from '#core/matters/index.ts'
import { type Card, type CounterOfTests, counterOfTests } from '../../../../test/counter-desk.ts'
import { watches } from '../tables.ts'
import { sendDigests } from './digest.ts'
import { keepWatch } from './keep-watch.ts'

let city: CounterOfTests

beforeAll(async () => {
  city = await counterOfTests()
})
afterAll(() => city?.close())

const clerk = 'zongchuang'

/** Registered, and all that follows from it done. */
async function watched(fields: Record<string, string> = {}, username = clerk): Promise<Card> {
  const card = await city.registered(username, fields)
  await city.settle()
  return card
}

async function watchOf(number: string) {
  const { id } = await city.rowOf(number)
  const [row] = await city.house.db
    .select()
    .from(watches)
    .where(and(eq(watches.matterId, id), isNull(watches.closedAt)))
  return row
}

describe('一盯到底', () => {
  test('a watch begins with the first-asked person, hears of each step, wherever the matter goes', async () => {
    const { number } = await watched({ outcome: 'guide', guideUnit: '市民政局' })
    const { personId } = await city.actorOf(clerk)
    expect(await watchOf(number)).toMatchObject({ personId, unitId: city.unit('市政务服务中心').id })
    city.house.clock.advance({ minutes: 5 })
    await city.does('minzheng.chengban1', number, 'hand-over-acceptance')
    await city.settle()
    expect(await watchOf(number)).toMatchObject({ personId, newsType: 'handOverAccepted' })
    const page = await city.text(clerk, '/desk/watches')
    for (const words of [number, '新进展', '对方接下了', '市民政局']) expect(page).toContain(words)
    expect((await city.get(clerk, `/desk/inquiries/${number}`)).status).toBe(200)
  })

  test('a letter is watched by who dispatched it first', async () => {
    const number = await city.writeOne()
    await city.settle()
    expect(await watchOf(number)).toBeUndefined()
    await city.post('paidan', `/desk/letters/${number}/dispatch`, { dispatchUnit: 'zjj', dispatchClass: 'help' })
    await city.settle()
    expect(await watchOf(number)).toMatchObject({ personId: (await city.actorOf('paidan')).personId })
    expect(await city.text('paidan', '/desk/watches?kind=letter')).toContain(number)
    expect(await city.text('paidan', '/desk/watches?kind=inquiry')).not.toContain(number)
  })

  test('steps taken again, or in another order, change nothing', async () => {
    const { number } = await watched()
    const { id } = await city.rowOf(number)
    const before = await watchOf(number)
    const events = await eventsOf(city.house.db, id)
    await city.house.db.transaction((tx) => keepWatch(tx, replay(id, events), events))
    expect(await watchOf(number)).toEqual(before)
  })

  test('is closed only after the asker has the result; begins anew when the asker rejects it', async () => {
    const card = await watched()
    const watch = await watchOf(card.number)
    const close = () => city.post(clerk, `/desk/watches/${watch?.id}/closure`)
    const early = await close()
    expect([early.status, (await early.text()).includes('还没有得到结果')]).toEqual([422, true])
    expect((await city.post('chengban', `/desk/watches/${watch?.id}/closure`)).status).toBe(404)
    await city.does(clerk, card.number, 'answer', { replyText: '带身份证、户口本到社区办理即可。' })
    await city.settle()
    expect((await close()).status).toBe(303)
    expect(await watchOf(card.number)).toBeUndefined()
    city.house.clock.advance({ minutes: 1 })
    const { cookie } = await city.follows(card)
    await city.askerDoes(card, cookie, 'rejection', { reason: 'notDone' })
    await city.settle()
    expect(await watchOf(card.number)).toMatchObject({ personId: watch?.personId, newsType: 'answerRejected' })
    expect(await city.text(clerk, '/desk/watches?list=closed')).toContain(card.number)
  })

  test('ends with the matter', async () => {
    const card = await watched()
    const { cookie } = await city.follows(card)
    await city.askerDoes(card, cookie, 'withdrawal')
    await city.settle()
    expect(await watchOf(card.number)).toBeUndefined()
  })

  test('the list can be taken along by whoever watches', async () => {
    const { number } = await watched()
    const posted = await city.post(clerk, '/desk/exports', { source: 'watches', list: 'mine' })
    expect(posted.status).toBe(303)
    const file = await city.get(clerk, `${posted.headers.get('Location')}/file`)
    const [sheet] = await readExcelFile(Buffer.from(await file.arrayBuffer()))
    expect(JSON.stringify(sheet?.data).replaceAll(' ', '')).toContain(number)
  })

  test('is seen by nobody who may not see the matter', async () => {
    const { number } = await watched()
    for (const other of ['jiaotong.chengban1', 'jijian'])
      expect(await city.text(other, '/desk/watches')).not.toContain(number)
  })
})

describe('the digest', () => {
  test('tells each watcher once how many, and not again', async () => {
    const { number } = await watched({ outcome: 'guide', guideUnit: '市民政局' })
    await sendDigests(city.house)
    city.house.clock.advance({ minutes: 5 })
    await city.does('minzheng.chengban1', number, 'hand-over-acceptance')
    await city.settle()
    expect(await sendDigests(city.house)).toBe(1)
    expect(await city.text(clerk, '/desk/messages')).toMatch(/您盯的事里有 \d+ 件有新进展/)
    expect(await sendDigests(city.house)).toBe(0)
    // Told, but not yet looked at.
    expect(await city.text(clerk, '/desk/watches?news=yes')).toContain(number)
    await city.post(clerk, '/desk/watches/seen')
    expect(await city.text(clerk, '/desk/watches?news=yes')).not.toContain(number)
  })
})

describe('not accepted within the limit', () => {
  test('goes back, and both leads and the watcher are told', async () => {
    const { number } = await watched({ outcome: 'guide', guideUnit: '市商务局' })
    city.house.clock.set('2026-11-25T00:00:00+08:00')
    await wakeDue(city.house)
    await city.settle()
    const row = await city.rowOf(number)
    expect(row).toMatchObject({ offeredUnitId: null, returns: 1 })
    expect(row.marks).toContain('handOverLapsed')
    for (const lead of ['shangwu.fuzeren', 'zhengwu.fuzeren', clerk])
      expect(await city.text(lead, '/desk/messages'), lead).toContain('逾期没有人接')
    city.house.clock.set('2026-11-25T09:00:00+08:00')
  })
})

describe('leave and transfer', () => {
  const colleague = 'zhengwu.chengban1'

  test('a watch moves only with acceptance, and first-asked stays', async () => {
    const { number } = await watched()
    const watch = await watchOf(number)
    const { personId } = await city.actorOf(colleague)
    const offer = (toPersonId: string, ids = [watch?.id ?? '']) =>
      city.post(clerk, '/desk/watches/moves', { watch: ids, toPersonId, list: 'mine' })
    const self = await offer((await city.actorOf(clerk)).personId)
    expect(await self.text()).toContain('本来就是此人盯着的')
    const elsewhere = await offer((await city.actorOf('chengban')).personId)
    expect(await elsewhere.text()).toContain('同一个首问单位')
    const none = await offer(personId, [])
    expect(await none.text()).toContain('还没有勾选')
    expect((await offer(personId)).status).toBe(303)
    expect((await watchOf(number))?.personId).toBe(watch?.personId)
    expect(await city.text(colleague, '/desk/messages')).toContain('蒋如春盯着的 1 件事请您接手')
    expect(await city.text(colleague, '/desk/watches?list=offered')).toContain(number)

    const refused = await city.post(colleague, '/desk/watches/moves/refusal', { watch: watch?.id ?? '' })
    expect(refused.status).toBe(303)
    expect((await watchOf(number))?.offeredTo).toBeNull()
    await offer(personId)
    expect((await city.post(colleague, '/desk/watches/moves/acceptance', { watch: watch?.id ?? '' })).status).toBe(303)
    expect((await watchOf(number))?.personId).toBe(personId)
    expect((await city.rowOf(number)).firstAskedPersonId).toBe(watch?.personId)
    const again = await city.post(colleague, '/desk/watches/moves/acceptance', { watch: watch?.id ?? '' })
    expect([again.status, (await again.text()).includes('没有等您接手')]).toEqual([422, true])
  })

  test('nobody else may move it', async () => {
    const { number } = await watched()
    const watch = await watchOf(number)
    const { personId } = await city.actorOf(colleague)
    const response = await city.post('chengban', '/desk/watches/moves', {
      watch: watch?.id ?? '',
      toPersonId: personId,
    })
    expect(response.status).toBe(403)
  })

  test('the head sees what must be moved when a person is on leave or gone, and asks a colleague', async () => {
    const { number } = await watched()
    const watch = await watchOf(number)
    const head = 'zhengwu.fuzeren'
    expect(await city.text(head, '/desk/watches?list=orphaned')).not.toContain(number)
    const absent = { personId: watch?.personId ?? '', from: '2026-11-25', until: '2026-11-30' }
    expect((await city.post(head, '/desk/absences', absent)).status).toBe(303)
    const page = await city.text(head, '/desk/watches?list=orphaned')
    for (const words of [number, '休假到11月30日']) expect(page).toContain(words)
    const { personId } = await city.actorOf(colleague)
    const asked = await city.post(head, '/desk/watches/moves', { watch: watch?.id ?? '', toPersonId: personId })
    expect(asked.status).toBe(303)
    await city.post(colleague, '/desk/watches/moves/acceptance', { watch: watch?.id ?? '' })
    expect((await watchOf(number))?.personId).toBe(personId)
    // The colleague's account is closed: again it must be moved.
    await city.post('anquan', `/desk/accounts/${personId}/closure`)
    expect(await city.text(head, '/desk/watches?list=orphaned')).toContain('账号已停用')
    await city.post('anquan', `/desk/accounts/${personId}/reopening`)
  })

  test('the asker reads who goes on watching', async () => {
    const card = await watched({}, 'shuili.chengban1')
    const watch = await watchOf(card.number)
    const { personId, name } = await city.actorOf('shuili.chengban2')
    const moved = { watch: watch?.id ?? '', toPersonId: personId }
    await city.post('shuili.chengban1', '/desk/watches/moves', moved)
    await city.post('shuili.chengban2', '/desk/watches/moves/acceptance', { watch: watch?.id ?? '' })
    const { page } = await city.follows(card)
    expect(page).toContain(`现在由 ${name} 接着盯办`)
    expect(page).toContain((await city.actorOf('shuili.chengban1')).name)
  })
})

describe('休假', () => {
  test.each([
    [{ from: '2026-11-30', until: '2026-11-26' }, '止的那天在起的那天之前'],
    [{ from: '2026-11-01', until: '2026-11-02' }, '已经过去'],
    [{ from: '', until: '' }, '请填写从哪天起'],
  ])('%j is refused in words', async (days, words) => {
    const { personId } = await city.actorOf('chengban')
    const response = await city.post('chengban', '/desk/absences', { personId, ...days })
    expect([response.status, (await response.text()).includes(words)]).toEqual([422, true])
  })

  test('one’s own, or as head the unit’s; never somebody else’s', async () => {
    const { personId } = await city.actorOf('chengban')
    const days = { personId, from: '2026-12-01', until: '2026-12-03' }
    expect((await city.post('jiaotong.chengban1', '/desk/absences', days)).status).toBe(403)
    expect((await city.post('fuzeren', '/desk/absences', days)).status).toBe(303)
    const twice = await city.post('chengban', '/desk/absences', { ...days, from: '2026-12-02' })
    expect(await twice.text()).toContain('重叠')
    const id = /\/desk\/absences\/([0-9a-f-]{36})\/end/.exec(await city.text('chengban', '/desk/absences'))?.[1]
    expect((await city.post('chengban', `/desk/absences/${id}/end`)).status).toBe(303)
    expect(await city.text('chengban', '/desk/absences')).toContain('没有登记休假')
  })
})

test('first-asked is changed by nobody: not by an act, not in the table', async () => {
  const { number } = await watched()
  const { id, firstAskedPersonId } = await city.rowOf(number)
  await act(city.house, askerOf(id), id, { type: 'supplement', text: '补充一句' })
  expect((await city.rowOf(number)).firstAskedPersonId).toBe(firstAskedPersonId)
  const { personId } = await city.actorOf('chengban')
  await expect(
    city.house.db.execute(`update matters set first_asked_person_id = '${personId}' where id = '${id}'`),
  ).rejects.toThrow()
  expect(await city.check()).toEqual([])
})

test('past the promise of the unit alone nothing is late: the law says what is', async () => {
  const unit = city.unit('市水利局').id
  const promise = { unit, rule: 'FQR-errand', amount: '2', limitUnit: 'workday', from: '2026-11-26' }
  expect((await city.post('shuili.fuzeren', '/desk/promises', promise)).status).toBe(303)
  city.house.clock.set('2026-11-26T09:00:00+08:00')
  const { number } = await watched({}, 'shuili.chengban1')
  const row = await city.rowOf(number)
  expect([row.dueOn?.toString(), row.lawDueAt !== null]).toEqual(['2026-11-30', true])
  const late = () => city.text('shuili.chengban1', '/desk/watches?state=late')
  const all = () => city.text('shuili.chengban1', '/desk/watches')
  city.house.clock.set('2026-12-02T09:00:00+08:00')
  expect(await late()).not.toContain(number)
  expect(await all()).toContain('超过承诺')
  city.house.clock.set('2026-12-08T09:00:00+08:00')
  expect(await late()).toContain(number)
  expect(await all()).not.toContain('超过承诺')
})
