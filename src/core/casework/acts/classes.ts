import { kindOf } from '#core/matters/index.ts'
import type { DeskMatter } from '../page/desk-matter.ts'
import { type ActsOf, type Choice, NotFilled } from './act.ts'

/** What the class of a matter may be corrected to; itself among them. */
export const classOptions = ({ reclassBar }: ActsOf, matter: Pick<DeskMatter, 'kind' | 'class'>): Choice[] =>
  Object.entries(kindOf(matter.kind).classes)
    .filter(([id]) => id === matter.class || reclassBar(matter.class, id) === null)
    .map(([value, label]) => ({ value, label }))

/** Some classes go different ways and are not turned into each other: the sentence says why, in the field where it was tried. */
export function refuseOtherTrack({ reclassBar }: ActsOf, now: string, to: string | undefined, field: string): void {
  const bar = to === undefined || to === now ? null : reclassBar(now, to)
  if (bar) throw new NotFilled({ [field]: bar })
}
