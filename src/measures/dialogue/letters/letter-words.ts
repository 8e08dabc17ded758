import { type EmergencyKind, findAbuse, findEmergency, findIdNumbers } from '#core/documents/index.ts'
import { checkIdNumber } from '#core/people/index.ts'

/** What the page says at once and the duty officer is called for. */
export type Emergency = { kind: string; call: { number: string; what: string }[] }

const kindWords: Record<EmergencyKind, string> = {
  life: '生命危险',
  despair: '生命危险',
  fire: '火情',
  gas: '燃气泄漏',
  violence: '人身侵害',
  children: '儿童安全',
  disaster: '险情',
  wages: '欠薪',
  crowd: '群体事件',
}

const phoneWords: Record<string, string> = {
  110: '报警',
  119: '火警、燃气泄漏',
  120: '急救',
  12333: '劳动保障',
  12356: '心理援助热线',
}

/**
 * The most pressing danger that seems to be happening now. Wages that are owed are a letter like others; with a crowd they are an incident
 * (0-platform, 群体性、欠薪事件).
 */
export function emergencyIn(text: string): Emergency | null {
  const now = findEmergency(text).filter(({ kind, certainty }) => certainty === 'now' && kind !== 'wages')
  const first = now[0]
  if (!first) return null
  return {
    kind: kindWords[first.kind],
    call: [...new Set(now.flatMap(({ phones }) => phones))].map((number) => ({
      number,
      what: phoneWords[number] ?? '',
    })),
  }
}

/** The valid ID numbers in a text, as they stand there. */
export const idNumbersIn = (text: string): string[] =>
  findIdNumbers(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((found) => checkIdNumber(found.replace(/[\s-]/g, '')).ok)

/** Anger is no ground to refuse a letter; the writer is only told what helps it along. */
export const isAbusive = (text: string): boolean => findAbuse(text).length > 0

/** Mostly other signs than Han: it is taken like any other, and marked so that somebody who reads it is found (彝文, English, …). A few words are no letter yet. */
export function isForeign(text: string): boolean {
  const signs = text.match(/\p{L}/gu)?.length ?? 0
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return signs >= 10 && han * 4 < signs
}
