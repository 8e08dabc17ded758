import { act } from '#core/matters/index.ts'
import { staffActor } from '#core/people/index.ts'
import { addMessageSource, postBack, readSentMessage, takeMessage } from '#measures/dialogue/index.ts'
import { clockAt } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { castOf } from './cast.ts'
import { pastOf, type When } from './past.ts'

const sources = [
  { slug: 'people-board', name: '人民网领导留言板', door: 'board' },
  { slug: 'wechat', name: '“阳光攀枝花”微信公众号', door: 'wechat' },
  { slug: 'weibo', name: '“攀枝花发布”微博', door: 'weibo' },
] as const

type ToldMessage = {
  source: (typeof sources)[number]['slug']
  author: string
  posted: When
  taken: When
  title?: string
  body: string
  region?: string
  class?: string
  /** Dispatched and signed, then answered; the last says that it stands where was asked. */
  unit?: string
  reply?: [When, string]
  back?: When
}

/** Invented people of boards and accounts: some wait for the dispatcher, some are being worked on, one answer waits to be brought back, one stands where was asked. */
export const toldMessages: ToldMessage[] = [
  {
    source: 'people-board',
    author: '攀枝花的风',
    posted: [16, '20:12'],
    taken: [15, '09:05'],
    title: '竹湖园公交站没有雨棚',
    body: '竹湖园公交站一下雨没处躲，老人带孩子等车很狼狈，对面的站有雨棚，这边一直没有。请加装雨棚和座椅。',
    region: '东区炳草岗街道',
    class: '建议',
    unit: 'zhujian',
    reply: [
      [9, '16:20'],
      '您好！竹湖园公交站雨棚已列入今年第四批站台改造，计划下月开工，同时加装两条长椅。施工期间站牌临时前移二十米，给您添麻烦了。',
    ],
    back: [8, '10:30'],
  },
  {
    source: 'people-board',
    author: '金沙江边的老陈',
    posted: [9, '21:40'],
    taken: [8, '09:10'],
    title: '滨江路步道地砖松动',
    body: '滨江路从亲水平台往西，步道地砖松了一大片，下雨踩上去溅一身水，上周看见一位大姐绊倒了。请派人看看。',
    region: '东区大渡口街道',
    class: '求助',
    unit: 'zhujian',
    reply: [
      [2, '15:10'],
      '您好！经现场查看，滨江路亲水平台以西约六十米步道地砖松动，养护单位已全部拆除重铺，今后汛期后逐段检查。感谢您反映。',
    ],
  },
  {
    source: 'people-board',
    author: '仁和小葵花',
    posted: [3, '12:30'],
    taken: [2, '09:00'],
    title: '小学门口放学时段太堵',
    body: '仁和镇小学门口每天下午四点半堵得水泄不通，接孩子的车停两排，孩子们在车缝里钻，希望划出即停即走的车位。',
    region: '仁和区仁和镇',
    class: '建议',
    unit: 'zhujian',
  },
  {
    source: 'people-board',
    author: '格里坪的夜班人',
    posted: [58, '22:15'],
    taken: [4, '09:20'],
    title: '夜班公交收车太早',
    body: '我在格里坪上夜班，十一点半下班已经没有公交车了，打车回城要五十多块。请问能不能加一班末班车？',
    region: '西区格里坪镇',
    class: '咨询',
  },
  {
    source: 'wechat',
    author: '阿依',
    posted: [1, '19:02'],
    taken: [1, '19:03'],
    body: '小区门口的井盖翘起来了，晚上骑车差点摔跤，已经用树枝挡着，请尽快来看看。',
    region: '西区清香坪街道',
  },
  {
    source: 'wechat',
    author: 'Panzhihua traveller',
    posted: [1, '10:20'],
    taken: [1, '10:21'],
    body: 'Hello, the opening hours of the hot spring on your page are different from the sign at the gate. Which one is right?',
    class: '咨询',
  },
  {
    source: 'weibo',
    author: '米易的番茄',
    posted: [2, '08:48'],
    taken: [2, '08:50'],
    body: '社区食堂的饭菜又便宜又热乎，阿姨还给独居老人送到家门口，点赞！希望一直办下去。',
    region: '米易县攀莲镇',
    class: '表扬',
  },
]

/** 门：留言板、微信和微博的留言. */
export async function tellDoors(house: House): Promise<void> {
  const { at } = await pastOf(house)
  const cast = await castOf(house)
  const dispatcher = await staffActor(house, 'paidan')
  const known = new Map<string, Parameters<typeof takeMessage>[1]>()
  for (const { slug, name, door } of sources) {
    const id = await addMessageSource(house, null, { slug, name, door })
    known.set(slug, { id, slug, name, door, secretVersion: 0, createdAt: house.clock.now(), createdBy: null })
  }
  for (const [place, told] of toldMessages.entries()) {
    const source = known.get(told.source)
    if (!source) throw new Error(`no source ${told.source}`)
    const then = (when: When): House => ({ ...house, clock: clockAt(at(when)) })
    const read = await readSentMessage(then(told.taken), source, {
      id: `demo-${place + 1}`,
      author: told.author,
      postedAt: at(told.posted).toString(),
      title: told.title ?? '',
      body: told.body,
      url: `https://${told.source}.example.com/threads/${place + 1}`,
      region: told.region ?? '',
      class: told.class ?? '',
    })
    if ('faults' in read) throw new Error(read.faults.join(''))
    const { matterId } = await takeMessage(then(told.taken), source, read.message)
    if (!told.unit) continue
    const unit = told.unit
    await house.db.transaction(async (tx) => {
      const acting = (when: When) => ({ ...then(when), db: tx })
      const [days, time] = told.taken
      const soon: When = [days, `${String(Number(time.slice(0, 2)) + 1).padStart(2, '0')}:00`]
      await act(acting(soon), dispatcher, matterId, { type: 'dispatch', unitId: cast.unitId(unit) })
      await act(acting(soon), await cast.handler(unit), matterId, { type: 'sign' })
      if (!told.reply) return
      const [when, text] = told.reply
      await act(acting(when), await cast.handler(unit), matterId, { type: 'submitDraft', text })
      await act(acting(when), await cast.head(unit), matterId, { type: 'answer' })
      if (told.back) await postBack(acting(told.back), dispatcher, [matterId])
    })
  }
}
