import { z } from 'zod'
import { announce, defineMessageTypes } from '#core/webhooks/index.ts'
import type { Db } from '#platform/database.ts'
import { urls } from '#urls.ts'
import type { Publication } from './publication.ts'

const data = z.object({
  number: z.string().meta({ description: '编号' }),
  version: z.int().meta({ description: '第几版；更正、撤下、恢复各加一' }),
  class: z.string().meta({ description: '类别代码' }),
  divisionCode: z.string().meta({ description: '区划代码' }),
  unitId: z.uuid().meta({ description: '答复单位' }),
  path: z.string().meta({ description: '公开页的网址' }),
})

defineMessageTypes({
  'letter.published': { title: '来信公开', isPublic: true, data },
  'letter.corrected': { title: '公开的来信更正', isPublic: true, data },
  'letter.withdrawn': { title: '公开的来信撤下', isPublic: true, data },
})

/** Whoever republishes our letters hears of it as soon as everybody may read it, or may no more. No words of the letter: they are read at `path`. */
export const announcePublication = (
  tx: Db,
  type: 'letter.published' | 'letter.corrected' | 'letter.withdrawn',
  { number, version, class: kind, divisionCode, unitId }: Publication,
  at: Temporal.Instant,
): Promise<void> => {
  const told: z.infer<typeof data> = { number, version, class: kind, divisionCode, unitId, path: urls.letter(number) }
  return announce(tx, { type, at, data: told })
}
