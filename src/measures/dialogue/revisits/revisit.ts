import { quotasOf } from '#core/draw/index.ts'

/** By what closed letters are grouped before some of them are drawn. */
export const groupings = ['unit-class', 'unit', 'class'] as const
export type Grouping = (typeof groupings)[number]
export const groupingWords: Record<Grouping, string> = {
  'unit-class': '承办单位和类别',
  unit: '承办单位',
  class: '类别',
}

export type ClosedLetter = { id: string; unitId: string; unitName: string; classTitle: string }

/** Groups with their shares of what is drawn and of the substitutes. */
export function strataOf(
  letters: readonly ClosedLetter[],
  { by, size, substitutes }: { by: Grouping; size: number; substitutes: number },
): { name: string; quota: number; substitutes: number; letters: ClosedLetter[] }[] {
  const groups = Map.groupBy(letters, (letter) => nameOf(letter, by))
  const names = [...groups.keys()].sort()
  const sizes = new Map(names.map((name) => [name, groups.get(name)?.length ?? 0]))
  const quotas = quotasOf(sizes, size)
  const rest = new Map(names.map((name) => [name, (sizes.get(name) ?? 0) - (quotas.get(name) ?? 0)]))
  const stand = quotasOf(rest, substitutes)
  return names.map((name) => ({
    name,
    quota: quotas.get(name) ?? 0,
    substitutes: stand.get(name) ?? 0,
    letters: groups.get(name) ?? [],
  }))
}

function nameOf({ unitName, classTitle }: ClosedLetter, by: Grouping): string {
  if (by === 'unit') return unitName
  return by === 'class' ? classTitle : `${unitName}·${classTitle}`
}

/** Why a writer says that it is not solved. */
export const unsolvedReasons = [
  { value: 'not-done', label: '答应的还没有做' },
  { value: 'not-lasting', label: '做了，又坏了' },
  { value: 'not-mine', label: '答的不是我问的' },
  { value: 'no-basis', label: '说不符合政策，没有讲清楚' },
  { value: 'other', label: '其他' },
] as const

export const satisfactionWords = ['很不满意', '不满意', '基本满意', '满意', '很满意'] as const
