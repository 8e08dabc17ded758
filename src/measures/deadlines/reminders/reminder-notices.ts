import { defineTemplates, type Template } from '#core/notices/index.ts'

/** To staff. No name, no title, no word of any matter: at most the number of one that everybody at the unit may see. They can be switched off: the inbox keeps them. */
export const reminderTemplates = {
  'reminder.digest': {
    version: 1,
    title: '工作提醒',
    legal: false,
    sample: { summary: '已超期1件，快到期2件', urgent: '最急的编号20261123 0000 178，11月23日到期。' },
    sms: (v) => `工作提醒：${v.summary}。${v.urgent}请登录工作台，在“提醒”里逐件查看，`,
  },
  'reminder.soon': {
    version: 1,
    title: '即将到期',
    legal: false,
    sample: { count: '2', hours: '4', urgent: '最急的编号20261123 0000 178，11月23日到期。' },
    sms: (v) => `有${v.count}件事还剩不到${v.hours}个工作小时到期。${v.urgent}请登录工作台办理，`,
  },
} satisfies Record<string, Template>

defineTemplates(reminderTemplates)
