import { existsSync } from 'node:fs'
import { countWords } from '#core/documents/index.ts'
import { wakeDue } from '#core/matters/index.ts'
import { importLetters, linesOf, takeFile } from '#measures/dialogue/index.ts'
import type { House } from '#platform/house.ts'
import { Refusal } from '#platform/refusal.ts'

const usage = `用法：
  npm run import -- letters 文件.jsonl        已经答复、公开的旧来信
  npm run import -- board 来源代号 文件       留言板、新媒体的留言（.jsonl、.csv、.xlsx），收下办理`
const mostShown = 20

/** `import letters FILE.jsonl`, `import board SOURCE FILE`: with a progress bar, then what was taken and which lines were refused and why. */
export async function importFile(house: House, [what, path, file]: string[]): Promise<number> {
  if (what === 'board' && path && file) return importMessages(house, path, file)
  if (what !== 'letters' || !path) return fail(usage)
  if (!existsSync(path)) return fail(`找不到文件：${path}`)
  let total = 0
  for await (const line of linesOf(path)) if (line.trim() !== '') total++
  const bar = progressBar(total)
  const report = await importLetters(house, linesOf(path), bar)
  process.stdout.write('\n')
  await wakeDue(house)
  await countWords(house.db)
  say(
    `读取 ${report.read} 行：收信 ${report.filed} 封（其中已公开 ${report.published} 封），以前导入过 ${report.already} 封，拒收 ${report.refused.length} 行。`,
  )
  sayRefused(report.refused)
  return report.refused.length > 0 && report.filed + report.already === 0 ? 1 : 0
}

async function importMessages(house: House, slug: string, path: string): Promise<number> {
  if (!existsSync(path)) return fail(`找不到文件：${path}`)
  try {
    let total = 0
    if (/\.jsonl?$/i.test(path)) for await (const line of linesOf(path)) if (line.trim() !== '') total++
    const report = await takeFile(house, { slug, path }, progressBar(total))
    process.stdout.write('\n')
    await wakeDue(house)
    say(
      `读取 ${report.read} 条：收下 ${report.taken} 条，以前收过 ${report.already} 条，没有收 ${report.refused.length} 条。`,
    )
    sayRefused(report.refused)
    return report.refused.length > 0 && report.taken + report.already === 0 ? 1 : 0
  } catch (error) {
    if (error instanceof Refusal) return fail(error.message)
    throw error
  }
}

function sayRefused(refused: readonly { line: number; why: string }[]): void {
  for (const { line, why } of refused.slice(0, mostShown)) say(`  第 ${line} 行：${why}`)
  if (refused.length > mostShown) say(`  ……还有 ${refused.length - mostShown} 行`)
}

/** On a terminal a bar that grows; in a log a line each tenth. */
function progressBar(total: number): (done: number) => void {
  const width = 30
  const started = performance.now()
  let lastTenth = 0
  return (done) => {
    const share = total === 0 ? 1 : done / total
    const rate = Math.round(done / ((performance.now() - started) / 1000))
    const words = total === 0 ? `${done} 条` : `${done}/${total} ${Math.floor(share * 100)}% ${rate} 封/秒`
    if (process.stdout.isTTY) {
      const filled = Math.round(share * width)
      process.stdout.write(`\r[${'█'.repeat(filled)}${'░'.repeat(width - filled)}] ${words}`)
    } else if (Math.floor(share * 10) > lastTenth) {
      lastTenth = Math.floor(share * 10)
      say(words)
    }
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}
