import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { commitDraw, demoAt, runDraws } from '#core/draw/index.ts'
import { publishEntries } from '#core/ledger/index.ts'
import { staffActor } from '#core/people/index.ts'
import { clockAt } from '#platform/clock.ts'
import type { BenchCity } from './city.ts'
import type { BenchRow } from './due-dates.ts'

/** One draw of so many labels in ten groups, from its list to the program that a citizen draws it again with. */
export async function benchDraw({ house, serve }: BenchCity, labels: number): Promise<BenchRow[]> {
  const supervisor = await staffActor(house, 'ducha')
  const drawAt = house.clock.now().round('second').add({ minutes: 10 })
  const strata = Array.from({ length: 10 }, (_, group) => ({
    name: `第 ${group} 组`,
    quota: 100,
    substitutes: 20,
    candidates: Array.from({ length: labels / 10 }, (_, at) => ({
      member: String(group * labels + at).padStart(24, '0'),
      subjectId: null,
    })),
  }))
  const rows: BenchRow[] = []
  const timed = async <Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> => {
    const began = performance.now()
    const answer = await work()
    const milliseconds = performance.now() - began
    rows.push({
      name: `抽取 ${labels.toLocaleString('en')} 个标签：${name}`,
      perSecond: (labels / milliseconds) * 1000,
      note: `${(milliseconds / 1000).toFixed(1)} 秒`,
    })
    return answer
  }
  const number = await timed('冻结名单、公布方案', () =>
    house.db.transaction((tx) =>
      commitDraw({ ...house, db: tx }, supervisor, {
        purpose: 'revisit',
        title: '量一量',
        rule: '每组抽一百个。',
        drawAt,
        sources: [demoAt(drawAt)],
        strata,
      }),
    ),
  )
  await publishEntries(house)
  await runDraws(house)
  const later = { ...house, clock: clockAt(drawAt.add({ seconds: 1 })) }
  await timed('抽取、写结果', () => runDraws(later))
  await publishEntries(house)
  const server = await serve()
  const folder = mkdtempSync(join(tmpdir(), 'yangguang-bench-'))
  try {
    const file = join(folder, 'pack.zip')
    await timed('打包给群众（ZIP）', async () => {
      const answer = await fetch(`${server.base}/draws/${number}/pack.zip`)
      if (!answer.ok) throw new Error(`pack.zip: ${answer.status}`)
      writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
    })
    await timed('核对程序重抽', () => promisify(execFile)(process.execPath, ['verifier/main.mjs', 'draw', file]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await server.close()
  }
  return rows
}
