import { continueLog, keepCopy, publishEntries, renewLog } from '#core/ledger/index.ts'
import type { House } from '#platform/house.ts'

const usage = '用法：npm start -- ledger continue ｜ npm start -- ledger renew "理由"'

/** What an operator does about the public record after a loss; each leaves an entry in it that everybody reads. */
export async function ledger(house: House, [what, ground = '']: string[]): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  if (what === 'continue') {
    const back = await continueLog(house, '恢复备份')
    say(continuedWords(back))
  } else if (what === 'renew' && ground.trim() !== '') {
    say(
      `另起的公示存证叫 ${await renewLog(house, ground.trim())}，理由已公开记下。请告诉见证机构它的新公钥（/ledger/key）。`,
    )
  } else {
    say(usage)
    return 1
  }
  await publishEntries(house)
  await keepCopy(house)
  return 0
}

export const continuedWords = (back: number | null): string =>
  back === null
    ? '公示存证：没有要接回的记录。'
    : `公示存证：备份以后公布过的 ${back} 条记录已从副本接回（原文不在备份里），恢复这件事本身也已记入，谁都看得到。`
