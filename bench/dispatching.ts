import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { type Example, learnLabels, likelyLabels, type Measured } from '#core/documents/index.ts'
import { allUnits, staffActor } from '#core/people/index.ts'
import {
  adviceFor,
  dispatchAsAdvised,
  importLetters,
  learnAdvice,
  linesOf,
  writeLetter,
} from '#measures/dialogue/index.ts'
import { anyone } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { BenchCity } from './city.ts'
import type { BenchRow } from './due-dates.ts'
import { file } from './filing.ts'

/** Letters and a tree of categories that are read where they lie and never become the project's. */
export type TrialFiles = { labelled?: string | undefined; tree?: string | undefined; letters?: string | undefined }

type Trial = {
  id: number
  title: string
  body: string
  category?: string
  reply?: string
  writtenAt: string
  repliedAt?: string
}

const learning = { key: 12345, leastTexts: 3, mostTerms: 20_000 }
const seeds = [1, 2, 3]

/**
 * How good the advice is, how long it takes among 100,000 letters, and whether filing is slower while a version is learnt. The quality is measured on the
 * files that are given; without them only the times are.
 */
export async function benchDispatching(
  city: BenchCity,
  files: TrialFiles,
  say: (line: string) => unknown,
): Promise<BenchRow[]> {
  const { house } = city
  const rows: BenchRow[] = []
  if (files.labelled && files.tree) rows.push(...(await quality(files.labelled, files.tree, files.letters, say)))
  say('十万封信的城里学习和建议……')
  rows.push(...(await timesOf(house)))
  say('学习时写信……')
  rows.push(...(await filingBeside(city)))
  if (files.labelled && files.tree && files.letters) {
    say('按建议派出……')
    rows.push(...(await dispatchAll(house, files.labelled, files.tree, files.letters)))
  }
  return rows
}

const readTrial = (path: string): Trial[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Trial)

/** Words of the lower levels by the title of the upper one. */
function readTree(path: string): Map<string, Set<string>> {
  const tree = new Map<string, Set<string>>()
  for (const line of readFileSync(path, 'utf8').trim().split('\n').slice(1)) {
    const [upper = '', ...lower] = line.trim().split(',')
    const words = tree.get(upper) ?? new Set<string>()
    for (const word of lower) if (word !== '其他') words.add(word)
    tree.set(upper, words)
  }
  return tree
}

/** Stratified five-fold cross-validation on the labelled letters, for three seeds; the ways that were tried and the one that is used. */
async function quality(
  labelledPath: string,
  treePath: string,
  lettersPath: string | undefined,
  say: (line: string) => unknown,
): Promise<BenchRow[]> {
  const labelled = readTrial(labelledPath)
  const letters = labelled.map(
    ({ title, body, category = '' }): Example => ({ title, body, label: category, weight: 1 }),
  )
  const labels = new Set(letters.map(({ label }) => label))
  const tree = (weight: number, onlyLabels: boolean): Example[] =>
    [...readTree(treePath)]
      .filter(([upper]) => !onlyLabels || labels.has(upper))
      .flatMap(([label, words]) => [...words].map((title) => ({ title, body: '', label, weight })))
  const ways: [string, Example[]][] = [
    ['只有标注的来信', letters],
    ['加分类树的词，每词算 1 封（只有标注里有的类）', [...letters, ...tree(0.999, true)]],
    ['加分类树的词，每词算 3 封（只有标注里有的类）', [...letters, ...tree(3, true)]],
    ['同上，可判断成分类树的全部 15 类', [...letters, ...tree(3, false)]],
  ]
  const rows: BenchRow[] = []
  for (const [name, examples] of ways) {
    const measured: Measured[] = []
    for (const seed of seeds) {
      const { measured: one } = await learnLabels({ examples, learning: { ...learning, seed } })
      if (one) measured.push(one)
    }
    const told = measured.map(({ macroF1 }) => macroF1.toFixed(3)).join('、')
    rows.push({
      name: `宏平均 F1：${name}`,
      note: `${mean(measured.map(({ macroF1 }) => macroF1)).toFixed(3)}（${told}）`,
    })
    const first = measured[0]
    if (name === ways[2]?.[0] && first) {
      rows.push({ name: `同一折法的一致率`, note: share(measured.map(right)) })
      confusion(first, say)
    }
  }
  if (lettersPath) rows.push(await againstReplies(letters, tree(3, true), readTrial(lettersPath)))
  return rows
}

const mean = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length
const share = (shares: readonly number[]): string => `${(mean(shares) * 100).toFixed(1)}%`
const right = ({ confusion: pairs, letters }: Measured): number =>
  pairs.filter(({ label, told }) => label === told).reduce((sum, { letters: some }) => sum + some, 0) / letters

/** Rows: what it is; columns: what it was told to be. To the error output, beside the table. */
function confusion({ confusion: pairs, byLabel }: Measured, say: (line: string) => unknown): void {
  const labels = byLabel.map(({ label }) => label)
  say(`混淆表（种子 ${seeds[0]}；行是标注，列是判断，依次 ${labels.join('、')}；最后是 F1）`)
  for (const { label, f1 } of byLabel) {
    const cells = labels.map((told) => pairs.find((one) => one.label === label && one.told === told)?.letters ?? 0)
    say(`  ${label}\t${cells.join('\t')}\t${f1.toFixed(3)}`)
  }
}

/** The unlabelled letters have no label to agree with: the letter alone and the answer alone are told by the same model, and how often both say one thing. */
async function againstReplies(letters: Example[], tree: Example[], all: Trial[]): Promise<BenchRow> {
  const { model } = await learnLabels({ examples: [...letters, ...tree], learning: { ...learning, seed: 1 } })
  const told = (title: string, body: string) => likelyLabels(model, { title, body }, learning.key)[0]?.label
  const answered = all.filter(({ reply }) => reply)
  const same = answered.filter(({ title, body, reply = '' }) => told(title, body) === told('', reply))
  return {
    name: `${answered.length.toLocaleString('en')} 封没有标注的来信：信和答复各自判断，相同的`,
    note: share([same.length / answered.length]),
  }
}

async function timesOf(house: House): Promise<BenchRow[]> {
  const began = performance.now()
  const learnt = await learnAdvice(house)
  const seconds = (performance.now() - began) / 1000
  const { rows: open } = await house.db.execute<{ id: string }>(sql`
    select id from matters where kind = 'letter' and state in ('opened', 'dispatched', 'inProgress') and class <> 'report' limit 400`)
  const coldBegan = performance.now()
  await adviceFor(house, open[0]?.id ?? '')
  const cold = performance.now() - coldBegan
  const times: number[] = []
  for (let at = 0; at < 2000; at++) {
    const start = performance.now()
    await adviceFor(house, open[at % open.length]?.id ?? '')
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return [
    {
      name: '学一版（100,000 封里最近的 8,000 封，含两次交叉验证）',
      note: `${seconds.toFixed(1)} 秒${learnt ? '' : '，没有学成'}`,
    },
    {
      name: '一封信的建议，100,000 封来信的城（读信、分类、三个单位、理由）',
      perSecond: 1000 / mean(times),
      p50: times[Math.floor(times.length / 2)] ?? 0,
      p99: times[Math.floor(times.length * 0.99)] ?? 0,
      note: `启用新版后的第一次 ${cold.toFixed(0)} ms`,
    },
  ]
}

/** Learning runs where jobs run, in another process than filing, on the same machine and database. */
async function filingBeside(city: BenchCity): Promise<BenchRow[]> {
  const serving = await city.serve()
  try {
    await file(serving, { round: 1, connections: 8, seconds: 4 })
    const alone = await file(serving, { round: 2, connections: 8, seconds: 8 })
    const learns = learnAdvice(city.house)
    const beside = await file(serving, { round: 3, connections: 8, seconds: 8 })
    await learns
    const row = (name: string, filed: typeof alone): BenchRow => ({
      name,
      perSecond: filed.perSecond,
      p50: filed.p50,
      p99: filed.p99,
    })
    return [row('写信，没有在学', alone), row('写信，同时在学一版', beside)]
  } finally {
    await serving.close()
  }
}

/** Which unit of the demo city answers letters of an upper category of the trial's tree. */
const unitOf: Record<string, string> = {
  城乡建设: '市住房城乡建设局',
  环境保护: '市生态环境局',
  交通运输: '市交通运输局',
  教育文体: '市教育和体育局',
  劳动和社会保障: '市人力资源社会保障局',
  商贸旅游: '市商务局',
  卫生计生: '市卫生健康委',
}

/**
 * On the running system: the tree is the city's list, the labelled letters are closed letters of the units that answer for their category, a version is learnt, and
 * every one of the letters is filed as a message of a board and dispatched by the advice as a dispatcher would do in bulk.
 */
async function dispatchAll(
  house: House,
  labelledPath: string,
  treePath: string,
  lettersPath: string,
): Promise<BenchRow[]> {
  await house.db.execute(sql`delete from matter_categories`)
  await house.db.execute(
    sql`update matters set closed_at = null where kind = 'letter' and closed_at is not null and class <> 'report'`,
  )
  await house.db.execute(sql`update duties set ended_at = now(), ended_for = '试' where ended_at is null`)
  await house.db.execute(sql`update letter_categories set ended_at = now() where ended_at is null`)
  let position = 0
  for (const [title, words] of readTree(treePath))
    await house.db.execute(sql`insert into letter_categories (id, title, words, position)
      values (${newId()}, ${title}, ${[...words].join(' ')}, ${position++})`)
  // The list is kept for ten seconds.
  await new Promise((resolve) => setTimeout(resolve, 10_500))
  await importLetters(house, labelledLines(labelledPath))
  await house.db.execute(sql`update matters set closed_at = now() where channel = 'import' and answered_at is not null`)
  await house.db.execute(sql`update advice_models set state = 'replaced' where state = 'inUse'`)
  await learnAdvice(house)
  const dispatcher = await staffActor(house, 'paidan')
  const units = new Map((await allUnits(house.db)).map((unit) => [unit.id, unit.shortName]))
  const [filed, sent, unsure]: [string[], Map<string, number>, string[]] = [[], new Map(), []]
  for await (const line of linesOf(lettersPath)) {
    const { title, body, id } = JSON.parse(line) as Trial
    const { matterId } = await house.db.transaction((tx) =>
      writeLetter(
        { ...house, db: tx },
        anyone,
        {
          ...{ sort: 'help', title: title.slice(0, 50), body: body.slice(0, 5000), division: '510400', place: '' },
          ...{
            unit: null,
            name: '',
            phone: null,
            publish: false,
            secret: false,
            relation: false,
            idNumberMeant: false,
          },
        },
        { formKey: newId(), fileIds: [], through: { door: 'board', sender: String(id) } },
      ),
    )
    filed.push(matterId)
  }
  const began = performance.now()
  for (const matterId of filed) {
    const done = await house.db
      .transaction((tx) => dispatchAsAdvised({ ...house, db: tx }, dispatcher, matterId))
      .then(() => true)
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        return false
      })
    if (!done) unsure.push(matterId)
  }
  const seconds = (performance.now() - began) / 1000
  const { rows } = await house.db.execute<{ unit: string; letters: number }>(sql`
    select offered_unit_id as unit, count(*)::int as letters from matters where id = any(${`{${filed.join(',')}}`}::uuid[]) and state = 'dispatched' group by 1`)
  for (const { unit, letters } of rows) sent.set(units.get(unit) ?? unit, letters)
  const told = [...sent].sort(([, a], [, b]) => b - a).map(([unit, letters]) => `${unit} ${letters}`)
  return [
    {
      name: `${filed.length.toLocaleString('en')} 封来信按建议派出`,
      perSecond: filed.length / seconds,
      note: `派出 ${filed.length - unsure.length}，没有把握留给人 ${unsure.length}；${told.join('、')}`,
    },
  ]
}

async function* labelledLines(path: string): AsyncGenerator<string> {
  for (const { id, title, body, writtenAt, category = '' } of readTrial(path)) {
    const repliedAt = Temporal.Instant.from(writtenAt).add({ hours: 72 }).toString()
    const unit = unitOf[category]
    yield JSON.stringify({
      id: `labelled-${id}`,
      title,
      body,
      writtenAt,
      category,
      unit,
      reply: '已经答复。',
      repliedAt,
    })
  }
}
