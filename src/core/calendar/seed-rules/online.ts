import { local, type SeedRule, since, workdaysFrom } from './row.ts'

/** 政务服务 (ONL-15, ONL-19): another province's number, and one whose text could not be read. */
export const onlineRules: SeedRule[] = [
  local({
    id: 'ONL-15',
    title: '告知承诺的事后核查',
    measure: 'public-services',
    source: '阳光政务平台设定，参照浙江省保障“最多跑一次”改革规定第14条',
    quote: '六十个工作日内',
    ...workdaysFrom('decision', 60),
  }),
  local({
    id: 'ONL-19-reply',
    title: '政务数据共享：答复共享申请',
    measure: 'public-services',
    source: '政务数据共享条例（国务院令第809号）',
    confidence: 'C',
    effectiveFrom: since('2025-08-01'),
    ...workdaysFrom('application-received', 10),
  }),
  local({
    id: 'ONL-19-provide',
    title: '政务数据共享：提供数据',
    measure: 'public-services',
    source: '政务数据共享条例（国务院令第809号）',
    confidence: 'C',
    effectiveFrom: since('2025-08-01'),
    ...workdaysFrom('application-received', 20),
  }),
]
