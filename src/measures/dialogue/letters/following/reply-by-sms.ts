import { and, desc, eq, or } from 'drizzle-orm'
import { fullDayText } from '#core/calendar/index.ts'
import { act, askerOf, groupNumber, type MatterRow, matters, stateWords } from '#core/matters/index.ts'
import { type Answered, defineReplies, type Reply, type ReplyAnswer, type Replying } from '#core/notices/index.ts'
import { systemActor } from '#platform/actor.ts'
import { countCharacters } from '#platform/typed-text.ts'
import type { LetterNotice } from '../letter-notices.ts'
import { emergencyIn } from '../letter-words.ts'
import { callDuty } from '../writing/call-duty.ts'
import { supplementMost } from './follow-forms.tsx'

/**
 * What a writer may do by answering our SMS, without a smartphone: rate, say that nothing is solved, ask how it stands. Whoever holds the
 * phone that the message went to may do what number and code allow (0-platform, Notices).
 */
defineReplies('letter.', async (house, answered, reply) => {
  const letter = await ownLetter(house, answered)
  if (!letter) return null
  const danger = 'words' in reply ? emergencyIn(reply.words) : null
  const answer = await effectOf(house, letter, reply)
  if (!danger) return answer
  await hearDanger(house, letter)
  return say('letter.dangerHeard', { call: danger.call.map(({ number }) => number).join('、') || '110' })
})

/** The writer's own: that of the notice, or theirs that was merged into it. A notice to staff is about no letter of theirs. */
async function ownLetter(
  { db }: Replying,
  { matterId, personId, contactId }: Answered,
): Promise<MatterRow | undefined> {
  const isTheirs = or(
    contactId ? eq(matters.contactId, contactId) : undefined,
    personId ? eq(matters.askerPersonId, personId) : undefined,
  )
  const [row] = await db
    .select()
    .from(matters)
    .where(and(eq(matters.kind, 'letter'), or(eq(matters.id, matterId), eq(matters.mergedIntoId, matterId)), isTheirs))
    .orderBy(desc(matters.openedAt))
    .limit(1)
  return row
}

async function effectOf(house: Replying, letter: MatterRow, reply: Reply): Promise<ReplyAnswer> {
  const number = groupNumber(letter.number)
  switch (reply.kind) {
    case 'rate':
      await act(house, askerOf(letter.id), letter.id, { type: 'rate', satisfied: reply.satisfied })
      return say('letter.rated', { number, satisfied: satisfiedWords[reply.satisfied - 1] ?? '' })
    case 'unsolved':
      return unsolved(house, letter, reply.words)
    case 'state':
      return stateOf(letter)
    default:
      return null
  }
}

/** 未解决: an answer is rejected, a closed letter taken up again where something new is said, any other is still under way. */
async function unsolved(house: Replying, letter: MatterRow, typed: string): Promise<ReplyAnswer> {
  const asker = askerOf(letter.id)
  const text = [...typed].slice(0, supplementMost).join('')
  if (letter.state === 'answered') {
    const command = { type: 'rejectAnswer', reason: 'notSolved' } as const
    await act(house, asker, letter.id, text ? { ...command, text } : command)
    return 'told'
  }
  if (letter.state !== 'closed') return stateOf(letter)
  const number = groupNumber(letter.number)
  if (countCharacters(text) < 4) return say('letter.newFactNeeded', { number })
  await act(house, asker, letter.id, { type: 'reopen', text })
  const [row] = await house.db.select().from(matters).where(eq(matters.id, letter.id))
  return say('letter.reopened', { number, due: dueText(row ?? letter) })
}

/** Neither unit nor class: of a 举报 nothing is named to whoever holds the phone. */
const stateOf = (letter: MatterRow): ReplyAnswer =>
  say('letter.stateTold', {
    number: groupNumber(letter.number),
    state: stateWords[letter.state],
    due: letter.closedAt || letter.answeredAt ? '可以评价或说明新的情况' : dueText(letter),
  })

const dueText = ({ dueOn }: Pick<MatterRow, 'dueOn'>): string =>
  dueOn ? `最迟${fullDayText(dueOn)}答复` : '在法定期限内答复'

const satisfiedWords = ['很不满意', '不满意', '一般', '满意', '很满意']

const say = (template: LetterNotice, variables: Record<string, string>): ReplyAnswer => ({ template, variables })

/** Danger may show itself through any door: the letter is marked and the unit's duty called, whatever became of the reply. */
async function hearDanger(house: Replying, letter: MatterRow): Promise<void> {
  const [now] = await house.db.select().from(matters).where(eq(matters.id, letter.id))
  if (!now || now.marks.includes('emergency')) return
  await act(house, systemActor('filing'), now.id, { type: 'mark', mark: 'emergency', on: true })
  await callDuty(house, { matterId: now.id, unitId: now.holderUnitId, number: now.number })
}
