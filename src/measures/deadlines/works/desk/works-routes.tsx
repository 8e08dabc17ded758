import { inArray } from 'drizzle-orm'
import type { Context } from 'hono'
import { acceptUploads, dropPendingFiles, files, openFile, pendingFiles } from '#core/documents/index.ts'
import { allUnits, requireRole, staffOnly } from '#core/people/index.ts'
import { hasRole } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors, KeptUpload } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { performAct } from '../acts/perform-act.ts'
import { actErrors, type WorkAct } from '../acts/work-act.ts'
import { mayDo, workActOf } from '../acts/work-acts.ts'
import { giveWork, givingUnitOf } from '../giving/give-work.ts'
import { milestonesIn, readNewWork } from '../giving/new-work.ts'
import { calendarHeaders, milestonesFile } from '../milestones-file.ts'
import { type OpenWork, openAtDesk } from '../open-work.ts'
import type { Typed } from '../words.ts'
import { filterSelects } from '../work-filters.ts'
import { type AskedWorks, askedWorks, fieldsOf, presentFields } from '../work-query.ts'
import { seenAtDesk } from '../work-sight.ts'
import { viewWork } from '../work-view.ts'
import { countLists, readWorks, unitsOfWorks, type WorkKey, workLists, yearsOfWorks } from '../works.ts'
import { worksExport } from '../works-export.ts'
import { NewWorkPage } from './new-work-page.tsx'
import { deskActor, type Posted, readPosted } from './posted.ts'
import { DeskWorkPage } from './work-page.tsx'
import { WorksPage } from './works-page.tsx'

export const deskBreadcrumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskWorks(), label: '抓落实台账' },
]

/** Every read goes through `seenAtDesk`: what one may not see is not found. Audit: `work.<event>` with each act. */
export const deskWorksRoutes = routes()
  .use(urls.deskWorks(), staffOnly)
  .use(`${urls.deskWorks()}/*`, staffOnly)
  .get(urls.deskWorks(), (c) => showList(c, askedWorks(c.req.query())))
  .get(urls.newDeskWork(), async (c) => {
    requireRole(c.get('actor'), 'supervisor')
    const today = todayOf(c)
    return showNew(c, { year: String(today.year), startsOn: today.toString() })
  })
  .post(urls.newDeskWork(), async (c) => giveByForm(c))
  .get('/desk/works/:number{\\d{15,}}', async (c) => {
    return showWork(c, await openAtDesk(c.get('house'), deskActor(c), c.req.param('number')))
  })
  .get('/desk/works/:number{\\d{15,}}/milestones.ics', async (c) => {
    const house = c.get('house')
    const work = await openAtDesk(house, deskActor(c), c.req.param('number'))
    return c.body(milestonesFile([work], house.clock.now()), 200, calendarHeaders)
  })
  .get('/desk/works/:number{\\d{15,}}/files/:fileId', async (c) => {
    const house = c.get('house')
    const { events } = await openAtDesk(house, deskActor(c), c.req.param('number'), { word: '附件' })
    const ofWork = inArray(
      files.matterId,
      events.map(({ id }) => id),
    )
    return openFile(house, { id: c.req.param('fileId'), where: ofWork })
  })
  .post('/desk/works/:number{\\d{15,}}/:noun{[a-z-]+}', async (c) => {
    const act = workActOf(c.req.param('noun'))
    if (!act) throw notFound()
    return actByForm(c, act, await readPosted(c))
  })

export const todayOf = (c: Context<Env>): Temporal.PlainDate => {
  const { clock, config } = c.get('house')
  return dateIn(config.timeZone, clock.now())
}

async function showList(c: Context<Env>, asked: AskedWorks): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const sight = seenAtDesk(actor)
  const { list, filters, order, key } = asked
  const [read, counts, years, units] = await Promise.all([
    readWorks(house, { sight, list, filters, order, key }),
    countLists(house, sight),
    yearsOfWorks(house.db, sight),
    unitsOfWorks(house.db, sight),
  ])
  const fields = fieldsOf(asked)
  const at = (to: WorkKey | null) => (to ? urls.deskWorks({ ...fields, way: to.way, at: to.at, id: to.id }) : undefined)
  const shown = workLists.find(({ id }) => id === list) ?? workLists[0]
  const isFiltered = Object.keys(filters).length > 0
  return page(
    c,
    `${shown.label} · 抓落实台账`,
    <WorksPage
      tabs={workLists.map(({ id, label }) => ({
        href: urls.deskWorks({ list: id === 'all' ? undefined : id }),
        label,
        current: id === list,
        badge: counts[id],
      }))}
      tabLabel={shown.label}
      rows={read.rows}
      today={todayOf(c)}
      filters={{
        hidden: list === 'all' ? {} : { list },
        selects: filterSelects(filters, { years, units, order, withSource: true }),
        ...(isFiltered && { clearHref: urls.deskWorks({ list: list === 'all' ? undefined : list }) }),
      }}
      pager={{ previousHref: at(read.previous), nextHref: at(read.next) }}
      empty={
        isFiltered
          ? { title: '没有符合条件的任务', next: '请放宽条件，或清除条件看全部。' }
          : { title: `${shown.label}：没有任务`, next: shown.next }
      }
      mayGive={hasRole(actor, 'supervisor')}
      exporting={{ formKey: newId(), fields: { source: worksExport, ...presentFields(asExport(fields)) } }}
    />,
    { layout: 'desk' },
  )
}

/** `source` already says which list to export. */
const asExport = ({ source, ...fields }: ReturnType<typeof fieldsOf>) => ({ ...fields, of: source })

async function showNew(c: Context<Env>, typed: Typed, errors: FieldErrors = {}, formKey = newId()): Promise<Response> {
  const units = (await allUnits(c.get('house').db)).filter(({ active }) => active).map(({ shortName }) => shortName)
  return page(c, '登记任务', <NewWorkPage typed={typed} errors={errors} units={units} formKey={formKey} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [...deskBreadcrumbs, { href: urls.newDeskWork(), label: '登记任务' }],
  })
}

async function giveByForm(c: Context<Env>): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  requireRole(actor, 'supervisor')
  const giverUnitId = givingUnitOf(actor) ?? ''
  const { typed, formKey, text } = await readPosted(c)
  const read = readNewWork(
    {
      year: typed.year ?? '',
      source: typed.source ?? '',
      title: typed.title ?? '',
      goal: typed.goal ?? '',
      basis: typed.basis ?? '',
      lead: typed.lead ?? '',
      joint: typed.joint ?? '',
      users: typed.users ?? '',
      startsOn: typed.startsOn ?? '',
      milestones: milestonesIn(typed.milestones ?? ''),
    },
    { units: await allUnits(house.db), giverUnitId, today: todayOf(c) },
  )
  if ('errors' in read) return showNew(c, typed, read.errors, formKey)
  try {
    const spent = await once(house, formKey, text, async (tx) =>
      urls.deskWork(await giveWork({ ...house, db: tx }, actor, giverUnitId, read.work)),
    )
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.field) throw error
    return showNew(c, typed, { [error.field]: error.message }, formKey)
  }
}

type Back = { refused?: string; typed?: Typed; errors?: FieldErrors; formKey?: string; kept?: KeptUpload[] }

async function showWork(c: Context<Env>, work: OpenWork, back: Back = {}): Promise<Response> {
  const actor = deskActor(c)
  const view = await viewWork(c.get('house'), work, { everybody: false })
  const may = mayDo(actor, work)
  // A form that was refused stays on the page even if the work has moved on meanwhile: nothing typed is lost.
  const refused = back.refused ? workActOf(back.refused) : undefined
  const acts = refused && !may.acts.includes(refused) ? [refused, ...may.acts] : may.acts
  return page(
    c,
    view.title,
    <DeskWorkPage
      view={view}
      panel={{
        work,
        acts,
        notNow: may.notNow,
        refused: back.refused ?? null,
        typed: back.typed ?? {},
        errors: back.errors ?? {},
        kept: back.kept ?? [],
        formKey: (noun) => (noun === back.refused && back.formKey) || newId(),
      }}
    />,
    {
      layout: 'desk',
      status: back.errors ? 422 : 200,
      breadcrumbs: [...deskBreadcrumbs, { href: urls.deskWork(view.number), label: view.title }],
    },
  )
}

async function actByForm(c: Context<Env>, act: WorkAct, posted: Posted): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const number = c.req.param('number') ?? ''
  const work = await openAtDesk(house, actor, number)
  const owner = posted.formKey && isId(posted.formKey) ? posted.formKey : newId()
  const taken = act.files ? await takeFiles(c, posted, owner) : { ids: [], kept: [], refused: '' }
  const back = { refused: act.noun, typed: posted.typed, formKey: owner, kept: taken.kept }
  if (taken.refused) return showWork(c, work, { ...back, errors: { files: taken.refused } })
  try {
    const spent = await once(house, posted.formKey, posted.text, async (tx) => {
      const given = { number, act, typed: posted.typed, files: { owner, ids: taken.ids } }
      await performAct({ ...house, db: tx }, actor, given)
      return urls.deskWork(number)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    const errors = actErrors(error, act.noun)
    if (!errors) throw error
    house.metrics.refusals.inc({ code: error instanceof Refusal ? error.code : 'not-filled' })
    return showWork(c, work, { ...back, errors })
  }
}

/** What was chosen now and in earlier tries, less what was ticked away. */
async function takeFiles(
  c: Context<Env>,
  posted: Posted,
  owner: string,
): Promise<{ ids: string[]; kept: KeptUpload[]; refused: string }> {
  const house = c.get('house')
  await dropPendingFiles(house, owner, posted.all('filesRemoved'))
  const { refused } = await acceptUploads(house, posted.files('files'), { by: 'staff', owner })
  const rows = await pendingFiles(house, owner)
  return {
    ids: rows.map(({ id }) => id),
    kept: rows.map((row) => ({
      id: row.id,
      name: row.originalName ?? `附件.${row.extension}`,
      size: `${Math.max(1, Math.round(row.bytes / 1024))} KB`,
    })),
    refused: refused.map(({ message }) => message).join(' '),
  }
}
