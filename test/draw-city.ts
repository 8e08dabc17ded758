import { runDraws } from '#core/draw/index.ts'
import { publishEntries } from '#core/ledger/index.ts'
import { wakeDue } from '#core/matters/index.ts'
import { importLetters } from '#measures/dialogue/index.ts'
import { newId } from '#platform/id.ts'
import { deskOfTests } from './letter-desk.ts'

export type DrawCity = Awaited<ReturnType<typeof drawCity>>

/** A city with answered letters that silence has closed in October, of two units and three classes. */
export async function drawCity(options: Parameters<typeof deskOfTests>[0] = {}) {
  const desk = await deskOfTests(options)
  const { house } = desk
  async function* lines() {
    for (let at = 0; at < 24; at++)
      yield JSON.stringify({
        id: at,
        title: `路灯不亮第 ${at} 处`,
        body: `第 ${at} 处路灯不亮，晚上看不清路，请尽快修好。`,
        writtenAt: `2026-10-${String(9 + (at % 8)).padStart(2, '0')}T09:30:00+08:00`,
        reply: '您好，经核实已经修复，今后每周巡查。',
        repliedAt: '2026-10-19T15:00:00+08:00',
        class: ['consult', 'help', 'complaint'][at % 3],
        unit: at % 4 === 0 ? '市交通运输局' : '市住房城乡建设局',
      })
  }
  const report = await importLetters(house, lines())
  if (report.filed !== 24) throw new Error(JSON.stringify(report))
  while ((await wakeDue(house)) > 0);

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
