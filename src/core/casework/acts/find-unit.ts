import { pinyin } from 'pinyin-pro'

/** What a clerk sees of a unit when choosing one. */
export type UnitChoice = { id: string; name: string; shortName: string }

export type FoundUnit = { ok: true; unit: UnitChoice } | { ok: false; message: string }

/**
 * The unit a clerk meant: its id, name, short name or nickname (住建局 for 市住房城乡建设局), in characters or initials (`zjj`). Typing beats
 * scrolling through ninety names two hundred times a day; a word that fits several units is asked back with them.
 */
export function findUnit(typed: string, units: readonly UnitChoice[]): FoundUnit {
  const word = typed.trim().toLowerCase()
  if (word === '') return { ok: false, message: '请填写单位：名称、简称或拼音首字母都可以，例如“住建局”或“zjj”。' }
  for (const fits of waysToFit(word)) {
    const fitting = units.filter(fits)
    const chosen = fitting.length === 1 ? fitting[0] : onlyOfTheCity(fitting)
    if (chosen) return { ok: true, unit: chosen }
    if (fitting.length > 0) return { ok: false, message: askBack(typed.trim(), fitting) }
  }
  return { ok: false, message: `没有找到“${typed.trim()}”这个单位，请从列表里选一个。` }
}

/** From the strictest to the loosest. */
function waysToFit(word: string): ((unit: UnitChoice) => boolean)[] {
  const isLatin = /^[a-z0-9]+$/.test(word)
  const namesOf = (unit: UnitChoice) => {
    const names = [unit.shortName, unit.shortName.replace(/^市/u, ''), unit.name]
    return isLatin ? names.map(initialsOf) : names
  }
  const spoken = (unit: UnitChoice) => namesOf(unit)[1] ?? ''
  return [
    (unit) => [unit.id, unit.name.toLowerCase(), unit.shortName.toLowerCase()].includes(word),
    (unit) => namesOf(unit).includes(word),
    // The whole name said short comes before a piece of another: 住建局 is the bureau, not its 物业监管科.
    (unit) => isShortFor(word, spoken(unit)) && spoken(unit).toLowerCase().endsWith(word.slice(-1)),
    (unit) => namesOf(unit).some((name) => name.toLowerCase().includes(word)),
    (unit) => isShortFor(word, spoken(unit)),
  ]
}

const initialsOf = (text: string): string =>
  pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase()

/** 城管 for 城市管理执法局: the same beginning, the other characters in their order. */
function isShortFor(word: string, name: string): boolean {
  const [characters, full] = [[...word], [...name.toLowerCase()]]
  if (characters.length < 2 || characters[0] !== full[0]) return false
  let at = 0
  for (const character of full) if (character === characters[at]) at++
  return at === characters.length
}

/** Without a county's name the city's own bureau is meant. */
const onlyOfTheCity = (units: readonly UnitChoice[]): UnitChoice | undefined => {
  const [first, ...others] = units.filter((unit) => unit.shortName.startsWith('市'))
  return others.length === 0 ? first : undefined
}

function askBack(typed: string, fitting: readonly UnitChoice[]): string {
  const names = fitting.slice(0, 5).map((unit) => unit.shortName)
  return `“${typed}”对应 ${fitting.length} 个单位：${names.join('、')}${fitting.length > 5 ? '等' : ''}，请写得更完整一些。`
}
