import { defineAuditActs } from '#core/people/index.ts'

defineAuditActs({
  'call.filed': '来电立单',
  'call.answered': '来电当场答复',
  'call.referred': '来电告知其他渠道',
  'call.emergency': '来电紧急转接',
  'call.transferred': '来电转接',
  'call.wordless': '来电登记为无声',
  'call.numberShown': '显示来电号码回拨',
  'call.calledBack': '登记回拨',
  'call.listened': '听来电录音',
  'call.limitProposed': '提出限制骚扰来电',
  'call.limitDecided': '决定骚扰来电限制',
  'call.limitEnded': '解除骚扰来电限制',
  'call.checked': '来电质检',
})
