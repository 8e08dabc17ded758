import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recentLaw, rulesToday } from '#core/calendar/index.ts'
import { newId } from '#platform/id.ts'
import { type PetitionsOfTests, petitionFields, petitionsOfTests } from '../../../../test/petition-desk.ts'
import { paperBlocks } from './papers/paper-words.ts'

let city: PetitionsOfTests

/** A city under another law: no sentence may know the numbers of ours. */
const amounts = {
  'PET-1': 12,
  'PET-2': 13,
  'PET-3': 14,
  'PET-4': 4,
  'PET-6': 50,
  'PET-7-ask': 25,
  'PET-7-opinion': 26,
}

beforeAll(async () => {
  city = await petitionsOfTests()
  const { db } = city.house
  for (const [id, amount] of Object.entries(amounts))
    await db.execute(sql`update limit_rules set amount = ${amount} where id = ${id}`)
  await db.execute(sql`update limit_rules set extension_amount = 20 where id = 'PET-6'`)
  await db.execute(sql`update limit_rules set yearly_on = '02-28' where id = 'INF-17-department'`)
  await db.execute(sql`update calendar_version set version = ${newId()}`)
  recentLaw.forget(db)
})
afterAll(() => city?.close())

const office = 'xinfang.chengban1'
const ours = /(?<!\d)(15|30|60)日内|5个工作日/

test('the form, the desk and the follow page say the numbers of the rules in force', async () => {
  const form = await (await city.open('/petitions/new')).text()
  for (const words of [
    '12日内登记',
    '14日内书面告知',
    '50日内办结',
    '延长不超过20日',
    '25日内可以申请复查',
    '受理后50日内',
  ])
    expect(form).toContain(words)
  expect(form).not.toMatch(ours)
  expect(await city.text(office, '/desk/petitions?list=dispatch')).toContain('12日内转送、交办')
  expect(await city.text(office, '/desk/petitions/new')).toContain('12日内转送、交办')
  expect(await city.text('chengban', '/desk/petitions?list=sign')).toContain('收到之日起14日内告知')

  const mine = petitionFields()
  const slip = await city.slipOf(await city.send('/petitions/new', mine))
  expect((await city.follows(slip)).page).toContain('受理之日起50日内')
  expect((await city.does(office, slip.number, 'dispatch', { dispatchUnit: 'zjj', routeWay: 'forward' })).status).toBe(
    303,
  )
  expect((await city.does('chengban', slip.number, 'signature')).status).toBe(303)
  expect(await city.text('chengban', `/desk/petitions/${slip.number}`)).toContain('收到之日起4个工作日内')
  city.house.clock.set('2026-12-01T10:00:00+08:00')
  const late = await city.does('chengban', slip.number, 'objection', {
    stepText: '不属于本局职权，应由自然资源部门办理。',
  })
  expect(late.page).toContain('收到之日起4个工作日，信访工作条例第23条第3款')
  const told = { stepText: '已收到您反映的青苗补偿问题，由我局调查核实。' }
  expect((await city.does('chengban', slip.number, 'acceptance-notice', told)).status).toBe(303)
  const opinion = {
    answerChoice: 'notSupport',
    claim: '请求补发2024年修路占地的青苗补偿款。',
    facts: '经核实，占地不在补偿范围之内。',
    opinion: '不支持。占地不在补偿范围之内，不予补发。',
    basis: '《土地管理法》第48条。',
  }
  expect((await city.does('chengban', slip.number, 'drafts', { ...opinion, intent: 'submit' })).status).toBe(303)
  expect((await city.does('fuzeren', slip.number, 'approval')).status).toBe(303)
  const { page } = await city.follows(slip)
  for (const words of ['收到意见书之日起25日内提出', '申请复查的25日', '收到请求之日起26日内出具意见'])
    expect(page).toContain(words)
  expect(page).not.toMatch(ours)
  expect((await city.askerDoes(slip.number, (await city.follows(slip)).cookie, 'delivery')).status).toBe(303)
  const again = await city.send('/petitions/new', mine)
  expect(await again.text()).toContain('收到意见书之日起25日内，凭编号和查询码')
  const messages = (await city.messagesTo(mine.phone ?? '')).join('\n')
  for (const words of ['12日内告诉您转送去向', '收到之日起25日内可以申请复查']) expect(messages).toContain(words)
  expect(messages).not.toMatch(ours)
})

test('so does the opinion letter, which names no other way than the one that is open', async () => {
  const blocks = paperBlocks({
    kind: 'opinion',
    event: {
      type: 'answered',
      seq: 5,
      occurredAt: city.house.clock.now(),
      recordedAt: city.house.clock.now(),
      actor: { kind: 'staff', unitId: null, personId: null, name: null },
      data: {
        text: { id: newId(), part: 'reply', hash: '0'.repeat(64) },
        withoutParts: false,
        ground: null,
        onTime: true,
        due: null,
        choice: 'notSupport',
      },
    },
    dueOn: null,
    words: '不支持。',
    petition: { class: 'appeal', title: '青苗补偿', number: '1', filedOn: '2026年11月23日' },
    rule: await rulesToday(city.house),
  })
  expect(JSON.stringify(blocks)).toContain('收到本意见书之日起25日内')
})
