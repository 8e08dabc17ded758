import type { Db } from '#platform/database.ts'
import { ladderRungs } from './tables.ts'

type Row = typeof ladderRungs.$inferInsert

const own = '阳光政务平台设定'
/** LIM-3: of another office, no rule here; told in our words, because its text could not be read in full. */
const sampleOf = (what: string): Pick<Row, 'source' | 'confidence'> => ({
  source: `参照外地某局12345工单办理细则：${what}`,
  confidence: 'B',
})

const local = (row: Pick<Row, 'id' | 'position' | 'title' | 'trigger' | 'act' | 'tells'> & Partial<Row>): Row => ({
  source: own,
  confidence: 'D',
  isLocal: true,
  effectiveFrom: Temporal.PlainDate.from('2000-01-01'),
  ...row,
})

/** 提醒 → 催办 → 督办单 → 挂牌督办 → 约谈. The steps are the law's (信访工作条例 第39–41条), the days the city's own. */
export const seedRungs: Row[] = [
  local({
    id: 'LAD-1',
    position: 10,
    title: '快到期，提醒承办人',
    trigger: 'yellow',
    act: 'remind',
    tells: ['handler'],
    source: `${own}：用去七成时间，或只剩一个工作日`,
  }),
  local({
    id: 'LAD-2',
    position: 20,
    title: '临近到期，提醒单位负责人',
    trigger: 'share',
    amount: 85,
    act: 'remind',
    tells: ['handler', 'head'],
  }),
  local({
    id: 'LAD-3',
    position: 25,
    title: '只剩几个工作小时，立即提醒承办人',
    trigger: 'workhoursLeft',
    amount: 4,
    act: 'remindNow',
    tells: ['handler'],
    ...sampleOf('到期前电话提醒'),
  }),
  local({
    id: 'LAD-4',
    position: 30,
    title: '超过期限，提醒承办人和单位负责人',
    trigger: 'red',
    act: 'remind',
    tells: ['handler', 'head'],
  }),
  local({
    id: 'LAD-5',
    position: 40,
    title: '催办，送承办人和单位负责人',
    trigger: 'workdaysOver',
    amount: 2,
    act: 'urge',
    tells: ['handler', 'head'],
    ...sampleOf('逾期次日发催办通知书，抄送分管负责人'),
  }),
  local({
    id: 'LAD-6',
    position: 50,
    title: '建议发督办单，由督查人员决定',
    trigger: 'workdaysOver',
    amount: 4,
    act: 'order',
    tells: ['supervisor'],
    source: '信访工作条例 第39条',
    quote: '应当及时督办，并提出改进工作的建议',
    confidence: 'A',
  }),
  local({
    id: 'LAD-7',
    position: 60,
    title: '超期较久，报分管领导',
    trigger: 'workdaysOver',
    amount: 6,
    act: 'remind',
    tells: ['head', 'leader'],
    ...sampleOf('催办后5个工作日仍不答复的，书面通报批评'),
  }),
  local({
    id: 'LAD-8',
    position: 70,
    title: '督办单逾期没有报告，建议挂牌督办，由分管领导决定',
    trigger: 'replyWorkdaysOver',
    amount: 2,
    act: 'listing',
    tells: ['leader'],
    source: '参照潍坊市热线规定 第26条（外地）',
    quote: '负责热线事项挂牌督办、约谈督办工作',
    confidence: 'A',
  }),
  local({
    id: 'LAD-9',
    position: 80,
    title: '挂牌督办逾期没有报告，建议约谈，由分管领导决定',
    trigger: 'replyWorkdaysOver',
    amount: 2,
    act: 'talk',
    tells: ['leader'],
    source: '参照潍坊市热线规定 第26条（外地）',
    quote: '负责热线事项挂牌督办、约谈督办工作',
    confidence: 'A',
  }),
]

/** Writes the rungs that are missing; what the city changed stays. */
export async function seedLadder({ db }: { db: Db }): Promise<void> {
  await db.insert(ladderRungs).values(seedRungs).onConflictDoNothing()
}
