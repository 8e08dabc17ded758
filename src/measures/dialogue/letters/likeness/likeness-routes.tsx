import { deskActor, readTyped } from '#core/casework/index.ts'
import { findMatter } from '#core/matters/index.ts'
import { requireRole, staffOnly } from '#core/people/index.ts'
import { routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { copiedFigures } from './copied-figures.ts'
import { CopiedFiguresPage } from './copied-figures-page.tsx'
import { findUnlike } from './find-unlike.ts'

const at = urls.deskLetterAct(':number{\\d+}', 'unlikeness')

/** Both letters are looked for where the actor may see them: what one may not see is not found. */
export const likenessRoutes = routes()
  .use(urls.deskCopiedAnswers(), staffOnly)
  .get(urls.deskCopiedAnswers(), async (c) => {
    const { db, clock } = c.get('house')
    const actor = c.get('actor')
    requireRole(actor, 'supervisor', 'leader')
    return page(c, '答复雷同', <CopiedFiguresPage figures={await copiedFigures(db, actor, clock.now())} />, {
      layout: 'desk',
      breadcrumbs: [
        { href: urls.desk(), label: '工作台' },
        { href: urls.deskCopiedAnswers(), label: '答复雷同' },
      ],
    })
  })
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
