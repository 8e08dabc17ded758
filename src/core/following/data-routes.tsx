import type { Context } from 'hono'
import { correctContact, erase } from '#core/matters/index.ts'
import { audit, checkMobile, checkName, defineAuditActs } from '#core/people/index.ts'
import { CopyPage, copiedMatter, heldOfMatter, readingsOfThings } from '#core/personal-data/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { notFound, Refusal } from '#platform/refusal.ts'
import { type FieldErrors, formatDateTime } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { DataPage } from './data-page.tsx'
import { type FollowedMatter, findFollowedMatter } from './find-followed.ts'
import { followedNow } from './follow-cookie.ts'
import { type FollowedKind, followedKind } from './followed-kinds.ts'

defineAuditActs({ correctContact: '本人更正联系方式', copyMatterData: '本人带走自己的信息' })

/** The asker's rights over what one matter keeps of them (个人信息保护法 第44–47条), with or without an account. */
export const dataRoutes = routes()
  .use('/follow/:number/data/*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  .get(urls.followData(':number'), async (c) => showData(c, await needFollowed(c)))

  .get(urls.followDataCopy(':number', 'json'), async (c) => {
    const followed = await needFollowed(c)
    const copied = await copyOf(c, followed)
    return c.body(`${JSON.stringify(copied, null, 2)}\n`, 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${followed.row.kind}-${followed.row.number}.json"`,
    })
  })

  .get(urls.followDataCopy(':number', 'html'), async (c) => {
    const followed = await needFollowed(c)
    const { clock, config } = c.get('house')
    const madeAt = formatDateTime(clock.now(), config.timeZone)
    const copied = await copyOf(c, followed)
    const title = `${followed.kind.thing}里我的信息`
    return page(c, title, <CopyPage title={title} copied={copied} madeAt={madeAt} />, {
      layout: 'print',
    })
  })

  .post(urls.followDataAct(':number', 'correction'), async (c) => {
    const followed = await needFollowed(c)
    const form = await postedForm(c)
    const typed = { name: textIn(form, 'name').slice(0, 80), phone: textIn(form, 'phone').slice(0, 40) }
    if (!typed.name.trim() && !typed.phone.trim())
      return showData(c, followed, { name: '请填写正确的姓名或者手机号码，改哪个填哪个。' }, typed)
    const phone = typed.phone.trim() ? checkMobile(typed.phone) : null
    if (phone && !phone.ok) return showData(c, followed, { phone: phone.message }, typed)
    return refusedOr(c, followed, typed, async () => {
      const correct = {
        ...(typed.name.trim() ? { name: checkName(typed.name) } : {}),
        ...(phone ? { phone: phone.value } : {}),
      }
      await once(c.get('house'), formKeyIn(form), JSON.stringify(typed), async (tx) => {
        const isKept = await correctContact({ ...c.get('house'), db: tx }, followed.row.id, correct)
        if (!isKept) throw new Refusal('nothing-kept', '联系方式已经依法删除，不用更正。', { field: 'name' })
        await audit(tx, entry(c, followed, 'correctContact'))
        return urls.followData(followed.row.number)
      })
    })
  })

  .post(urls.followDataAct(':number', 'erasure'), async (c) => {
    const followed = await needFollowed(c)
    const form = await postedForm(c)
    const house = c.get('house')
    if (textIn(form, 'understood') !== 'yes')
      return showData(c, followed, { understood: '请先勾选，表示知道删除后不能恢复。' })
    return refusedOr(c, followed, undefined, async () => {
      const held = await heldOfMatter(house, followed.row.id)
      if (held?.mustKeep) throw new Refusal('must-keep', held.mustKeep, { field: 'understood' })
      await once(house, formKeyIn(form), 'erasure', async (tx) => {
        await erase({ ...house, db: tx }, followed.asker, followed.row.id, 'asker-asks')
        return urls.followData(followed.row.number)
      })
    })
  })

type Followed = FollowedMatter & { kind: FollowedKind }

async function needFollowed(c: Context<Env>): Promise<Followed> {
  const number = c.req.param('number') ?? ''
  const followed = await findFollowedMatter(c.get('house'), number, c.get('actor'), followedNow(c))
  const kind = followed && followedKind(followed.row.kind)
  if (!kind) throw notFound('来信')
  return { ...followed, kind }
}

const entry = (c: Context<Env>, { asker, row }: Followed, act: string) => ({
  actor: asker,
  act,
  subjectType: 'matter',
  subjectId: row.id,
  at: c.get('house').clock.now(),
})

async function copyOf(c: Context<Env>, followed: Followed) {
  await audit(c.get('house').db, entry(c, followed, 'copyMatterData'))
  return copiedMatter(c.get('house'), followed.row.id, { isProven: !followed.byCode })
}

async function refusedOr(
  c: Context<Env>,
  followed: Followed,
  typed: { name: string; phone: string } | undefined,
  work: () => Promise<void>,
): Promise<Response> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404) throw error
    c.get('house').metrics.refusals.inc({ code: error.code })
    const field = error.field && error.field !== 'formKey' ? error.field : typed ? 'name' : 'understood'
    return showData(c, followed, { [field]: error.message }, typed)
  }
  setFlash(c, 'done')
  // What was erased is nobody's account's any more; by number and code it is still found.
  const isGone = !typed && !followed.byCode
  return c.redirect(isGone ? urls.myMatters() : urls.followData(followed.row.number), 303)
}

async function showData(
  c: Context<Env>,
  { row, kind }: Followed,
  errors: FieldErrors = {},
  typed?: { name: string; phone: string },
): Promise<Response> {
  const house = c.get('house')
  const [held, readings] = await Promise.all([heldOfMatter(house, row.id), readingsOfThings(house.db, [row.id])])
  if (!held) throw notFound(kind.title)
  return page(
    c,
    `${kind.thing}里我的信息`,
    <DataPage
      number={row.number}
      thing={kind.thing}
      withdrawHref={kind.withdrawHref(row)}
      held={held}
      readings={readings}
      timeZone={house.config.timeZone}
      errors={errors}
      typed={typed}
    />,
    {
      status: Object.keys(errors).length > 0 ? 422 : 200,
      breadcrumbs: [
        { href: urls.home(), label: '首页' },
        { href: urls.followMatter(row.number), label: '办理进度' },
      ],
    },
  )
}
