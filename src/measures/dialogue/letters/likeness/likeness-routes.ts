import { deskActor, readTyped } from '#core/casework/index.ts'
import { findMatter } from '#core/matters/index.ts'
import { requireRole, staffOnly } from '#core/people/index.ts'
import { routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { findUnlike } from './find-unlike.ts'

const at = urls.deskLetterAct(':number{\\d+}', 'unlikeness')

/** Both letters are looked for where the actor may see them: what one may not see is not found. */
export const likenessRoutes = routes()
  .use(at, staffOnly)
  .post(at, async (c) => {
    const house = c.get('house')
    const actor = deskActor(c)
    const letter = await findMatter(house.db, actor, c.req.param('number') ?? '')
    if (letter?.kind !== 'letter') throw notFound('来信')
    requireRole(actor, 'dispatcher', 'discipline')
    const { typed, formKey, text } = await readTyped(c)
    const other = await findMatter(house.db, actor, typed.other ?? '')
    if (other?.kind !== 'letter' || other.id === letter.id) throw notFound('来信')
    const spent = await once(house, formKey, text, async (tx) => {
      await findUnlike({ ...house, db: tx }, actor, letter.id, other.id)
      return urls.deskLetter(letter.number)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  })
