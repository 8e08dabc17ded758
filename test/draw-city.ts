import { runDraws } from '#core/draw/index.ts'
import { publishEntries } from '#core/ledger/index.ts'
import { newId } from '#platform/id.ts'
import { closedLetters } from './closed-letters.ts'
import { deskOfTests } from './letter-desk.ts'

export type DrawCity = Awaited<ReturnType<typeof drawCity>>

/** A city with answered letters that silence has closed in October, of two units and three classes. */
export async function drawCity(options: Parameters<typeof deskOfTests>[0] = {}) {
  const desk = await deskOfTests(options)
  const { house } = desk
  await closedLetters(house)

  let titles = 0
  return {
    ...desk,
    /** The form as the 督查 fills it; the answer and, where it was taken, the number of the draw. */
    begin: async (change: Record<string, string> = {}, username = 'ducha') => {
      titles++
      const answer = await desk.post(username, '/desk/revisits/new', {
        title: `十月办结来信回访之${titles}`,
        from: '2026-10-01',
        to: '2026-11-20',
        by: 'unit-class',
        size: '6',
        substitutes: '2',
        drawDay: '2026-11-23',
        drawTime: '10:30',
        chance: 'demo',
        formKey: newId(),
        ...change,
      })
      const location = answer.headers.get('Location') ?? ''
      return { status: answer.status, page: await answer.text(), number: location.split('/').at(-1) ?? '' }
    },
    /** What the jobs do in a minute. */
    minute: async () => {
      await publishEntries(house)
      await runDraws(house)
    },
    page: async (path: string) => (await house.app.request(path, { headers: { Accept: 'text/html' } })).text(),
  }
}
