import { loadCalendar } from '#core/calendar/index.ts'
import {
  declineProposal,
  issueOrder,
  passOver,
  readProposals,
  replyToOrder,
  roundDue,
  runRound,
} from '#measures/deadlines/index.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { castOf } from './cast.ts'

/**
 * What the clock has proposed for the letters that are long overdue, and what persons made of it: an order that the unit has answered, one that was declined
 * with its reason; the others still wait. Through the verbs of the page, in the caller's transaction.
 */
export async function tellSupervision(house: House, tx: Transaction): Promise<void> {
  const then = { ...house, db: tx }
  const now = house.clock.now()
  const round = await latestRound(house)
  await passOver(tx, round.subtract({ hours: 72 }))
  await runRound(then, round)
  const cast = await castOf(house)
  const supervisor = await cast.staff('ducha')
  const proposals = (await readProposals(then, supervisor, { isDecided: false })).rows
  const [first, second] = proposals.filter(({ proposal }) => proposal.stage === 'order')
  if (!first || !second) throw new Error('the stories leave nothing to supervise')
  const today = now.toZonedDateTimeISO(house.config.timeZone).toPlainDate()
  const orderId = await issueOrder(then, supervisor, first.proposal.id, {
    demand:
      '此件超期多日，写信人还没有收到答复。请核实卡在哪一步，三个工作日内答复写信人，并报告超期原因和今后怎么避免。',
    replyDueOn: today.add({ days: 4 }),
  })
  await replyToOrder(then, await cast.handler(cast.keyOf(first.proposal.holderUnitId)), orderId, {
    report:
      '已查明：现场需要两家单位一起看，约了两次没有约成，没有及时申请延期，是我们的问题。现已约定后天上午同时到场，当天给写信人电话说明，下周一前书面答复。今后凡要两家到场的，三天内约不成就提请转办协调。',
    fileIds: [],
    formKey: newId(),
  })
  await declineProposal(then, supervisor, second.proposal.id, {
    declineReason: '已与承办单位通话核实：检测报告今天送达，答复稿正在审核，明天可以答复，暂不发督办单。',
  })
}

/** The last hour at which digests went out, on the last working day. */
async function latestRound({ db, clock, config }: House): Promise<Temporal.Instant> {
  const city = { calendar: await loadCalendar(db), timeZone: config.timeZone, times: config.digestTimes }
  for (let at = clock.now().toZonedDateTimeISO(config.timeZone); ; ) {
    const round = roundDue(at.toInstant(), null, city)
    if (round) return round
    at = at.subtract({ days: 1 }).with({ hour: 23, minute: 59 })
  }
}
