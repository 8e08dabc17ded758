import { importLetters } from '#measures/dialogue/index.ts'
import type { House } from '#platform/house.ts'

/** A public letter with its answer, as an import brings it; its number. */
export async function publishOne(house: House): Promise<string> {
  async function* lines(): AsyncGenerator<string> {
    yield JSON.stringify({
      id: 1,
      title: '炳草岗大街路灯不亮请维修',
      body: '炳草岗大街公交站旁的三盏路灯都不亮，晚上看不清路。邻居们都反映过，希望尽快修好。',
      writtenAt: '2026-10-12T09:30:00+08:00',
      reply: '您好，来信收悉。经核实情况属实，三盏路灯已于昨日修复，今后每周巡查一次。感谢您的来信。',
      repliedAt: '2026-10-15T15:00:00+08:00',
    })
  }
  const report = await importLetters(house, lines())
  if (report.published !== 1) throw new Error('the letter was not published')
  const { rows } = await house.db.$client.query<{ number: string }>('select number from letter_publications limit 1')
  return rows[0]?.number ?? ''
}
