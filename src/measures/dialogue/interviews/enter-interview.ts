import { indexDocument, removeDocument } from '#core/documents/index.ts'
import { defineRecordTypes, enterRecord, type Json } from '#core/ledger/index.ts'
import { defineAuditActs, unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { urls } from '#urls.ts'
import type { Holding, Interview } from './interview.ts'
import { guestsOf } from './read-interviews.ts'
import { subjectWord } from './subject.ts'

defineRecordTypes({
  'interview.planned': '在线访谈年度计划',
  'interview.announced': '在线访谈预告',
  'interview.cancelled': '取消在线访谈',
  'interview.archived': '在线访谈存档',
})
defineAuditActs({
  'conference.memberAdded': '增加联席会议成员单位',
  'conference.memberEnded': '联席会议成员单位退出',
  'conference.called': '召集联席会议',
  'conference.itemPut': '列入联席会议议程',
  'conference.concluded': '记录联席会议决定',
  'interview.announced': '发布访谈预告',
  'interview.cancelled': '取消访谈',
  'interview.opened': '开始访谈直播',
  'interview.closed': '结束访谈直播',
  'interview.archived': '访谈归档',
  'interview.questionPassed': '审核通过访谈提问',
  'interview.questionRefused': '不公开访谈提问',
  'interview.questionSettled': '答复访谈提问',
  'interview.questionsRead': '查看访谈提问人',
})

const subjectType = 'interview'
const versions = { 'interview.announced': 1, 'interview.cancelled': 2, 'interview.archived': 2 } as const

/** 预告、取消、存档 go into the public record as the public reads them, in the act's transaction. */
export async function enterInterview(
  house: Pick<Holding, 'db'>,
  interview: Interview,
  type: keyof typeof versions,
  at: Temporal.Instant,
  more: Record<string, Json> = {},
): Promise<void> {
  const { db } = house
  const units = await unitDirectory(db)
  await enterRecord(db, {
    type,
    subjectType,
    subjectId: interview.id,
    version: versions[type],
    at,
    document: {
      number: interview.number,
      title: interview.title,
      subject: subjectWord(interview.subject),
      unit: units.get(interview.unitId)?.name ?? '',
      leadUnit: units.get(interview.leadUnitId)?.name ?? '',
      place: interview.place,
      startsAt: interview.startsAt.toString(),
      endsAt: interview.endsAt.toString(),
      guests: (await guestsOf(db, interview.id)).map(({ name, post }) => ({ name, post })),
      ...more,
    },
  })
}

/** Found by everybody: what was announced, and once it is archived what was said. */
export async function indexInterview(
  { db, config }: Pick<Holding, 'db' | 'config'>,
  interview: Interview,
  said: string[] = [],
): Promise<void> {
  const guests = (await guestsOf(db, interview.id)).map(({ name, post }) => `${post} ${name}`)
  await indexDocument(db, {
    subjectType,
    subjectId: interview.id,
    title: `在线访谈：${interview.title}`,
    body: [interview.about, ...guests, ...said].join('\n'),
    path: urls.interview(interview.number),
    publishedOn: dateIn(config.timeZone, interview.archivedAt ?? interview.announcedAt),
    unitId: interview.leadUnitId,
  })
}

export const hideInterview = ({ db }: Pick<Holding, 'db'>, { id }: Interview): Promise<void> =>
  removeDocument(db, subjectType, id)
