import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { dueCalendarFile, loadRules } from '#core/calendar/index.ts'
import { acceptUploads, attachFiles, files, keptUploads, openFile, pendingFiles } from '#core/documents/index.ts'
import { countingNow, findMatter, groupNumber } from '#core/matters/index.ts'
import { audit, defineAuditActs, staffOnly, stepUp } from '#core/people/index.ts'
import { definePersonalReadings } from '#core/personal-data/index.ts'
import { type Env, type Routes, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors, NavItem } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { actErrors, type DeskAct, type Typed } from '../acts/act.ts'
import { mayAddMaterials } from '../acts/may-do.ts'
import type { Desk } from '../desk.ts'
import { deskActor, type Posted, readTyped } from '../desk-request.ts'
import { whyDue } from '../why-due.ts'
import { fullContact, unmaskReasons } from './contact.ts'
import type { DeskMatter, ReplyTemplate } from './desk-matter.ts'
import { MatterPage, type MatterPageProps } from './matter-page.tsx'
import { type OpenedMatter, openAtDesk } from './open-at-desk.ts'
import { PrintSheet, sheetTitle } from './print-sheet.tsx'
import { WhyPage } from './why-page.tsx'

defineAuditActs({ showContact: '查看写信人电话', printContact: '打印写信人电话' })
definePersonalReadings('showContact', 'printContact')

/** Every read goes through `findMatter` and so through `visibleTo`: what one may not see is not found, on the page, the sheet and the files. */
export function matterRoutes(desk: Desk): Routes {
  const { urls: at } = desk
  const number = ':number{\\d+}'
  return (
    routes()
      .use(at.one('*'), staffOnly)
      .get(at.one(number), (c) => showMatter(c, desk))
      .get(at.why(number), (c) => showWhy(c, desk))
      .get(at.calendarFile(number), (c) => sendDue(c, desk))
      .get(at.print(number), async (c) => {
        const { matter } = await open(c, desk)
        return printed(c, desk, <PrintSheet desk={desk} matter={matter} contact={null} {...printing(c)} />)
      })
      // Audit: printContact. Paper leaves the house, so the number in full needs a post of its own.
      .post(at.print(number), stepUp, async (c) => {
        const { matter, row } = await open(c, desk)
        const contact = await fullContact(desk, c.get('house'), deskActor(c), row)
        await auditReading(c, 'printContact', row.id)
        return printed(c, desk, <PrintSheet desk={desk} matter={matter} contact={contact} {...printing(c)} />)
      })
      .get(at.file(number, ':fileId'), async (c) => {
        const house = c.get('house')
        const matter = await findMatter(house.db, deskActor(c), c.req.param('number') ?? '')
        if (!matter) throw notFound('附件')
        const thumbnail = c.req.query('size') === 'small'
        return openFile(house, { id: c.req.param('fileId') ?? '', where: eq(files.matterId, matter.id), thumbnail })
      })
      // Audit: showContact with the reason's code. The number is on this one answer and in no address.
      .post(at.act(number, 'unmasking'), stepUp, (c) => unmask(c, desk))
      .post(at.act(number, 'materials'), (c) => addMaterials(c, desk))
      // Audit: the events of the matter themselves say who did what.
      .post(at.act(number, ':noun{[a-z-]+}'), async (c, next) => {
        const act = actOf(desk, c.req.param('noun') ?? '')
        // Other nouns (publication) have rooms of their own.
        return act ? performAct(c, desk, act, await readTyped(c)) : next()
      })
  )
}

const actOf = ({ acts }: Desk, noun: string): DeskAct | undefined => acts.find((act) => act.noun === noun)

const open = (c: Context<Env>, desk: Desk): Promise<OpenedMatter> =>
  openAtDesk(desk, c.get('house'), deskActor(c), c.req.param('number') ?? '')

async function showWhy(c: Context<Env>, desk: Desk): Promise<Response> {
  const house = c.get('house')
  const { matter, state } = await open(c, desk)
  const [counting, rules] = await Promise.all([countingNow(house, house.db), loadRules(house.db)])
  const usual = whyDue(state, counting, rules, house.clock.now())
  const why = (matter.kind !== 'part' && desk.explain?.(state, usual)) || usual
  return page(c, '这个日期怎么算的', <WhyPage desk={desk} matter={matter} why={why} />, {
    layout: 'desk',
    breadcrumbs: crumbs(desk, matter),
  })
}

/** The day in one's own calendar: what kind of matter and its number, and no word of what it is about. */
async function sendDue(c: Context<Env>, desk: Desk): Promise<Response> {
  const { clock, config } = c.get('house')
  const { matter } = await open(c, desk)
  const { dueOn, dueLabel, provisional } = matter.clock
  if (!dueOn) throw notFound('日期')
  const { number } = matter
  const file = dueCalendarFile({
    number,
    title: `${desk.words.matter} ${groupNumber(number)}：${dueLabel}`,
    dueOn,
    ...(provisional && { description: '暂定日期：所经年份的放假安排还没有公布。' }),
    ...(config.publicUrl && { url: `${config.publicUrl}${desk.urls.one(number)}` }),
    stampedAt: clock.now(),
  })
  return c.body(file, 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': `attachment; filename="due-${number}.ics"`,
  })
}

async function unmask(c: Context<Env>, desk: Desk): Promise<Response> {
  const { typed } = await readTyped(c)
  const { row } = await open(c, desk)
  const reason = unmaskReasons.find(({ value }) => value === typed.unmaskReason)
  if (!reason) {
    const errors = { unmaskReason: '请选择查看电话的用途。' }
    return showMatter(c, desk, { refused: 'unmasking', errors, typed })
  }
  const unmasked = await fullContact(desk, c.get('house'), deskActor(c), row)
  await auditReading(c, 'showContact', row.id, { reason: reason.value })
  return showMatter(c, desk, { unmasked })
}

async function auditReading(
  c: Context<Env>,
  act: 'showContact' | 'printContact',
  matterId: string,
  details?: { reason: string },
): Promise<void> {
  const { db, clock } = c.get('house')
  const at = clock.now()
  await audit(db, {
    actor: deskActor(c),
    act,
    subjectType: 'matter',
    subjectId: matterId,
    at,
    ...(details && { details }),
  })
}

async function performAct(c: Context<Env>, desk: Desk, act: DeskAct, posted: Posted): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const { row, matter, choices } = await open(c, desk)
  const back = { refused: act.noun, typed: posted.typed, formKey: posted.formKey }
  if (posted.typed.intent === 'insert') {
    if (posted.typed.template) await desk.templateUsed?.(house, posted.typed.template)
    return showMatter(c, desk, { ...back, typed: withTemplate(posted.typed, choices.templates) })
  }
  try {
    const spent = await once(house, posted.formKey, posted.text, async (tx) => {
      await act.perform({ house: { ...house, db: tx }, actor, matterId: row.id, matter, choices }, posted.typed)
      return act.next ? desk.urls.list({ list: act.next }) : desk.urls.one(row.number)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : posted.typed.intent === 'save' ? 'saved' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    const errors = actErrors(error, act)
    if (!errors) throw error
    house.metrics.refusals.inc({ code: error instanceof Refusal ? error.code : 'not-filled' })
    return showMatter(c, desk, { ...back, errors })
  }
}

function withTemplate(typed: Typed, templates: readonly ReplyTemplate[]): Typed {
  const chosen = templates.find(({ id }) => id === typed.template)
  if (!chosen) return typed
  const before = (typed.replyText ?? '').trimEnd()
  return { ...typed, replyText: before ? `${before}\n\n${chosen.body}` : chosen.body }
}

/** 办理材料：photos from the site, a survey report. Searched for secrecy marks before anything is stored (涉密不上网). */
async function addMaterials(c: Context<Env>, desk: Desk): Promise<Response> {
  const house = c.get('house')
  const posted = await readTyped(c)
  const { row, may } = await open(c, desk)
  if (!mayAddMaterials(may)) {
    throw new Refusal('not-holder', '只有正在办理的单位可以上传办理材料。', { status: 403 })
  }
  const owner = posted.formKey
  if (!owner || !isId(owner)) throw new Refusal('no-form-key', '这张表单已失效，请返回上一页刷新后再上传。')
  const { kept, refused } = await acceptUploads(house, posted.files('materials'), { by: 'staff', owner })
  const back = { refused: 'materials', typed: posted.typed, formKey: owner, kept: keptUploads(kept) }
  if (refused.length > 0)
    return showMatter(c, desk, { ...back, errors: { materials: refused.map(({ message }) => message).join(' ') } })
  if (kept.length === 0) return showMatter(c, desk, { ...back, errors: { materials: '还没有选择文件。' } })
  const spent = await once(house, owner, posted.text, async (tx) => {
    const ids = (await pendingFiles({ ...house, db: house.db }, owner)).map(({ id }) => id)
    const visibility = posted.typed.materialsShown === 'yes' ? 'asker' : 'staff'
    await attachFiles(tx, house, { ids, owner, matterId: row.id, visibility })
    return desk.urls.one(row.number)
  })
  setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
  return c.redirect(spent.location, 303)
}

type Back = {
  refused?: string
  typed?: Typed
  errors?: FieldErrors
  formKey?: string
  kept?: MatterPageProps['kept']
  unmasked?: MatterPageProps['unmasked']
}

async function showMatter(c: Context<Env>, desk: Desk, back: Back = {}): Promise<Response> {
  const opened = await open(c, desk)
  const { matter, may, choices } = opened
  const pieces = matter.kind === 'part' ? {} : await desk.pieces?.(c.get('house'), deskActor(c), opened)
  // A form that was refused stays on the page even if the matter has moved on meanwhile: nothing typed is lost.
  const refused = back.refused ? actOf(desk, back.refused) : undefined
  const acts = refused && !may.acts.includes(refused) ? [refused, ...may.acts] : may.acts
  return page(
    c,
    matter.title,
    <MatterPage
      desk={desk}
      matter={matter}
      choices={choices}
      acts={acts}
      notNow={may.notNow}
      mayAddMaterials={mayAddMaterials(may)}
      kept={back.kept ?? []}
      refused={back.refused ?? null}
      typed={back.typed ?? {}}
      errors={back.errors ?? {}}
      formKey={(noun) => (noun === back.refused && back.formKey) || newId()}
      unmasked={back.unmasked ?? null}
      pieces={pieces ?? {}}
    />,
    { layout: 'desk', status: back.errors ? 422 : 200, breadcrumbs: crumbs(desk, matter) },
  )
}

const printing = (c: Context<Env>) => ({ printedBy: deskActor(c).name, printedAt: c.get('house').clock.now() })

const printed = (c: Context<Env>, desk: Desk, sheet: Parameters<typeof page>[2]): Response =>
  page(c, sheetTitle(desk), sheet, { layout: 'print' })

const crumbs = (desk: Desk, matter: DeskMatter): NavItem[] => [
  { href: urls.desk(), label: '工作台' },
  { href: desk.urls.list(), label: `${desk.words.matter}办理` },
  { href: desk.urls.one(matter.number), label: matter.title },
]
