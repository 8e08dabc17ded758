import { and, asc, desc, eq, gte, lt } from 'drizzle-orm'
import { staffActor } from '#core/people/index.ts'
import {
  acdEvent,
  answerAtOnce,
  blankCall,
  calls,
  fileCall,
  type LetterInput,
  passToEmergency,
  referCall,
  takeEvent,
  toldCalls,
} from '#measures/dialogue/index.ts'
import { clockAt } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'

/** What was asked and answered in the last hour, in turn. */
const consultations: [title: string, answer: string][] = [
  ['老年人优待证在哪里办', '带身份证和一张一寸照片到户籍地街道便民服务中心，当场办好，不收费。'],
  ['社保卡丢了怎么补', '先拨打 12333 口头挂失，再带身份证到任一合作银行网点补办。'],
  ['公积金贷款要准备什么', '身份证、婚姻证明、购房合同、首付凭证，先在公积金中心网上预约。'],
  ['居住证到期怎么签注', '到期前一个月内到居住地派出所，或在“四川公安”网上办。'],
  ['孩子转学找谁', '先联系转入学校，同意接收后由学校在学籍系统里办，家长不用来回跑。'],
]

const letters: Pick<LetterInput, 'sort' | 'title' | 'body' | 'division' | 'place' | 'name'>[] = [
  {
    sort: 'help',
    title: '弄弄坪西路公交站台顶棚漏雨',
    body: '来电人说弄弄坪西路公交站台的顶棚破了一个洞，下雨天没有地方躲，站台地面积水，老人上下车容易滑倒，希望尽快维修。',
    division: '510402',
    place: '弄弄坪西路公交站',
    name: '王师傅',
  },
  {
    sort: 'complaint-service',
    title: '物业三天没有清运垃圾',
    body: '来电人反映所住小区三天没有清运垃圾，楼下气味很大，向物业反映两次都说在协调车辆，没有下文，希望督促处理。',
    division: '510411',
    place: '仁和区某小区',
    name: '李女士',
  },
]

/** 12345 来电: some days of a quiet line, and the last hour, in which operators answered, filed, passed on and told the right door. One call is on the line now. */
export async function tellCalls(house: House): Promise<void> {
  const now = house.clock.now()
  const operators = await Promise.all(['huawu', 'huawu2'].map((username) => staffActor(house, username)))
  const agents = operators.map(({ staffNumber }, at) => ({
    operator: staffNumber,
    seat: String(at + 1),
    skills: ['mandarin', 'sichuan', ...(at === 1 ? ['yi'] : [])],
  }))
  const hours = [3, 2, 1].map((days) => ({
    seed: days,
    from: now.subtract({ hours: 24 * days }),
    minutes: 45,
    perHour: 18,
  }))
  const last = { seed: 2345, from: now.subtract({ minutes: 62 }), minutes: 55, perHour: 26 }
  await house.db.transaction(async (tx) => {
    for (const shift of [...hours, last]) {
      for (const { id, message } of toldCalls({ ...shift, agents }))
        await takeEvent({ ...house, db: tx }, id, acdEvent.parse(message))
    }
    const say = (message: Record<string, unknown>) => {
      const event = acdEvent.parse({ ...message, timestamp: message.at })
      return takeEvent({ ...house, db: tx }, newId(), event)
    }
    const ago = (seconds: number) => now.subtract({ seconds }).toString()
    const [first] = agents
    await say({
      type: 'call.offered',
      at: ago(48),
      data: { call: 'demo-now', number: '15400000001', skill: 'sichuan' },
    })
    await say({ type: 'call.answered', at: ago(41), data: { call: 'demo-now', seat: '1', operator: first?.operator } })
    await say({ type: 'call.offered', at: ago(12), data: { call: 'demo-waiting', number: '15400000003', skill: 'yi' } })
  })
  await handleEarlier(house, operators, last.from)
  await handle(house, operators, last.from)
}

/** Days that are over: every call was answered at once and counted. */
async function handleEarlier(
  house: House,
  operators: Awaited<ReturnType<typeof staffActor>>[],
  until: Temporal.Instant,
): Promise<void> {
  const ended = await house.db
    .select()
    .from(calls)
    .where(and(eq(calls.state, 'ended'), lt(calls.startedAt, until)))
  await house.db.transaction(async (tx) => {
    for (const call of ended) {
      const actor = operators.find(({ personId }) => personId === call.operatorId)
      if (!actor || !call.endedAt) continue
      await answerAtOnce({ ...house, db: tx, clock: clockAt(call.endedAt) }, actor, call.id, blankCall)
    }
  })
}

/** In turn: two letters, a fire, another track, the rest answered at once; the last two are still to be entered. */
async function handle(
  house: House,
  operators: Awaited<ReturnType<typeof staffActor>>[],
  from: Temporal.Instant,
): Promise<void> {
  const ended = await house.db
    .select()
    .from(calls)
    .where(and(eq(calls.state, 'ended'), gte(calls.startedAt, from)))
    .orderBy(asc(calls.startedAt), desc(calls.id))
  for (const [at, call] of ended.slice(0, -2).entries()) {
    const actor = operators.find(({ personId }) => personId === call.operatorId)
    if (!actor || !call.endedAt) continue
    const letter = letters[at]
    await house.db.transaction(async (tx) => {
      const inside = { ...house, db: tx, clock: clockAt(call.endedAt ?? house.clock.now()) }
      if (letter) {
        const more = { unit: null, phone: '', publish: false, secret: false, relation: false, idNumberMeant: false }
        await fileCall(inside, actor, call.id, { ...letter, ...more }, newId())
      } else if (at === letters.length) {
        const typed = {
          ...blankCall,
          title: '三楼厨房冒烟',
          body: '清香坪某小区三楼厨房冒黑烟，里面可能有老人。',
          name: '邻居',
        }
        await passToEmergency(inside, actor, call.id, '119', typed, newId())
      } else if (at === letters.length + 1) await referCall(inside, actor, call.id, 'reconsideration')
      else {
        const [title = '', answer = ''] = consultations[at % consultations.length] ?? []
        await answerAtOnce(inside, actor, call.id, { ...blankCall, title, answer: at % 2 === 0 ? answer : '' })
      }
    })
  }
}
