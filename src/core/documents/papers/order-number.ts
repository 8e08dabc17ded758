import type { Unit } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import { nextNumber } from './next-number.ts'

/** 攀府督, 米府督, 攀住房城乡建设局督: the first character of the place, and who it is. */
export function orderMark(
  { kind, name, shortName }: Pick<Unit, 'kind' | 'name' | 'shortName'>,
  cityName: string,
): string {
  const place = cityName.slice(0, 1)
  if (kind !== 'government' || !name.endsWith('人民政府')) return `${place}${shortName.replace(/^市/, '')}督`
  const own = name.startsWith(cityName) ? name.slice(cityName.length) : name
  return own === '人民政府' ? `${place}府督` : `${own.slice(0, 1)}府督`
}

/**
 * The number of a 督办单: 攀府督〔2026〕12号. Taken in the act that issues it, so that the series has no gaps; orders are issued by persons, some a day, so
 * nobody waits long for the row that counts them.
 */
export async function orderNumber(tx: Db, unit: Unit, on: Temporal.PlainDate, cityName: string): Promise<string> {
  const number = await nextNumber(tx, { unitId: unit.id, class: '督', year: on.year })
  return `${orderMark(unit, cityName)}〔${on.year}〕${number}号`
}
