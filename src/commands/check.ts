import { checkFiles, checkSearchIndex } from '#core/documents/index.ts'
import { checkDraws } from '#core/draw/index.ts'
import { checkLedger } from '#core/ledger/index.ts'
import { checkMatters } from '#core/matters/index.ts'
import { checkAudit } from '#core/people/index.ts'
import { checkWorks } from '#measures/deadlines/index.ts'
import { checkFingerprints, checkPublications, checkTopics } from '#measures/dialogue/index.ts'
import type { House } from '#platform/house.ts'

/** Reads everything again and compares: events with rows, the audit chain, published rows with their search rows, files with their hashes. Empty is good. */
export async function findFaults(house: House): Promise<string[]> {
  const audit = await checkAudit(house.db)
  return [
    ...said('办件', await checkMatters(house)),
    ...(audit.ok ? [] : said('审计', [audit])),
    ...said('存证', await checkLedger(house)),
    ...said('抽取', await checkDraws(house)),
    ...said('公开', await checkPublications(house.db)),
    ...said('相似来信', await checkFingerprints(house)),
    ...said('热点话题', await checkTopics(house.db)),
    ...said('抓落实台账', await checkWorks(house.db)),
    ...said('检索', await checkSearchIndex(house.db)),
    ...said('附件', await checkFiles(house)),
  ]
}

export async function checkEverything(house: House): Promise<number> {
  const faults = await findFaults(house)
  for (const fault of faults) process.stdout.write(`${fault}\n`)
  process.stdout.write(
    faults.length === 0 ? '核对完毕，没有发现问题。\n' : `核对完毕，发现 ${faults.length} 处不符。\n`,
  )
  return faults.length === 0 ? 0 : 1
}

const said = (what: string, found: readonly unknown[]): string[] =>
  found.map((fault) => `${what}：${typeof fault === 'string' ? fault : JSON.stringify(fault)}`)
