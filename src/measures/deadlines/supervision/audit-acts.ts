import { defineAuditActs } from '#core/people/index.ts'

defineAuditActs({
  'supervision.issue': '发出督办单',
  'supervision.decline': '不采纳督办建议',
  'supervision.reply': '报告督办办理情况',
  'supervision.judge': '审核督办报告',
  'supervision.talk': '记录约谈',
})
