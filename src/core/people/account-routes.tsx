import type { Context } from 'hono'
import { z } from 'zod'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { AccountAdminPage, NewAccountPage } from './account-admin-page.tsx'
import { findAccount, findAccounts } from './accounts.ts'
import { AccountsPage } from './accounts-page.tsx'
import {
  addStaff,
  closeAccount,
  endRole,
  endSecondFactor,
  grantRole,
  reopenAccount,
  resetPassword,
  roleForm,
  staffForm,
  unlockAccount,
} from './change-accounts.ts'
import { withoutNul } from './check.ts'
import { deskAct, idOf, parsed, type Typed } from './desk-act.ts'
import { requireRole } from './permissions.ts'
import { stepUp } from './second-factor/step-up.tsx'
import { staffOnly } from './session.ts'
import { roleIds } from './tables.ts'
import { allUnits } from './units.ts'

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskAccounts(), label: '账号与角色' },
]

const listQuery = z.object({
  q: z.string().trim().max(30).catch('').transform(withoutNul),
  unit: z.uuid().or(z.literal('')).catch(''),
  role: z.enum(roleIds).or(z.literal('')).catch(''),
  after: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,20}$/)
    .optional()
    .catch(undefined),
})

export const accountRoutes = routes()
  .use(`${urls.deskAccounts()}/*`, staffOnly)
  .get(urls.deskAccounts(), async (c) => {
    requireRole(c.get('actor'), 'security-admin')
    const house = c.get('house')
    const { after, ...filter } = listQuery.parse(c.req.query())
    const [found, units] = await Promise.all([
      findAccounts(house, {
        text: filter.q || undefined,
        unitId: filter.unit || undefined,
        role: filter.role || undefined,
        after,
      }),
      allUnits(house.db),
    ])
    return page(c, '账号与角色', <AccountsPage {...found} units={units} filter={filter} />, { layout: 'desk' })
  })
  .get(urls.newDeskAccount(), (c) => {
    requireRole(c.get('actor'), 'security-admin')
    return newAccount(c, {}, {}, 200)
  })
  .get(urls.deskAccount(':id'), (c) => {
    requireRole(c.get('actor'), 'security-admin')
    return account(c, {}, {}, 200)
  })
  .post(urls.deskAccounts(), stepUp, (c) =>
    deskAct(
      c,
      'security-admin',
      async (tx, actor, typed) => urls.deskAccount(await addStaff(c.get('house'), tx, actor, parsed(staffForm, typed))),
      async (errors, typed) => newAccount(c, typed, errors, 422),
    ),
  )
  .post(urls.deskAccountAct(':id', 'roles'), stepUp, (c) =>
    deskAct(
      c,
      'security-admin',
      async (tx, actor, typed) => {
        const now = c.get('house').clock.now()
        await grantRole(tx, actor, { ...parsed(roleForm, typed), personId: idOf(c) }, now)
        return urls.deskAccount(idOf(c))
      },
      (errors, typed) => account(c, typed, errors, 422),
    ),
  )
  .post(urls.deskRoleEnd(':id', ':roleId'), stepUp, (c) =>
    deskAct(c, 'security-admin', async (tx, actor) => {
      await endRole(tx, actor, { personId: idOf(c), roleId: idOf(c, 'roleId') }, c.get('house').clock.now())
      return urls.deskAccount(idOf(c))
    }),
  )
  .post(urls.deskAccountAct(':id', 'password'), stepUp, (c) =>
    deskAct(
      c,
      'security-admin',
      async (tx, actor, typed) => {
        await resetPassword(c.get('house'), tx, actor, { personId: idOf(c), password: typed.password ?? '' })
        return urls.deskAccount(idOf(c))
      },
      (errors, typed) => account(c, typed, errors, 422),
    ),
  )
  .post(urls.deskAccountAct(':id', 'unlocking'), (c) =>
    deskAct(c, 'security-admin', async (tx, actor) => {
      await unlockAccount(c.get('house'), tx, actor, idOf(c))
      return urls.deskAccount(idOf(c))
    }),
  )
  .post(urls.deskAccountAct(':id', 'second-factor-end'), stepUp, (c) =>
    deskAct(c, 'security-admin', async (tx, actor) => {
      await endSecondFactor(tx, actor, idOf(c), c.get('house').clock.now())
      return urls.deskAccount(idOf(c))
    }),
  )
  .post(urls.deskAccountAct(':id', 'closure'), stepUp, (c) =>
    deskAct(c, 'security-admin', async (tx, actor) => {
      await closeAccount(tx, actor, idOf(c), c.get('house').clock.now())
      return urls.deskAccount(idOf(c))
    }),
  )
  .post(urls.deskAccountAct(':id', 'reopening'), stepUp, (c) =>
    deskAct(c, 'security-admin', async (tx, actor) => {
      await reopenAccount(tx, actor, idOf(c), c.get('house').clock.now())
      return urls.deskAccount(idOf(c))
    }),
  )

const newAccount = (c: Context<Env>, values: Typed, errors: FieldErrors, status: 200 | 422): Response =>
  page(c, '新增账号', <NewAccountPage values={values} errors={errors} formKey={newId()} />, {
    layout: 'desk',
    status,
    breadcrumbs: [...crumbs, { href: urls.newDeskAccount(), label: '新增账号' }],
  })

async function account(c: Context<Env>, values: Typed, errors: FieldErrors, status: 200 | 422): Promise<Response> {
  const house = c.get('house')
  const actor = c.get('actor')
  const found = await findAccount(house, idOf(c))
  if (!found) throw notFound('账号')
  return page(
    c,
    found.name,
    <AccountAdminPage
      account={found}
      units={await allUnits(house.db)}
      timeZone={house.config.timeZone}
      isOwn={actor.kind === 'staff' && actor.personId === found.personId}
      formKey={newId}
      errors={errors}
      values={values}
    />,
    { layout: 'desk', status, breadcrumbs: [...crumbs, { href: urls.deskAccount(found.personId), label: found.name }] },
  )
}
