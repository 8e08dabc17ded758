import type { Unit } from '#core/people/index.ts'
import type { FieldErrors } from '#ui/index.ts'
import { workSources } from '../tables.ts'
import { cleanLine, cleanText, holdsPersonalNumber, readDate } from '../words.ts'
import { isBefore, sourceNames, type WorkSource } from '../work.ts'

/** As typed in the form, or read from a line of a file. */
export type TypedWork = {
  year: string
  source: string
  title: string
  goal: string
  basis: string
  lead: string
  joint: string
  users: string
  startsOn: string
  milestones: { title: string; dueOn: string }[]
}

export type NewWork = {
  year: number
  source: WorkSource
  title: string
  goal: string
  basis: string | null
  leadUnitId: string
  jointUnitIds: string[]
  userUnitIds: string[]
  startsOn: Temporal.PlainDate
  milestones: { title: string; dueOn: Temporal.PlainDate }[]
}

type TreeUnit = Pick<Unit, 'id' | 'name' | 'shortName' | 'ancestors' | 'active'>

export const mostMilestones = 24

/** What is typed → a work, or a sentence for every field that does not fit. Units must lie below the giver's. */
export function readNewWork(
  typed: TypedWork,
  about: { units: readonly TreeUnit[]; giverUnitId: string; today: Temporal.PlainDate },
): { work: NewWork } | { errors: FieldErrors } {
  const errors: FieldErrors = {}
  const year = readYear(typed.year, about.today, errors)
  const source = readSource(typed.source, errors)
  const title = readWords(typed.title, { field: 'title', what: '任务名称', least: 4, most: 100 }, errors)
  const goal = readWords(typed.goal, { field: 'goal', what: '目标', least: 4, most: 500 }, errors)
  const basis = typed.basis.trim()
    ? readWords(typed.basis, { field: 'basis', what: '出处', least: 2, most: 200 }, errors)
    : null
  const parties = readParties(typed, about, errors)
  const startsOn = readDate(typed.startsOn)
  if (!startsOn) errors.startsOn = '请填写开始日期，例如 2026-03-01。'
  const milestones = readMilestones(typed.milestones, { year, startsOn }, errors)
  if (Object.keys(errors).length > 0 || !year || !source || !startsOn || !parties) return { errors }
  return { work: { year, source, title, goal, basis, ...parties, startsOn, milestones } }
}

function readYear(text: string, today: Temporal.PlainDate, errors: FieldErrors): number | null {
  const year = /^\d{4}年?$/.test(text.normalize('NFKC').trim()) ? Number.parseInt(text.normalize('NFKC'), 10) : 0
  if (year >= today.year - 5 && year <= today.year + 1) return year
  errors.year = `请填写任务年度，${today.year - 5} 到 ${today.year + 1}。`
  return null
}

function readSource(text: string, errors: FieldErrors): WorkSource | null {
  const word = text.replace(/\s/g, '')
  const found = workSources.find((source) => source === word || sourceNames[source] === word)
  if (found) return found
  errors.source = `请选择任务来源：${Object.values(sourceNames).join('、')}。`
  return null
}

function readWords(
  text: string,
  { field, what, least, most }: { field: string; what: string; least: number; most: number },
  errors: FieldErrors,
): string {
  const clean = field === 'goal' ? cleanText(text) : cleanLine(text)
  const { length } = [...clean]
  if (length === 0) errors[field] = `请填写${what}。`
  else if (length < least) errors[field] = `${what}太短了，请至少写 ${least} 个字。`
  else if (length > most) errors[field] = `${what}太长了，最多 ${most} 字，请删短一些。`
  else if (holdsPersonalNumber(clean)) errors[field] = `${what}里有身份证号、手机号或银行卡号，请去掉。`
  return clean
}

function readParties(
  typed: TypedWork,
  { units, giverUnitId }: { units: readonly TreeUnit[]; giverUnitId: string },
  errors: FieldErrors,
): Pick<NewWork, 'leadUnitId' | 'jointUnitIds' | 'userUnitIds'> | null {
  const find = (field: string, name: string): TreeUnit | null => {
    const unit = unitNamed(units, name)
    if (!unit) errors[field] ??= `没有找到“${name}”这个单位，请写全称或简称，例如“市住房城乡建设局”。`
    return unit
  }
  const lead = typed.lead.trim() ? find('lead', typed.lead.trim()) : null
  if (!typed.lead.trim()) errors.lead = '请填写牵头单位。'
  const joint = namesIn(typed.joint).map((name) => find('joint', name))
  const users = namesIn(typed.users).map((name) => find('users', name))
  if (lead && !isUnder(lead, giverUnitId))
    errors.lead ??= `${lead.shortName}不是本单位下面的单位，不能交给它。请选本级或下级单位。`
  const doing = [lead, ...joint].filter((unit) => unit !== null)
  if (lead && joint.some((unit) => unit?.id === lead.id)) errors.joint ??= '牵头单位不用再写进配合单位。'
  const own = users.find((unit) => unit && doing.some(({ id }) => isUnder(unit, id)))
  if (own) errors.users ??= `${own.shortName}是责任单位或者它的下属，不能自己验收。请写真正使用的单位，没有就空着。`
  if (!lead || errors.lead || errors.joint || errors.users) return null
  const idsOf = (found: (TreeUnit | null)[]) => [...new Set(found.flatMap((unit) => unit?.id ?? []))]
  return { leadUnitId: lead.id, jointUnitIds: idsOf(joint), userUnitIds: idsOf(users) }
}

/** 市住房城乡建设局、市财政局; any of the signs that people put between names. */
const namesIn = (text: string): string[] =>
  text
    .split(/[、，,；;\n/]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

export const unitNamed = (units: readonly TreeUnit[], name: string): TreeUnit | null => {
  const word = name.replace(/\s/g, '')
  return units.find((unit) => unit.active && [unit.id, unit.name, unit.shortName].includes(word)) ?? null
}

const isUnder = ({ id, ancestors }: TreeUnit, above: string): boolean => id === above || ancestors.includes(above)

function readMilestones(
  typed: TypedWork['milestones'],
  { year, startsOn }: { year: number | null; startsOn: Temporal.PlainDate | null },
  errors: FieldErrors,
): NewWork['milestones'] {
  const problem = (sentence: string) => {
    errors.milestones ??= sentence
  }
  if (typed.length === 0) problem('请至少写一个节点：哪天之前，办成什么。')
  if (typed.length > mostMilestones) problem(`最多 ${mostMilestones} 个节点，请合并一些。`)
  return typed.slice(0, mostMilestones).flatMap(({ title: text, dueOn: on }, at) => {
    const title = cleanLine(text)
    const dueOn = readDate(on)
    const which = `第 ${at + 1} 个节点`
    if ([...title].length < 2 || [...title].length > 100) problem(`${which}请写 2 到 100 个字，说明办成什么。`)
    if (!dueOn) problem(`${which}的日期“${on}”看不懂，请写成 2026-11-30 这样，并核对有没有这一天。`)
    else if (startsOn && isBefore(dueOn, startsOn)) problem(`${which}的日期早于开始日期，请核对。`)
    else if (year && (dueOn.year < year - 1 || dueOn.year > year + 5))
      problem(`${which}的日期 ${dueOn} 与任务年度相差太远，请核对年份。`)
    return dueOn ? [{ title, dueOn }] : []
  })
}

/** One milestone a line, the day in front: `2026-06-30 完成施工图设计`. */
export const milestonesIn = (lines: string): TypedWork['milestones'] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, dueOn = '', title = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? []
      return { dueOn, title }
    })
