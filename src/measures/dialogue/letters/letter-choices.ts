import { limitText, type RuleBook, recentLaw } from '#core/calendar/index.ts'
import { allDivisions, allUnits, type Division, type Unit } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import type { Option, OptionGroup } from '#ui/index.ts'
import { classOf, type LetterSort, letterRules, letterSorts } from './letter.ts'

export type LetterChoices = {
  divisions: (Option | OptionGroup)[]
  units: (Option | OptionGroup)[]
  /** 7个工作日内, as the rule in force today says. */
  answerWithin: Record<LetterSort, string>
}

type From = {
  divisions: readonly Division[]
  units: readonly Unit[]
  rules: RuleBook
  today: Temporal.PlainDate
  cityCode: string
}

const made = new WeakMap<readonly Unit[], { from: From; choices: LetterChoices }>()

/** What the form offers: places, units, and how long each sort of letter takes. The same object as long as all it is made of is the same. */
export async function letterChoices({ db, config, clock }: House): Promise<LetterChoices> {
  const [divisions, units, { rules }] = await Promise.all([allDivisions(db), allUnits(db), recentLaw(db)])
  const from = { divisions, units, rules, today: dateIn(config.timeZone, clock.now()), cityCode: config.cityCode }
  const known = made.get(units)
  if (known && isSame(known.from, from)) return known.choices
  const choices = choicesFrom(from)
  made.set(units, { from, choices })
  return choices
}

const isSame = (a: From, b: From): boolean =>
  a.divisions === b.divisions && a.rules === b.rules && a.today.equals(b.today) && a.cityCode === b.cityCode

function choicesFrom({ divisions, units, rules, today, cityCode }: From): LetterChoices {
  const within = (sort: LetterSort): string => {
    const limit = rules.on(letterRules(classOf(sort).class, 'web').answer, today)?.limit
    return limit ? limitText(limit) : ''
  }
  return {
    divisions: placeOptions(divisions, cityCode),
    units: unitOptions(units, divisions, cityCode),
    answerWithin: Object.fromEntries(letterSorts.map((sort) => [sort, within(sort)])) as Record<LetterSort, string>,
  }
}

/** County → street or town in one list: an old phone has one wheel to turn, and no script is needed. */
function placeOptions(divisions: readonly Division[], cityCode: string): (Option | OptionGroup)[] {
  const counties = divisions.filter((division) => division.parentCode === cityCode)
  return [
    { value: cityCode, label: '全市，或说不清在哪里' },
    ...counties.map((county) => ({
      label: county.name,
      options: [
        { value: county.code, label: `${county.name}（说不清街道、乡镇）` },
        ...divisions
          .filter((division) => division.parentCode === county.code)
          .map(({ code, name }) => ({ value: code, label: name })),
      ],
    })),
  ]
}

/** The public directory: sections of a department are not asked of a citizen. */
function unitOptions(units: readonly Unit[], divisions: readonly Division[], cityCode: string): OptionGroup[] {
  const open = units.filter((unit) => unit.active && unit.kind !== 'section')
  const places = new Map(divisions.map((division) => [division.code, division]))
  const countyOf = (code: string): string => {
    const division = places.get(code)
    return !division || division.code === cityCode || division.parentCode === cityCode || !division.parentCode
      ? code
      : countyOf(division.parentCode)
  }
  const groups = Map.groupBy(open, (unit) => countyOf(unit.divisionCode))
  return [...groups]
    .toSorted(([a], [b]) => Number(b === cityCode) - Number(a === cityCode) || a.localeCompare(b))
    .map(([code, members]) => ({
      label: code === cityCode ? '市级单位' : (places.get(code)?.name ?? '其他'),
      options: members.map(({ id, name }) => ({ value: id, label: name })),
    }))
}
