import { type CountedIn, kindOf } from './kind.ts'

type Counted = { kind: string; class: string; reportedUnitId: string | null }

/**
 * Where the numbers of a matter may stand. A 举报 stands nowhere, whatever its kind says; a part of joint handling is work between offices and never
 * public, and nowhere where its main matter is. `main` is null for what is no part, undefined where an old part does not say what it belongs to.
 */
export function countedIn(of: Counted, main: { kind: string; class: string } | null | undefined): CountedIn {
  if (of.reportedUnitId !== null || main === undefined) return 'nowhere'
  if (main) return countedIn({ ...main, reportedUnitId: null }, null) === 'nowhere' ? 'nowhere' : 'desk'
  return kindOf(of.kind).countedIn?.(of) ?? 'desk'
}
