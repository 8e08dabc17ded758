import { asLine } from '#platform/http/form-fields.ts'
import { Refusal } from '#platform/refusal.ts'
import { suggestMasks } from './suggest-masks.ts'

/** A ground that will be public: a whole sentence of at least so many characters, without anybody's name, number or home. Refuses the field `ground`. */
export function publicGround(typed: string, least: number): string {
  const ground = asLine(typed).slice(0, 200)
  if ([...ground].length < least)
    throw new Refusal('ground', `理由会公开，请至少写 ${least} 个字，让群众看得明白。`, { field: 'ground' })
  const [span] = suggestMasks(ground).spans
  if (!span) return ground
  const found = ground.slice(span.start, span.end)
  throw new Refusal('ground', `理由会公开，里面像是有姓名、号码或住址：“${found}”。请删去或者换一个说法。`, {
    field: 'ground',
  })
}
