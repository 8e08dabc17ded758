import type { Unit } from '#core/people/index.ts'
import type { FieldErrors } from '#ui/index.ts'
import { type NewWork, readNewWork, type TypedWork } from '../giving/new-work.ts'
import { sourceNames } from '../work.ts'

/** The columns of a task list, as its first line names them; in any order. */
export const listColumns = [
  { key: 'year', label: '年度', required: true },
  { key: 'source', label: '来源', required: true },
  { key: 'title', label: '任务', required: true },
  { key: 'goal', label: '目标', required: true },
  { key: 'basis', label: '出处', required: false },
  { key: 'lead', label: '牵头单位', required: true },
  { key: 'joint', label: '配合单位', required: false },
  { key: 'users', label: '使用单位', required: false },
  { key: 'startsOn', label: '开始日期', required: true },
  { key: 'milestone', label: '节点', required: true },
  { key: 'dueOn', label: '节点日期', required: true },
] as const

type ColumnKey = (typeof listColumns)[number]['key']

/** What is wrong, by the line of the file as a spreadsheet counts them. */
export type LineFault = { line: number; text: string; message: string }

export type ReadList = { works: { line: number; work: NewWork }[]; faults: LineFault[] }

const mostWorks = 500

type Line = { line: number; cells: Record<ColumnKey, string> }

/**
 * A list → works, or every fault with its line. One line a milestone; a line without 任务 goes on with the task above, as merged cells leave it. Nothing is
 * taken where one line is wrong: what is half imported nobody can mend.
 */
export function readList(
  rows: readonly (readonly string[])[],
  about: {
    units: readonly Pick<Unit, 'id' | 'name' | 'shortName' | 'ancestors' | 'active'>[]
    giverUnitId: string
    today: Temporal.PlainDate
    /** Those in the ledger already, by `keyOf`. */
    known: ReadonlySet<string>
  },
): ReadList {
  const head = headOf(rows)
  if ('fault' in head) return { works: [], faults: [head.fault] }
  const lines = linesOf(rows, head)
  const groups = grouped(lines)
  const faults: LineFault[] = groups.orphans.map(({ line }) => ({
    line,
    text: '',
    message: '这一行没有写任务，上面也没有任务可以接着。',
  }))
  if (groups.tasks.length === 0 && faults.length === 0)
    faults.push({ line: head.line + 1, text: '', message: '表头下面没有任务，请核对是不是选错了表。' })
  if (groups.tasks.length > mostWorks)
    faults.push({ line: head.line, text: '', message: `一次最多导入 ${mostWorks} 项任务，请分几次导入。` })
  const works: ReadList['works'] = []
  const seen = new Map<string, number>()
  for (const task of groups.tasks.slice(0, mostWorks)) {
    const [first] = task
    if (!first) continue
    const read = readNewWork(typedOf(task), about)
    if ('errors' in read) {
      faults.push(...faultsOf(first, read.errors))
      continue
    }
    const key = keyOf(read.work)
    const before = seen.get(key)
    if (before !== undefined) faults.push(faultAt(first, `和第 ${before} 行是同一项任务，请去掉一处。`))
    else if (about.known.has(key)) faults.push(faultAt(first, '台账里已经有这项任务，请从表里去掉这几行。'))
    seen.set(key, before ?? first.line)
    works.push({ line: first.line, work: read.work })
  }
  return { works, faults }
}

export const keyOf = ({ year, source, title }: Pick<NewWork, 'year' | 'source' | 'title'>): string =>
  `${year} ${source} ${title}`

/** The first line with a column name in it; titles above the table are usual. */
function headOf(
  rows: readonly (readonly string[])[],
): { line: number; at: Map<ColumnKey, number> } | { fault: LineFault } {
  const index = rows.findIndex((row) => row.filter((cell) => columnNamed(cell)).length >= 3)
  const labels = listColumns.filter(({ required }) => required).map(({ label }) => label)
  const row = rows[index]
  if (!row) {
    const message = `没有找到表头。第一行应写：${labels.join('、')}。可以先下载模板。`
    return { fault: { line: 1, text: (rows[0] ?? []).join(' ').slice(0, 40), message } }
  }
  const at = new Map<ColumnKey, number>()
  for (const [position, cell] of row.entries()) {
    const column = columnNamed(cell)
    if (column && !at.has(column.key)) at.set(column.key, position)
  }
  const missing = listColumns.filter(({ key, required }) => required && !at.has(key)).map(({ label }) => label)
  if (missing.length > 0)
    return {
      fault: { line: index + 1, text: row.join(' ').slice(0, 40), message: `表头缺少：${missing.join('、')}。` },
    }
  return { line: index + 1, at }
}

const columnNamed = (cell: string) => {
  const word = cell.replace(/\s/g, '')
  return listColumns.find(({ label }) => label === word)
}

const linesOf = (
  rows: readonly (readonly string[])[],
  { line: head, at }: { line: number; at: Map<ColumnKey, number> },
): Line[] =>
  rows.slice(head).flatMap((row, index) => {
    if (row.every((cell) => cell.trim() === '')) return []
    const cells = Object.fromEntries(
      listColumns.map(({ key }) => [key, (row[at.get(key) ?? -1] ?? '').trim()]),
    ) as Record<ColumnKey, string>
    return [{ line: head + index + 1, cells }]
  })

function grouped(lines: readonly Line[]): { tasks: Line[][]; orphans: Line[] } {
  const tasks: Line[][] = []
  const orphans: Line[] = []
  for (const line of lines) {
    const above = tasks.at(-1)
    const isSame = line.cells.title === '' || line.cells.title === above?.[0]?.cells.title
    if (above && isSame) above.push(line)
    else if (line.cells.title === '') orphans.push(line)
    else tasks.push([line])
  }
  return { tasks, orphans }
}

function typedOf(task: readonly Line[]): TypedWork {
  const first = (key: ColumnKey) => task.map(({ cells }) => cells[key]).find((cell) => cell !== '') ?? ''
  return {
    year: first('year'),
    source: first('source'),
    title: first('title'),
    goal: first('goal'),
    basis: first('basis'),
    lead: first('lead'),
    joint: first('joint'),
    users: first('users'),
    startsOn: first('startsOn'),
    milestones: task.map(({ cells }) => ({ title: cells.milestone, dueOn: cells.dueOn })),
  }
}

const faultAt = ({ line, cells }: Line, message: string): LineFault => ({ line, text: cells.title, message })

const faultsOf = (first: Line, errors: FieldErrors): LineFault[] =>
  Object.values(errors).flatMap((message) => (message ? [faultAt(first, message)] : []))

/** What the template shows, and what a test reads back. */
export const sampleLines: string[][] = [
  [
    '2026',
    sourceNames.livelihood,
    '改造老旧小区 20 个',
    '完成 20 个小区水电气管网和道路改造，惠及 3000 户',
    '2026 年民生实事第 1 件',
    '市住房城乡建设局',
    '市财政局、东区政府',
    '',
    '2026-03-01',
    '完成施工招标',
    '2026-05-31',
  ],
  ['', '', '', '', '', '', '', '', '', '全部完工并通过验收', '2026-11-30'],
]
