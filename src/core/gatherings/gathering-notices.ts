import { defineTemplates } from '#core/notices/index.ts'

const sample = {
  title: '走进市自来水公司',
  time: '2026年12月9日 9:30',
  place: '市自来水公司大门',
  number: '202611233000015',
}

/** What those who registered are told. */
export const gatheringTemplates = {
  'gathering.invited': {
    version: 1,
    title: '活动邀请',
    legal: true,
    sample,
    sms: (v: Record<string, string>) =>
      `您报名的“${v.title}”抽中了您，请于${v.time}到${v.place}。来不来请登录本网站在活动页面上说一声，不来的名额会给候补的人，`,
  },
  'gathering.standby': {
    version: 1,
    title: '活动候补',
    legal: true,
    sample: { title: sample.title, place: '2' },
    sms: (v: Record<string, string>) =>
      `您报名的“${v.title}”没有直接抽中，列候补第${v.place}位。有人不来就依次递补，会再发消息，`,
  },
  'gathering.notDrawn': {
    version: 1,
    title: '活动没有抽中',
    legal: true,
    sample: { title: sample.title },
    sms: (v: Record<string, string>) => `您报名的“${v.title}”这次没有抽中。怎么抽的在网站上公开，人人可以核对，`,
  },
  'gathering.cancelled': {
    version: 1,
    title: '活动取消',
    legal: true,
    sample: { title: sample.title },
    sms: (v: Record<string, string>) => `您报名的“${v.title}”取消了，理由在活动页面上，请不要前往。`,
  },
} as const

defineTemplates(gatheringTemplates)
