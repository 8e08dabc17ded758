import { announce, defineMessageTypes } from '#core/webhooks/index.ts'
import type { Db } from '#platform/database.ts'
import { urls } from '#urls.ts'
import type { Publication } from './publication.ts'

defineMessageTypes({
  'letter.published': { title: '来信公开', isPublic: true },
  'letter.corrected': { title: '公开的来信更正', isPublic: true },
  'letter.withdrawn': { title: '公开的来信撤下', isPublic: true },
})

/** Whoever republishes our letters hears of it as soon as everybody may read it, or may no more. No words of the letter: they are read at `path`. */
export const announcePublication = (
  tx: Db,
  type: 'letter.published' | 'letter.corrected' | 'letter.withdrawn',
  { number, version, class: kind, divisionCode, unitId }: Publication,
  at: Temporal.Instant,
): Promise<void> =>
  announce(tx, { type, at, data: { number, version, class: kind, divisionCode, unitId, path: urls.letter(number) } })
