import { eq } from 'drizzle-orm'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { touch } from '#platform/page-cache/index.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import { enterInterview, indexInterview } from '../enter-interview.ts'
import { type Holding, outcomeWords, stateOf } from '../interview.ts'
import { countQuestions, entriesAfter, isHolder, needAtDesk, shownQuestions } from '../read-interviews.ts'
import { interviews } from '../tables.ts'
import { forgetTyped } from './forget-question.ts'

/**
 * 归档: only when every question is answered, a letter, or refused as repeated or empty. What was said and answered goes into the public record and the search;
 * names, telephones and the words as typed are deleted in the same moment: what the public reads is what stays.
 */
export async function archiveInterview(house: Holding, actor: StaffActor, number: string): Promise<void> {
  const { db, clock } = house
  const interview = await needAtDesk(db, actor, number, { lock: true })
  if (!isHolder(actor, interview)) throw forbidden('访谈由主持的单位归档。')
  if (stateOf(interview) !== 'ended') throw new Refusal('not-ended', '访谈还没有结束，或者已经归档。', { status: 409 })
  const { leftovers } = await countQuestions(db, interview.id)
  if (leftovers > 0)
    throw new Refusal('leftovers', `还有 ${leftovers} 个问题没有答复，也没有转为来信，不能归档。请先逐个办好。`, {
      status: 409,
    })
  const at = clock.now()
  await db.update(interviews).set({ archivedAt: at }).where(eq(interviews.id, interview.id))
  const entries = await entriesAfter(db, interview.id, 0)
  const questions = await shownQuestions(db, interview.id)
  await forgetTyped(db, interview.id)
  await enterInterview(house, interview, 'interview.archived', at, {
    entries: entries.map(({ seq, kind, speaker, words, link, corrects, at: said }) => ({
      ...{ seq, kind, speaker, words, at: said.round('second').toString() },
      ...(link !== null && { link }),
      ...(corrects !== null && { corrects }),
    })),
    questions: questions
      .toSorted((a, b) => a.position - b.position)
      .map(({ position, name, body, outcome, answer }) => ({
        ...{ position, name, body, outcome: outcome ? outcomeWords[outcome] : '' },
        ...(answer !== null && { answer }),
      })),
  })
  const said = entries.filter(({ kind }) => kind !== 'opened' && kind !== 'closed').map(({ words }) => words)
  const asked = questions.flatMap(({ body, answer }) => [body, ...(answer === null ? [] : [answer])])
  await indexInterview(house, { ...interview, archivedAt: at }, [...said, ...asked])
  await audit(db, { actor, act: 'interview.archived', subjectType: 'interview', subjectId: interview.id, at })
  await touch(db, ['interviews', `interview:${number}`])
}
