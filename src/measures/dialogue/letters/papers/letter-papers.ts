import { definePapers, type PaperMoment } from '#core/casework/index.ts'
import { paperDate } from '#core/documents/index.ts'
import { paperRoutes } from '#core/following/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { allDivisions, divisionPath } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { urls } from '#urls.ts'
import { classifiedOf, classTitle } from '../letter.ts'
import { type PaperKind, type PaperSource, paperBlocks, paperTitle } from './paper-words.ts'

/** Answers and what belongs to the handling come from the unit that handled it then, everything else from the filing desk. */
const byHolder: readonly PaperKind[] = ['supplement', 'extension', 'pause', 'answer', 'secondAnswer']

/** The papers of a letter's life. */
export const letterPapers = definePapers<PaperKind>({
  matter: 'letter',
  task: 'letters:issue-papers',
  kinds: {
    acceptance: { title: '来信受理通知书', class: '受理', for: 'asker' },
    assignment: { title: '来信交办单', class: '交办', for: 'staff' },
    supplement: { title: '补充情况告知书', class: '补充', for: 'asker' },
    extension: { title: '延长办理期限告知书', class: '延期', for: 'asker' },
    pause: { title: '暂停计时告知书', class: '暂停', for: 'asker' },
    refusal: { title: '来信不予受理告知书', class: '不予受理', for: 'asker' },
    answer: { title: '来信答复书', class: '答复', for: 'asker' },
    secondAnswer: { title: '来信二次办理答复书', class: '答复', for: 'asker' },
    review: { title: '来信复核意见书', class: '复核', for: 'asker' },
    closure: { title: '来信办结告知书', class: '办结', for: 'asker' },
  },
  events: {
    dispatched: (_, was) => (was('dispatched') ? ['assignment'] : ['acceptance', 'assignment']),
    supplementRequested: 'supplement',
    extensionApproved: 'extension',
    paused: 'pause',
    answered: (_, was) => [was('answerRejected') ? 'secondAnswer' : 'answer'],
    reviewed: 'review',
    closed: (event, was) => (event.type === 'closed' ? closing(event.data.outcome, was('answered')) : []),
  },
  unitId: (kind, then) => (byHolder.includes(kind) ? then.holder.unitId : then.filingUnitId),
  write: async (moment, house) => {
    const source = await sourceOf(moment, house)
    const to = moment.kind === 'assignment' ? source.handlerName : '尊敬的来信人'
    return { title: paperTitle(source), to, blocks: paperBlocks(source) }
  },
})

export const letterPaperRoutes = paperRoutes(letterPapers, { number: ':number', desk: urls.deskLetterPaper })

/** A review has said already what ends by it. */
function closing(outcome: string, wasAnswered: boolean): PaperKind[] {
  if (!wasAnswered) return outcome === 'otherTrack' || outcome === 'invalid' ? ['refusal'] : []
  return outcome === 'ended' || outcome === 'mainEnded' ? [] : ['closure']
}

async function sourceOf(
  { row, event, then, units, filed, ...moment }: PaperMoment<PaperKind>,
  { db, config }: House,
): Promise<PaperSource> {
  const handler = event.type === 'dispatched' ? units.get(event.data.unitId) : undefined
  return {
    ...moment,
    event,
    letter: {
      title: filed('title') || '来信',
      body: [filed('body'), filed('place') && `地点：${filed('place')}`].filter(Boolean).join('\n'),
      number: groupNumber(row.number),
      filedOn: paperDate(dateIn(config.timeZone, row.openedAt)),
      className: classTitle(classifiedOf(then)),
      place: divisionPath(await allDivisions(db), row.divisionCode),
      isReport: row.class === 'report',
    },
    handlerName: handler?.name || '承办单位',
  }
}
