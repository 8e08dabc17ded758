import type { Division } from '#core/people/index.ts'
import { Open311Refusal } from './answer.ts'

/**
 * The jurisdictions of this endpoint: the city and each of its counties and districts, by their codes of GB/T 2260. Several are served, so that
 * `jurisdiction_id` is needed: 400 without, 404 for one that is not ours.
 */
export function jurisdictionOf(all: readonly Division[], cityCode: string, asked: string | undefined): Division {
  const ours = all.filter(({ code, parentCode }) => code === cityCode || parentCode === cityCode)
  const known = ours.map(({ code, name }) => `${code} ${name}`).join('，')
  if (!asked) throw new Open311Refusal(400, `没有提供 jurisdiction_id。可用的有：${known}。`)
  const found = ours.find(({ code }) => code === asked)
  if (!found) throw new Open311Refusal(404, `没有这个 jurisdiction_id。可用的有：${known}。`)
  return found
}

/** Whether a division lies in a jurisdiction: the codes of towns begin with their county's. */
export const liesIn = (code: string, jurisdiction: Division, cityCode: string): boolean =>
  code.startsWith(jurisdiction.code === cityCode ? cityCode.slice(0, 4) : jurisdiction.code)

/** 市情概况：东经 101°08′—102°15′，北纬 26°05′—27°21′（攀枝花市人民政府网站）. A city without a row is not checked. */
const extents: Record<string, { south: number; north: number; west: number; east: number }> = {
  '510400': { south: 26 + 5 / 60, north: 27 + 21 / 60, west: 101 + 8 / 60, east: 102 + 15 / 60 },
}

export function isInCity(cityCode: string, { latitude, longitude }: { latitude: number; longitude: number }): boolean {
  const extent = extents[cityCode]
  if (!extent) return true
  const { south, north, west, east } = extent
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east
}

/** 0.005° are some 500 m here (0-platform, 坐标精确到 500 米*). */
export const rounded = (degrees: number): number => Math.round(degrees * 200) / 200

/** The division that an address names, the lowest first: a street before its county. Null where it names none. */
export function divisionNamed(
  all: readonly Division[],
  address: string,
  within: (code: string) => boolean,
): string | null {
  const named = all.filter(({ name, code, level }) => level !== 'city' && within(code) && address.includes(name))
  return named.toSorted((a, b) => b.code.length - a.code.length)[0]?.code ?? null
}
