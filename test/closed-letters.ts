import { wakeDue } from '#core/matters/index.ts'
import { importLetters } from '#measures/dialogue/index.ts'
import type { TestHouse } from './house.ts'

/** Twenty-four answered letters of two units and three classes, which silence closed in October and November. */
export async function closedLetters(house: TestHouse): Promise<void> {
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
}
