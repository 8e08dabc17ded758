import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { loadRules } from '#core/calendar/index.ts'
import { acceptUploads, attachFiles, files, openFile, pendingFiles } from '#core/documents/index.ts'
import { countingNow, findMatter } from '#core/matters/index.ts'
import { audit, defineAuditActs, stepUp } from '#core/people/index.ts'
import { definePersonalReadings } from '#core/personal-data/index.ts'
import { hasRole } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors, NavItem } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { actErrors, type DeskAct, type Typed } from '../acts/desk-act.ts'
import { deskActOf } from '../acts/desk-acts.ts'
import { whyDue } from '../following/follow-why.ts'
import { keptUploads } from '../kept-uploads.ts'
import { fullContact, unmaskReasons } from './contact.ts'
import { openDeskLetter } from './desk-letter.ts'
import { DeskLetterPage, type DeskLetterProps } from './desk-letter-page.tsx'
import { deskActor, type Posted, readTyped } from './desk-request.ts'
import type { DeskLetter } from './desk-view.ts'
import { DeskWhyPage } from './desk-why-page.tsx'
import { PrintSheet } from './print-sheet-page.tsx'

defineAuditActs({ showContact: '查看写信人电话', printContact: '打印写信人电话' })
definePersonalReadings('showContact', 'printContact')

/** Every read goes through `findMatter` and so through `visibleTo`: what one may not see is not found, on the page, the sheet and the files. */
export const oneLetterRoutes = routes()
  .get('/desk/letters/:number{\\d+}', (c) => showLetter(c))

  .get('/desk/letters/:number{\\d+}/why', async (c) => {
    const house = c.get('house')
    const { letter, state } = await openDeskLetter(house, deskActor(c), c.req.param('number'))
    const [counting, rules] = await Promise.all([countingNow(house, house.db), loadRules(house.db)])
    const why = whyDue(state, counting, rules, house.clock.now())
    return page(c, '这个日期怎么算的', <DeskWhyPage letter={letter} why={why} />, {
      layout: 'desk',
      breadcrumbs: crumbs(letter),
    })
  })
  .get('/desk/letters/:number{\\d+}/print', async (c) => {
    const house = c.get('house')
    const { letter } = await openDeskLetter(house, deskActor(c), c.req.param('number'))
    return printed(c, <PrintSheet letter={letter} contact={null} {...printing(c)} />)
  })
  // Audit: printContact. Paper leaves the house, so the number in full needs a post of its own.
  .post('/desk/letters/:number{\\d+}/print', stepUp, async (c) => {
    const house = c.get('house')
    const actor = deskActor(c)
    const { letter, row } = await openDeskLetter(house, actor, c.req.param('number'))
    const contact = await fullContact(house, actor, row)
    await audit(house.db, {
      actor,
      act: 'printContact',
      subjectType: 'matter',
      subjectId: row.id,
      at: house.clock.now(),
    })
    return printed(c, <PrintSheet letter={letter} contact={contact} {...printing(c)} />)
  })

  .get('/desk/letters/:number{\\d+}/files/:fileId', async (c) => {
    const house = c.get('house')
    const matter = await findMatter(house.db, deskActor(c), c.req.param('number'))
    if (!matter) throw notFound('附件')
    const thumbnail = c.req.query('size') === 'small'
    return openFile(house, { id: c.req.param('fileId'), where: eq(files.matterId, matter.id), thumbnail })
  })

  // Audit: showContact with the reason's code. The number is on this one answer and in no address.
  .post('/desk/letters/:number{\\d+}/unmasking', stepUp, async (c) => {
    const house = c.get('house')
    const actor = deskActor(c)
    const posted = await readTyped(c)
    const { row } = await openDeskLetter(house, actor, c.req.param('number'))
    const reason = unmaskReasons.find(({ value }) => value === posted.typed.unmaskReason)
    if (!reason)
      return showLetter(c, {
        refused: 'unmasking',
        errors: { unmaskReason: '请选择查看电话的用途。' },
        typed: posted.typed,
      })
    const unmasked = await fullContact(house, actor, row)
    await audit(house.db, {
      actor,
      act: 'showContact',
      subjectType: 'matter',
      subjectId: row.id,
      at: house.clock.now(),
      details: { reason: reason.value },
    })
    return showLetter(c, { unmasked })
  })

  .post('/desk/letters/:number{\\d+}/materials', (c) => addMaterials(c))

  // Audit: the events of the letter themselves say who did what.
  .post('/desk/letters/:number{\\d+}/:noun{[a-z-]+}', async (c, next) => {
    const act = deskActOf(c.req.param('noun'))
    // Other nouns (publication) have rooms of their own.
    return act ? performAct(c, act, await readTyped(c)) : next()
  })

async function performAct(c: Context<Env>, act: DeskAct, posted: Posted): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const { row, letter, choices } = await openDeskLetter(house, actor, c.req.param('number') ?? '')
  const back = { refused: act.noun, typed: posted.typed, formKey: posted.formKey }
  if (posted.typed.intent === 'insert')
    return showLetter(c, { ...back, typed: withTemplate(posted.typed, choices.templates) })
  try {
    const spent = await once(house, posted.formKey, posted.text, async (tx) => {
      await act.perform({ house: { ...house, db: tx }, actor, matterId: row.id, letter, choices }, posted.typed)
      return act.next ? urls.deskLetters({ list: act.next }) : urls.deskLetter(row.number)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : posted.typed.intent === 'save' ? 'saved' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    const errors = actErrors(error, act)
    if (!errors) throw error
    house.metrics.refusals.inc({ code: error instanceof Refusal ? error.code : 'not-filled' })
    return showLetter(c, { ...back, errors })
  }
}

function withTemplate(typed: Typed, templates: { id: string; body: string }[]): Typed {
  const chosen = templates.find(({ id }) => id === typed.template)
  if (!chosen) return typed
  const before = (typed.replyText ?? '').trimEnd()
  return { ...typed, replyText: before ? `${before}\n\n${chosen.body}` : chosen.body }
}

/** 办理材料：photos from the site, a survey report. Searched for secrecy marks before anything is stored (涉密不上网). */
async function addMaterials(c: Context<Env>): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const posted = await readTyped(c)
  const { row, may } = await openDeskLetter(house, actor, c.req.param('number') ?? '')
  if (!may.acts.some(({ noun }) => noun === 'drafts' || noun === 'dispatch')) {
    throw new Refusal('not-holder', '只有正在办理的单位可以上传办理材料。', { status: 403 })
  }
  const owner = posted.formKey
  if (!owner || !isId(owner)) throw new Refusal('no-form-key', '这张表单已失效，请返回上一页刷新后再上传。')
  const { kept, refused } = await acceptUploads(house, posted.files('materials'), { by: 'staff', owner })
  const back = { refused: 'materials', typed: posted.typed, formKey: owner, kept: keptUploads(kept) }
  if (refused.length > 0)
    return showLetter(c, { ...back, errors: { materials: refused.map(({ message }) => message).join(' ') } })
  if (kept.length === 0) return showLetter(c, { ...back, errors: { materials: '还没有选择文件。' } })
  const spent = await once(house, owner, posted.text, async (tx) => {
    const ids = (await pendingFiles({ ...house, db: house.db }, owner)).map(({ id }) => id)
    const visibility = posted.typed.materialsShown === 'yes' ? 'asker' : 'staff'
    await attachFiles(tx, house, { ids, owner, matterId: row.id, visibility })
    return urls.deskLetter(row.number)
  })
  setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
  return c.redirect(spent.location, 303)
}

type Back = {
  refused?: string
  typed?: Typed
  errors?: FieldErrors
  formKey?: string
  kept?: DeskLetterProps['kept']
  unmasked?: DeskLetterProps['unmasked']
}

async function showLetter(c: Context<Env>, back: Back = {}): Promise<Response> {
  const actor = deskActor(c)
  const { letter, may, choices } = await openDeskLetter(c.get('house'), actor, c.req.param('number') ?? '')
  // A form that was refused stays on the page even if the letter has moved on meanwhile: nothing typed is lost.
  const refused = back.refused ? deskActOf(back.refused) : undefined
  const acts = refused && !may.acts.includes(refused) ? [refused, ...may.acts] : may.acts
  return page(
    c,
    letter.title,
    <DeskLetterPage
      letter={letter}
      choices={choices}
      acts={acts}
      notNow={may.notNow}
      mayAddMaterials={may.acts.some(({ noun }) => noun === 'drafts' || noun === 'dispatch')}
      kept={back.kept ?? []}
      refused={back.refused ?? null}
      typed={back.typed ?? {}}
      errors={back.errors ?? {}}
      formKey={(noun) => (noun === back.refused && back.formKey) || newId()}
      unmasked={back.unmasked ?? null}
      publicationHref={
        letter.answer && letter.kind === 'letter' && hasRole(actor, 'editor', 'reviewer')
          ? urls.deskLetterPublication(letter.number)
          : null
      }
    />,
    {
      layout: 'desk',
      status: back.errors ? 422 : 200,
      breadcrumbs: crumbs(letter),
    },
  )
}

const printing = (c: Context<Env>) => ({ printedBy: deskActor(c).name, printedAt: c.get('house').clock.now() })

const printed = (c: Context<Env>, sheet: Parameters<typeof page>[2]): Response =>
  page(c, '来信办理单', sheet, { layout: 'print' })

const crumbs = (letter: DeskLetter): NavItem[] => [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskLetters(), label: '来信办理' },
  { href: urls.deskLetter(letter.number), label: letter.title },
]
