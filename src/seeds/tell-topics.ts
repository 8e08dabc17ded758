import { allUnits, staffActor } from '#core/people/index.ts'
import {
  addConcern,
  draftTopicAnswer,
  groupLetters,
  listTopics,
  nameTopic,
  publishTopicAnswer,
  takeFingerprints,
} from '#measures/dialogue/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'

const body =
  '今年以来，关于老旧小区加装电梯的来信集中在四件事，统一答复如下。\n一、一楼不签字能不能报：本单元三分之二以上业主参与表决、参与的四分之三以上同意就能申报；一楼有异议的，由社区在公示期内召集协商，凭会议记录受理。\n二、钱怎么分：由受益业主约定，各区政务服务中心加装电梯窗口有按楼层测算的表格和协议范本；验收合格后每台补助15万元。\n三、施工停摆：管线迁改由我局牵头，供水供气按成本价，停工超过十天的请直接打0812-3332261。\n四、装好以后的电费和维保：没有约定的按出资比例分摊。\n下月起各区一个窗口收件，材料只交一次，十五个工作日出结果。'

/** 热点话题：what several wrote about, named by the dispatcher and answered as a whole by the bureau; and how many said that they have it too. */
export async function tellTopics(house: House): Promise<void> {
  await takeFingerprints(house)
  await groupLetters(house)
  const dispatcher = await staffActor(house, 'paidan')
  const handler = await staffActor(house, 'chengban')
  const head = await staffActor(house, 'fuzeren')
  const today = dateIn(house.config.timeZone, house.clock.now())
  const { topics } = await listTopics(house.db, { actor: dispatcher, isDesk: true, today })
  const topic = topics.find(({ words }) => words.some((word) => word.includes('电梯')))
  if (!topic) throw new Error('no topic about lifts')
  const bureau = head.roles.find(({ role }) => role === 'head')?.unitId
  const unit = (await allUnits(house.db)).find(({ id }) => id === bureau) ?? null
  await house.db.transaction(async (tx) => {
    const working = { ...house, db: tx }
    await nameTopic(working, dispatcher, topic.id, { title: '老旧小区加装电梯', unit, isHidden: false })
    await draftTopicAnswer(working, handler, topic.id, { body, ground: '' })
    await publishTopicAnswer(working, head, topic.id)
    for (const [daysAgo, times] of [
      [9, 3],
      [4, 6],
      [1, 4],
    ] as const)
      for (let time = 0; time < times; time++)
        await addConcern(tx, { type: 'topic', id: topic.id }, today.subtract({ days: daysAgo }))
  })
  await groupLetters(house)
}
