import { act, askerOf, type Command, type MatterEvent } from '#core/matters/index.ts'
import { rollUp } from '#measures/deadlines/index.ts'
import type { LetterFields } from './letter-city.ts'
import { type DeskOfTests, deskOfTests } from './letter-desk.ts'

/** The seeded city with letters on their way, told by the verbs that the forms call. */
export async function speedCity(at: string) {
  const desk: DeskOfTests = await deskOfTests({ at })
  const { house } = desk

  const by = async (username: string, number: string, command: Command): Promise<MatterEvent[]> => {
    const { id } = await desk.rowOf(number)
    return (await act(house, await desk.actorOf(username), id, command)).events
  }
  const byWriter = async (number: string, command: Command): Promise<void> => {
    const { id } = await desk.rowOf(number)
    await act(house, askerOf(id), id, command)
  }
  const taken = async (unit: string, handler: string, change: LetterFields = {}): Promise<string> => {
    const number = await desk.writeOne(change)
    await by('paidan', number, { type: 'dispatch', unitId: desk.unit(unit).id })
    await by(handler, number, { type: 'sign' })
    return number
  }
  const answer = async (number: string, handler: string, head: string): Promise<number> => {
    await by(handler, number, { type: 'submitDraft', text: '已经修好，请您再看看。' })
    const events = await by(head, number, { type: 'answer' })
    return events.find(({ type }) => type === 'answered')?.seq ?? 0
  }

  return {
    ...desk,
    by,
    byWriter,
    taken,
    answer,
    /** Rejected once, answered again by another person, rejected again: before the review. */
    toReview: async (number: string): Promise<void> => {
      await byWriter(number, { type: 'rejectAnswer', reason: 'notSolved', text: '还是不亮。' })
      await by('zhujian.chengban2', number, { type: 'sign' })
      await answer(number, 'zhujian.chengban2', 'fuzeren')
      await byWriter(number, { type: 'rejectAnswer', reason: 'notSolved', text: '又坏了。' })
    },
    rollUp: () => rollUp(house),
  }
}

export type SpeedCity = Awaited<ReturnType<typeof speedCity>>
