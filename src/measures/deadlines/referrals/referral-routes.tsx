import { inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { isInForce, loadRules } from '#core/calendar/index.ts'
import { deskActor, deskRoutes, NotFilled, readTyped } from '#core/casework/index.ts'
import { acceptUploads, files, openWatermarked, pendingFiles } from '#core/documents/index.ts'
import { findMatter, textsOfMatter } from '#core/matters/index.ts'
import { allUnits, audit, defineAuditActs, requireRole, staffAt, staffOnly } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type FieldErrors, formatDateTime, type KeptUpload } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { scansFor } from './instruction.ts'
import { InstructionPage } from './instruction-page.tsx'
import { NewReferralPage } from './new-referral-page.tsx'
import { levelRules } from './referral.ts'
import { referralDesk } from './referral-desk.tsx'
import { referralForm } from './referral-form.ts'
import { givers } from './referral-kind.ts'
import { registerReferral } from './register-referral.ts'

defineAuditActs({ openInstruction: '打开批示原件' })

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskReferrals(), label: '交办件办理' },
]

/** 交办件: entering one, the scan that few may open, and the usual desk. */
export const referralRoutes = routes()
  .use(`${urls.deskReferrals()}/*`, staffOnly)
  .get(urls.newDeskReferral(), (c) => {
    requireRole(c.get('actor'), ...givers)
    const { title, origin } = c.req.query()
    return showForm(c, { typed: { title, origin, instructedOn: today(c).toString() } })
  })
  // Audit: the events of the matter say who ordered what.
  .post(urls.newDeskReferral(), async (c) => {
    requireRole(c.get('actor'), ...givers)
    const house = c.get('house')
    const actor = deskActor(c)
    const posted = await readTyped(c)
    const owner = posted.formKey
    if (!owner || !isId(owner)) throw new Refusal('no-form-key', '这张表单已失效，请刷新页面后再提交。')
    const { kept, refused } = await acceptUploads(house, posted.files('scan'), { by: 'staff', owner })
    const back = { typed: posted.typed, formKey: owner, kept: keptOf(kept) }
    const notPictures = kept.some(({ mediaType }) => !mediaType.startsWith('image/'))
    const read = referralForm.safeParse(posted.typed)
    const errors: FieldErrors = {}
    if (refused.length > 0) errors.scan = refused.map(({ message }) => message).join(' ')
    else if (notPictures) errors.scan = '批示只收图片（照片或扫描件），PDF 和文档请先转成图片再传。'
    for (const issue of read.error?.issues ?? []) errors[String(issue.path[0] ?? '')] ??= issue.message
    if (!read.success || Object.keys(errors).length > 0) return showForm(c, { ...back, errors })
    try {
      const spent = await once(house, owner, posted.text, async (tx) => {
        const scanIds = (await pendingFiles(house, owner)).map(({ id }) => id)
        return urls.deskReferral(
          await registerReferral({ ...house, db: tx }, actor, read.data, { formKey: owner, scanIds }),
        )
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (error instanceof NotFilled) return showForm(c, { ...back, errors: error.errors })
      if (!(error instanceof Refusal) || !error.field) throw error
      return showForm(c, { ...back, errors: { [error.field]: error.message } })
    }
  })
  .get(urls.deskReferralInstruction(':number{\\d+}'), async (c) => {
    const { number, title, scans } = await openInstruction(c)
    const body = <InstructionPage number={number} title={title} pictures={scans.map(({ id }) => id)} />
    const here = [...crumbs, { href: urls.deskReferral(number), label: title }]
    return page(c, '批示原件', body, {
      layout: 'desk',
      breadcrumbs: [...here, { href: c.req.path, label: '批示原件' }],
    })
  })
  // Audit: openInstruction, at every picture.
  .get(urls.deskReferralInstructionPicture(':number{\\d+}'), async (c) => {
    const house = c.get('house')
    const actor = deskActor(c)
    const { matterId, scans } = await openInstruction(c)
    const scan = scans[Number(c.req.query('page') ?? 1) - 1]
    if (!scan) throw notFound('原件')
    const at = house.clock.now()
    await audit(house.db, { actor, act: 'openInstruction', subjectType: 'matter', subjectId: matterId, at })
    const words = `${actor.name} ${actor.staffNumber}  ${formatDateTime(at, house.config.timeZone)}`
    return openWatermarked(house, { id: scan.id, where: inArray(files.id, [scan.id]), words })
  })
  .route('/', deskRoutes(referralDesk))

const today = (c: Context<Env>): Temporal.PlainDate =>
  dateIn(c.get('house').config.timeZone, c.get('house').clock.now())

const keptOf = (rows: readonly { id: string; originalName: string | null }[]): KeptUpload[] =>
  rows.map(({ id, originalName }) => ({ id, name: originalName ?? '图片' }))

async function openInstruction(c: Context<Env>) {
  const { db } = c.get('house')
  const actor = deskActor(c)
  const row = await findMatter(db, actor, c.req.param('number') ?? '')
  const scans = row?.kind === 'referral' ? await scansFor(db, actor, row.id) : []
  if (!row || scans.length === 0) throw notFound('批示原件')
  const texts = [...(await textsOfMatter(db, row.id)).values()]
  return { matterId: row.id, number: row.number, title: texts.find(({ part }) => part === 'title')?.body ?? '', scans }
}

type Back = { typed: Record<string, string | undefined>; errors?: FieldErrors; kept?: KeptUpload[]; formKey?: string }

async function showForm(
  c: Context<Env>,
  { typed, errors = {}, kept = [], formKey = newId() }: Back,
): Promise<Response> {
  const house = c.get('house')
  const [units, rules] = await Promise.all([allUnits(house.db), loadRules(house.db)])
  const city = units.find(({ parentId, kind }) => parentId === null && kind === 'government')
  const leaders = city ? await staffAt(house, house.db, city.id, ['leader']) : []
  const inForce = rules.rules.filter((rule) => isInForce(rule, today(c)))
  const body = (
    <NewReferralPage
      typed={typed}
      errors={errors}
      kept={kept}
      formKey={formKey}
      units={units.filter(({ active }) => active).map(({ shortName }) => shortName)}
      leaders={leaders.map(({ personId, name }) => ({ value: personId, label: name }))}
      limits={
        new Map(inForce.filter(({ id }) => Object.values(levelRules).includes(id)).map((rule) => [rule.id, rule]))
      }
      lawful={inForce.filter(({ limit, isLocal, direction }) => limit !== null && !isLocal && direction === 'after')}
    />
  )
  const status = Object.keys(errors).length > 0 ? 422 : 200
  const breadcrumbs = [...crumbs, { href: urls.newDeskReferral(), label: '登记交办件' }]
  return page(c, '登记交办件', body, { layout: 'desk', status, breadcrumbs })
}
