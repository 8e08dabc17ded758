import { defineAuditActs } from '#core/people/index.ts'

defineAuditActs({
  'breach.proposed': '系统建议首问问责',
  'breach.raised': '提出首问不到位',
  'breach.takenUp': '受理首问问责',
  'breach.declined': '不予受理首问问责',
  'breach.found': '记录核查情况',
  'breach.invited': '发出陈述通知',
  'breach.stated': '陈述、记录陈述',
  'breach.decided': '作出首问问责决定',
  'breach.told': '告知首问问责决定',
  'breach.appealed': '提出申诉',
  'breach.appealDecided': '决定申诉',
  'breach.becameFinal': '首问问责决定生效',
  'breach.datesMoved': '放假安排调整，重算首问问责的期限',
  'breach.expired': '首问问责影响期满',
})
