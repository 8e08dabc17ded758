import type { Config } from '#platform/config.ts'
import { DateField, type FieldErrors, RadioGroup, SelectField, TextArea, TextField } from '#ui/index.ts'
import { demoAt, drandAt } from './beacons.ts'
import { enough, type Lottery, lotteries, type Source } from './sources.ts'

/** What a form about a draw sends of its moment and its chance. */
export const chanceFields = [
  'drawDay',
  'drawTime',
  'chance',
  'firstGame',
  'firstIssue',
  'secondGame',
  'secondIssue',
  'bodies',
] as const
export type ChanceField = (typeof chanceFields)[number]
type Typed = Partial<Record<ChanceField, string>>

const ways = {
  drand: { label: 'drand 公开信标', hint: '全世界公开的随机数，三秒一轮，谁都能核对' },
  lottery: { label: '两种彩票的开奖号码', hint: '开奖后录入；抽取时刻写开奖时刻' },
  observers: { label: '观察人各写几个字', hint: '至少两家不同的单位，例如人大代表联络站和报社' },
  demo: { label: '演示信标', hint: '只供演示，不作数' },
} as const
type Way = keyof typeof ways

const waysOf = ({ demo, drandUrl }: Pick<Config, 'demo' | 'drandUrl'>): Way[] => [
  ...(drandUrl ? (['drand'] as const) : []),
  'observers',
  'lottery',
  ...(demo ? (['demo'] as const) : []),
]

/** 抽取时刻 and 随机数从哪里来, for every form that begins a draw. */
export function ChanceFields({ typed, errors, config }: { typed: Typed; errors: FieldErrors; config: Config }) {
  const games = Object.entries(lotteries).map(([value, { title }]) => ({ value, label: title }))
  return (
    <>
      <DateField name="drawDay" label="抽取日期" value={typed.drawDay} error={errors.drawDay} required />
      <TextField
        name="drawTime"
        label="抽取时刻"
        hint="24 小时制，例如 15:00；至少在两分钟以后"
        value={typed.drawTime}
        error={errors.drawTime}
        width="short"
        required
      />
      <RadioGroup
        name="chance"
        label="随机数从哪里来"
        hint="要从外面来，事先谁也不知道。方案公布以后不能再换。"
        options={waysOf(config).map((value) => ({ value, ...ways[value] }))}
        value={typed.chance ?? ''}
        error={errors.chance}
        required
      />
      <TextArea
        name="bodies"
        label="观察人所在的单位（选“观察人”时填写）"
        hint="一行一家，不写个人姓名；方案公布后，每家得到一个观察码"
        rows={3}
        value={typed.bodies}
        error={errors.bodies}
      />
      <SelectField
        name="firstGame"
        label="第一种彩票（选“彩票”时填写）"
        empty="不用"
        options={games}
        value={typed.firstGame}
        error={errors.firstGame}
      />
      <TextField
        name="firstIssue"
        label="第一种的期号"
        hint="例如 2026137"
        value={typed.firstIssue}
        error={errors.firstIssue}
        inputMode="numeric"
        width="short"
      />
      <SelectField
        name="secondGame"
        label="第二种彩票"
        empty="不用"
        options={games}
        value={typed.secondGame}
        error={errors.secondGame}
      />
      <TextField
        name="secondIssue"
        label="第二种的期号"
        value={typed.secondIssue}
        error={errors.secondIssue}
        inputMode="numeric"
        width="short"
      />
    </>
  )
}

/** The moment and the sources that were meant, or a sentence for each field. */
export function readChance(
  typed: Typed,
  config: Pick<Config, 'timeZone' | 'demo' | 'drandUrl'>,
): { drawAt: Temporal.Instant; sources: Source[] } | { errors: FieldErrors } {
  const errors: FieldErrors = {}
  const drawAt = readMoment(typed, config.timeZone, errors)
  const way = waysOf(config).find((one) => one === typed.chance)
  if (!way) errors.chance = '请选择随机数从哪里来。'
  // Any moment will do to find what else is wrong.
  const at = drawAt ?? Temporal.Instant.fromEpochMilliseconds(0)
  const sources = way ? sourcesOf(way, typed, at, errors) : []
  return drawAt && Object.keys(errors).length === 0 ? { drawAt, sources } : { errors }
}

function readMoment(
  { drawDay = '', drawTime = '' }: Typed,
  timeZone: string,
  errors: FieldErrors,
): Temporal.Instant | null {
  const time = drawTime
    .normalize('NFKC')
    .trim()
    .replace(/^(\d):/, '0$1:')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(drawDay)) errors.drawDay = '请选择抽取日期。'
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) errors.drawTime = '请填写抽取时刻，例如 15:00。'
  if (errors.drawDay || errors.drawTime) return null
  try {
    return Temporal.PlainDateTime.from(`${drawDay}T${time}`).toZonedDateTime(timeZone).toInstant()
  } catch {
    errors.drawDay = '没有这一天，请核对日期。'
    return null
  }
}

function sourcesOf(way: Way, typed: Typed, at: Temporal.Instant, errors: FieldErrors): Source[] {
  if (way === 'drand') return [drandAt(at)]
  if (way === 'demo') return [demoAt(at)]
  return way === 'observers' ? observersOf(typed, at, errors) : lotteriesOf(typed, at, errors)
}

function observersOf({ bodies = '' }: Typed, at: Temporal.Instant, errors: FieldErrors): Source[] {
  const names = bodies
    .split('\n')
    .map((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
    .filter(Boolean)
  if (new Set(names).size < 2) errors.bodies = '请至少写两家不同的单位，一行一家。'
  else if (new Set(names).size < names.length) errors.bodies = '有一家单位写了两次，请改成不同的单位。'
  else if (names.length > 10) errors.bodies = '最多十家，请删去几家。'
  else if (names.some((name) => [...name].length > 40)) errors.bodies = '单位名称太长了，每家最多 40 字。'
  return names.map((name) => ({ kind: 'observer', name, at: at.toString(), bits: 40 }))
}

function lotteriesOf(typed: Typed, at: Temporal.Instant, errors: FieldErrors): Source[] {
  const sources: Source[] = []
  for (const [gameField, issueField] of [
    ['firstGame', 'firstIssue'],
    ['secondGame', 'secondIssue'],
  ] as const) {
    const game = typed[gameField] ?? ''
    const issue = (typed[issueField] ?? '').normalize('NFKC').trim()
    if (!(game in lotteries)) {
      errors[gameField] = '请选择彩票。'
      continue
    }
    if (!/^\d{5,8}$/.test(issue)) errors[issueField] = '请填写期号，5 到 8 位数字，例如 2026137。'
    const { title, bits } = lotteries[game as Lottery]
    sources.push({
      kind: 'lottery',
      name: `${title}第 ${issue} 期`,
      game: game as Lottery,
      issue,
      at: at.toString(),
      bits,
    })
  }
  const bits = sources.reduce((sum, source) => sum + source.bits, 0)
  if (sources.length === 2 && typed.firstGame === typed.secondGame) errors.secondGame = '请选两种不同的彩票。'
  else if (sources.length === 2 && bits < enough) errors.secondGame = '这两种加起来还不够随机，请至少有一种选快乐8。'
  return sources
}
