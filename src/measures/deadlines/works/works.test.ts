import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { entered } from '../../../../test/entered.ts'
import { type DeskOfTests, deskOfTests } from '../../../../test/letter-desk.ts'
import { Visitor } from '../../../../test/visitor.ts'
import { workEvents, workMilestones } from './tables.ts'
import { proofFile, type WorksOfTests, worksOfTests } from './works-for-tests.ts'

let city: WorksOfTests<DeskOfTests>

beforeAll(async () => {
  city = worksOfTests(await deskOfTests())
})
afterAll(() => city.close())

const proof = (milestone: string) => ({ milestone, result: '已经完成，达到设计要求。' })
const visit = (change: Record<string, string> = {}) => ({
  milestone: '1',
  finding: 'true',
  visitedOn: '2026-11-23',
  usersSay: '',
  seen: '到两个小区看过，问了住户代表 3 人。',
  ...change,
})

/** Both milestones proved by the lead's handler. */
async function proved(change: Record<string, string> = {}): Promise<string> {
  const number = await city.give(change)
  for (const milestone of ['1', '2'])
    expect((await city.act('chengban', number, 'proof', proof(milestone), [proofFile()])).status).toBe(303)
  return number
}

/** Several forms of a page ask for a milestone: each label belongs to its own. */
const idsOf = (page: string): string[] => [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? '')

describe('交办', () => {
  test('the supervisor registers it once; the lead unit finds it, an uninvolved unit finds nothing', async () => {
    const number = await city.give({ source: 'standingMeeting', title: '推进殡葬服务设施补短板' })
    const page = await city.text('chengban', `/desk/works/${number}`)
    expect(page).toContain('推进殡葬服务设施补短板')
    expect(page).toContain('市财政局')
    expect(page).toContain('完成施工招标')
    const paths = [
      `/desk/works/${number}`,
      `/desk/works/${number}/milestones.ics`,
      `/desk/works/${number}/files/${newId()}`,
    ]
    for (const path of paths) expect((await city.get('jiaotong.chengban1', path)).status, path).toBe(404)
    expect((await city.act('jiaotong.chengban1', number, 'proof', proof('1'), [proofFile()])).status).toBe(404)
    expect(await city.text('jiaotong.chengban1', '/desk/works')).not.toContain('殡葬')
    for (const who of ['caizheng.chengban1', 'fuzeren', 'lingdao', 'ducha'])
      expect((await city.get(who, `/desk/works/${number}`)).status, who).toBe(200)
    expect((await city.get('dongqu.lingdao', `/desk/works/${number}`)).status).toBe(404)
    expect((await city.house.app.request(`/works/${number}`)).status).toBe(404)
    expect(await (await city.house.app.request('/works')).text()).not.toContain('殡葬')
  })

  test('what does not fit comes back as typed, each field with its sentence', async () => {
    const answer = await city.giving('ducha', { lead: '不存在的局', milestones: '尽快 完成', title: '修路' })
    expect(answer.status).toBe(422)
    for (const words of ['没有找到“不存在的局”', '第 1 个节点的日期“尽快”看不懂', '任务名称太短了', 'value="修路"'])
      expect(answer.page).toContain(words)
    expect((await city.giving('chengban')).status).toBe(403)
    const twice = { title: '两次登记的任务' }
    await city.give(twice)
    const again = await city.giving('ducha', twice)
    expect([again.status, again.page.includes('台账里已经有“两次登记的任务”')]).toEqual([422, true])
  })
})

describe('节点和佐证', () => {
  test('滞后 from the day after without proof; proof needs a file; secret ones are refused and not stored', async () => {
    const number = await city.give()
    expect(await city.stateNow(number)).toBe('lagging')
    expect(await city.text('chengban', '/desk/works?list=report')).toContain(number)
    expect(await city.text('chengban', '/desk')).toContain('任务该报进展')
    const bare = await city.act('chengban', number, 'proof', proof('1'))
    expect([bare.status, bare.page.includes('还没有选择佐证材料')]).toEqual([422, true])
    expect(bare.page).toContain('已经完成，达到设计要求。')
    expect([idsOf(bare.page).includes('proof-milestone'), idsOf(bare.page).includes('slip-milestone')]).toEqual([
      true,
      true,
    ])
    expect(idsOf(bare.page).filter((id, at, all) => all.indexOf(id) !== at)).toEqual([])
    const secret = await city.act('chengban', number, 'proof', proof('1'), [proofFile('机密★一年')])
    expect([secret.status, secret.page.includes('涉密和内部文件不得上网')]).toEqual([422, true])
    const done = await city.act('chengban', number, 'proof', proof('1'), [proofFile()])
    expect([done.status, done.location]).toEqual([303, `/desk/works/${number}`])
    expect(await city.stateNow(number)).toBe('onTrack')
    const page = await city.text('fuzeren', `/desk/works/${number}`)
    const file = /\/desk\/works\/\d+\/files\/[0-9a-f-]{36}/.exec(page)?.[0] ?? ''
    expect(await (await city.get('ducha', file)).text()).toContain('验收合格')
    expect((await city.get('jiaotong.chengban1', file)).status).toBe(404)
    const twice = await city.act('chengban', number, 'proof', proof('1'), [proofFile()])
    expect([twice.status, twice.page.includes('已经报告过办成')]).toEqual([422, true])
  })

  test('files of a refused form wait with it, and go where the mended form goes', async () => {
    const number = await city.give()
    const formKey = newId()
    const short = await city.act('chengban', number, 'proof', { ...proof('1'), result: '好', formKey }, [proofFile()])
    expect([short.status, short.page.includes('验收表.txt')]).toEqual([422, true])
    expect((await city.act('chengban', number, 'proof', { ...proof('1'), formKey })).status).toBe(303)
    expect(await city.text('chengban', `/desk/works/${number}`)).toContain('验收表.txt')
  })

  test('citizens’ numbers are kept out of the words', async () => {
    const number = await city.give()
    const answer = await city.act('chengban', number, 'slip', {
      milestone: '1',
      cause: '住户 13812345678 不同意施工。',
    })
    expect([answer.status, answer.page.includes('住户代表')]).toEqual([422, true])
  })

  test('受阻 is reported with its cause and lifted again; a date that went by stays in sight', async () => {
    const number = await city.give()
    expect(
      (await city.act('caizheng.chengban1', number, 'obstacle', { obstacle: '土地手续没有办下来。' })).status,
    ).toBe(303)
    expect(await city.stateNow(number)).toBe('blocked')
    expect(await city.text('ducha', '/desk/works?state=blocked')).toContain('节点过期')
    expect((await city.act('ducha', number, 'obstacle-removal', { solved: '已经协调好了。' })).status).toBe(403)
    expect((await city.act('chengban', number, 'obstacle-removal', { solved: '已经协调好了。' })).status).toBe(303)
    expect(await city.stateNow(number)).toBe('lagging')
  })

  test('a date is moved by its giver only, with a reason, and the old one stays', async () => {
    const number = await city.give()
    const move = { milestone: '1', newDueOn: '2026-12-10', reason: '暴雨停工 15 天，经市政府同意顺延。' }
    const byUnit = await city.act('fuzeren', number, 'date', move)
    expect([byUnit.status, byUnit.page.includes('只能由交办这项任务的单位调整')]).toEqual([403, true])
    expect((await city.act('ducha', number, 'date', { ...move, reason: '' })).status).toBe(422)
    expect((await city.act('ducha', number, 'date', { ...move, newDueOn: '2026-11-01' })).page).toContain('已经过去了')
    expect((await city.act('ducha', number, 'date', { ...move, newDueOn: '2026-02-30' })).page).toContain(
      '有没有这一天',
    )
    expect((await city.act('ducha', number, 'date', move)).status).toBe(303)
    const page = await city.text('chengban', `/desk/works/${number}`)
    expect(page).toMatch(/<del>.*2026-11-20<\/del>/)
    expect(page).toContain('暴雨停工')
    expect(await city.stateNow(number)).toBe('onTrack')
    const open = await (await city.house.app.request(`/works/${number}`)).text()
    expect(open).toMatch(/<del>.*2026-11-20<\/del>/)
    expect(open).toContain('暴雨停工')
  })
})

describe('完成和销号', () => {
  test('proofs alone are not done: the users’ side has to say so, and it is not the unit itself', async () => {
    const number = await proved()
    expect(await city.stateNow(number)).toBe('onTrack')
    const early = await city.act('ducha', number, 'sign-off')
    expect([early.status, early.page.includes('使用方还没有确认，不能销号')]).toEqual([422, true])
    const accept = { usersSay: 'accepted', received: '已经接管，住户反映良好。' }
    for (const who of ['chengban', 'fuzeren', 'caizheng.chengban1']) {
      const own = await city.act(who, number, 'acceptance', accept)
      expect([own.status, own.page.includes('责任单位不能给自己签')], who).toEqual([403, true])
    }
    expect((await city.act('ducha', number, 'acceptance', accept)).status).toBe(403)
    expect(await city.text('dongqu.001.chengban1', '/desk')).toContain('任务待我们验收')
    expect((await city.act('dongqu.001.chengban1', number, 'acceptance', accept)).status).toBe(303)
    expect(await city.stateNow(number)).toBe('done')
    expect(await city.text('ducha', '/desk')).toContain('任务待销号')
    expect((await city.act('fuzeren', number, 'sign-off')).status).toBe(403)
    expect((await city.act('ducha', number, 'sign-off')).status).toBe(303)
    expect(await city.stateNow(number)).toBe('signedOff')
  })

  test('a visit that asks the users confirms too; one that finds it untrue takes everything back', async () => {
    const number = await proved()
    expect((await city.act('fuzeren', number, 'visit', visit())).status).toBe(403)
    expect((await city.act('ducha', number, 'visit', visit({ visitedOn: '2026-11-24' }))).page).toContain('还没有到')
    expect((await city.act('ducha', number, 'visit', visit({ usersSay: 'accepted' }))).status).toBe(303)
    expect((await city.act('ducha', number, 'sign-off')).status).toBe(303)
    expect(
      (await city.act('ducha', number, 'visit', visit({ finding: 'untrue', usersSay: 'notAccepted' }))).status,
    ).toBe(303)
    expect(await city.stateNow(number)).toBe('lagging')
    expect(await city.text('chengban', `/desk/works/${number}`)).toContain('佐证退回')
  })

  test('督查结论: reviewed within thirty days, by somebody who was not there; what is cancelled counts no more', async () => {
    const number = await proved()
    const reasons = { reasons: '走访的是另一个小区，名单和照片可以核对。' }
    const none = await city.act('chengban', number, 'objection', { visit: newId(), ...reasons })
    expect([none.status, none.page.includes('没有可以申请复核')]).toEqual([422, true])
    expect((await city.act('ducha', number, 'visit', visit({ usersSay: 'accepted' }))).status).toBe(303)
    expect((await city.act('ducha', number, 'visit', visit({ finding: 'untrue' }))).status).toBe(303)
    expect(await city.stateNow(number)).toBe('lagging')
    const [untrue] = await city.house.db
      .select()
      .from(workEvents)
      .where(
        sql`${workEvents.workId} = ${(await city.workOf(number)).id} and ${workEvents.data}->>'finding' = 'untrue'`,
      )
    const about = { visit: untrue?.id ?? '' }
    expect((await city.act('ducha', number, 'objection', { ...about, ...reasons })).status).toBe(403)
    expect((await city.act('chengban', number, 'objection', { ...about, ...reasons })).status).toBe(303)
    const twice = await city.act('chengban', number, 'objection', { ...about, ...reasons })
    expect(twice.status).toBe(422)
    expect(await city.text('lingdao', '/desk/works?list=objected')).toContain(number)
    expect(await city.text('lingdao', '/desk')).toContain('督查结论待复核')

    const decides = { ...about, result: 'cancelled', decision: '经核对照片和名单，走访的确是另一个小区。' }
    const own = await city.act('ducha', number, 'objection-decision', decides)
    expect([own.status, own.page.includes('应当回避')]).toEqual([403, true])
    expect((await city.act('fuzeren', number, 'objection-decision', decides)).status).toBe(403)
    expect((await city.act('lingdao', number, 'objection-decision', decides)).status).toBe(303)
    // As if the visit had not been: the proof stands, and what the users said before it.
    expect(await city.stateNow(number)).toBe('done')
    const page = await city.text('chengban', `/desk/works/${number}`)
    for (const words of ['对督查结论申请复核', '撤销走访的结论', '前决定']) expect(page).toContain(words)
    expect(await city.text('lingdao', '/desk/works?list=objected')).not.toContain(number)
    expect(await city.checkWorks()).toEqual([])

    expect((await city.act('ducha', number, 'visit', visit({ finding: 'partly' }))).status).toBe(303)
    const [partly] = await city.house.db
      .select()
      .from(workEvents)
      .where(
        sql`${workEvents.workId} = ${(await city.workOf(number)).id} and ${workEvents.data}->>'finding' = 'partly'`,
      )
    const then = city.house.clock.now()
    city.house.clock.advance({ hours: 24 * 45 })
    const late = await city.act('chengban', number, 'objection', { visit: partly?.id ?? '', ...reasons })
    expect([late.status, late.page.includes('政府督查工作条例第17条')]).toEqual([422, true])
    city.house.clock.set(then.toString())
  })

  test('sign-off is refused with a reason and the milestone to prove again', async () => {
    const number = await proved()
    const refusal = { milestone: '2', missing: '缺少第三方检测报告，请补上。' }
    expect((await city.act('ducha', number, 'sign-off-refusal', { milestone: '2' })).status).toBe(422)
    expect((await city.act('ducha', number, 'sign-off-refusal', refusal)).status).toBe(303)
    expect(String((await city.workOf(number)).nextDueOn)).toBe('2026-12-31')
    expect(await city.text('chengban', `/desk/works/${number}`)).toContain('缺少第三方检测报告')
  })

  test('a supervisor who also works at the lead unit is no judge of it', async () => {
    const { house } = city
    await house.db.execute(sql`insert into staff_roles (id, person_id, unit_id, role, "from")
      select ${newId()}, person_id, ${city.unit('市水利局').id}, 'handler', "from" from staff_roles
      where role = 'supervisor' limit 1`)
    const number = await city.give({ lead: '市水利局', joint: '', users: '' })
    const visited = await city.act('ducha', number, 'visit', visit())
    await house.db.execute(sql`delete from staff_roles where role = 'handler' and unit_id = ${city.unit('市水利局').id}
      and person_id in (select person_id from staff_roles where role = 'supervisor')`)
    expect([visited.status, visited.page.includes('不在责任单位任职')]).toEqual([403, true])
  })
})

describe('民生实事 for everybody', () => {
  test('state, dates and units are public at once; words and files once a second person has looked', async () => {
    const number = await city.give({ title: '新建社区食堂' })
    await city.act('fuzeren', number, 'proof', { milestone: '1', result: '五处食堂选址已经确定。' }, [
      proofFile('选址图'),
    ])
    const path = `/works/${number}`
    const before = await (await city.house.app.request(path)).text()
    expect(before).toContain('新建社区食堂')
    expect(before).toContain('审查后公开')
    expect(before).not.toContain('五处食堂选址')
    expect(before).not.toContain('验收表')
    const [event] = await city.house.db
      .select()
      .from(workEvents)
      .where(sql`${workEvents.type} = 'proofGiven' and ${workEvents.workId} = ${(await city.workOf(number)).id}`)
    const publication = { event: event?.id ?? '', filesToo: 'yes', secrecyReviewed: 'yes' }
    const own = await city.act('fuzeren', number, 'publication', publication)
    expect([own.status, own.page.includes('自己写的由另一个人审查')]).toEqual([422, true])
    expect((await city.act('chengban', number, 'publication', publication)).status).toBe(403)
    const untold = await city.act('ducha', number, 'publication', { ...publication, secrecyReviewed: '' })
    expect([untold.status, untold.page.includes('请先做保密审查')]).toEqual([422, true])
    expect((await city.act('ducha', number, 'publication', publication)).status).toBe(303)
    const after = await (await city.house.app.request(path)).text()
    expect(after).toContain('五处食堂选址')
    expect(after).toContain('正在存证')
    const file = /\/works\/\d+\/files\/[0-9a-f-]{36}/.exec(after)?.[0] ?? ''
    expect(await (await city.house.app.request(file)).text()).toBe('选址图')
    // In the record by what is public with the act itself: the words came later, and only to the page.
    const acts = (await entered(city.house.db, 'work')).filter((one) => one.number === number)
    expect(acts).toMatchObject([
      {
        type: 'work.given',
        title: '新建社区食堂',
        event: '交办',
        milestones: [expect.any(Object), expect.any(Object)],
      },
      { type: 'work.proofGiven', event: '报告节点办成', words: null },
    ])
  })

  test('list, filters, sheet, calendar file, charts', async () => {
    const number = await city.give({ title: '建设口袋公园' })
    const list = await (await city.house.app.request('/works?year=2026&sort=newest')).text()
    expect(list).toContain('建设口袋公园')
    expect(list).toContain(`/works/${number}`)
    expect(list).toContain('0/2')
    expect(list).toMatch(/下一个节点.*完成施工招标/)
    expect(await (await city.house.app.request('/works?state=signedOff&year=2026')).text()).not.toContain(
      '建设口袋公园',
    )
    expect(await (await city.house.app.request('/works?year=2025')).text()).toContain('没有符合条件的实事')
    expect((await city.house.app.request('/works/list.xlsx')).status).toBe(200)
    const dates = await (await city.house.app.request(`/works/${number}/milestones.ics`)).text()
    expect(dates).toContain('DTSTART;VALUE=DATE:20261120')
    expect(await (await city.house.app.request('/works/milestones.ics')).text()).toContain('建设口袋公园')
    for (const name of ['source', 'unit', 'months']) {
      for (const path of [`/works/charts/${name}.svg`, `/works/charts/${name}.svg?narrow=1`])
        expect(await (await city.house.app.request(path)).text(), path).toContain('<svg')
      expect((await city.get('lingdao', `/desk/works/board/${name}.svg`)).status, name).toBe(200)
    }
    expect((await city.house.app.request('/works/charts/other.svg')).status).toBe(404)
    const board = await city.text('lingdao', '/desk/works/board?year=2026')
    expect(board).toContain('按单位名录的顺序，不排名')
  })

  test('a citizen rates once it is proved, may change their mind, and the row knows nobody', async () => {
    const number = await proved({ title: '加装电梯 30 部', users: '' })
    const visitor = new Visitor(city.house)
    expect((await visitor.post(`/works/${number}/rating`, { usersSay: 'accepted' })).headers.get('Location')).toContain(
      '/sign-in',
    )
    await city.forgetTries()
    await visitor.citizen('15400000001')
    expect(await (await visitor.get(`/works/${number}`)).text()).toContain('用上了，认可')
    expect((await visitor.post(`/works/${number}/rating`, {})).status).toBe(422)
    expect((await visitor.post(`/works/${number}/rating`, { usersSay: 'accepted' })).status).toBe(303)
    expect((await visitor.post(`/works/${number}/rating`, { usersSay: 'notAccepted' })).status).toBe(303)
    expect(await (await visitor.get(`/works/${number}`)).text()).toContain('群众评价 1 人，认可 0 人')
    const { rows } = await city.house.db.execute(sql`select * from work_ratings`)
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(
      (await city.house.db.execute(sql`select id from persons where kind = 'citizen' limit 1`)).rows[0]?.id,
    )
    const open = await city.give()
    expect((await visitor.post(`/works/${open}/rating`, { usersSay: 'accepted' })).status).toBe(422)
    expect((await city.post('chengban', `/works/${number}/rating`, { usersSay: 'accepted' })).status).toBe(403)
  })
})

describe('what the database keeps', () => {
  test('events only grow, the first date stays', async () => {
    for (const statement of [
      sql`delete from work_events`,
      sql`truncate work_events cascade`,
      sql`update work_events set words = 'x'`,
      sql`update work_milestones set first_due_on = '2030-01-01'`,
    ])
      await expect(city.house.db.execute(statement)).rejects.toThrow()
  })

  test('every row says what its events come to, and a change behind its back is named', async () => {
    expect(await city.checkWorks()).toEqual([])
    await city.house.db
      .transaction(async (tx) => {
        await tx
          .update(workMilestones)
          .set({ dueOn: Temporal.PlainDate.from('2030-01-01') })
          .where(sql`position = 1`)
        const { checkWorks } = await import('./check-works.ts')
        expect((await checkWorks(tx)).length).toBeGreaterThan(0)
        tx.rollback()
      })
      .catch((error) => expect(String(error)).toContain('ollback'))
    expect(await city.checkWorks()).toEqual([])
  })
})
