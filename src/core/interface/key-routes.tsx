import type { Context } from 'hono'
import { z } from 'zod'
import { allUnits, requireRole, staffAt, staffOnly, stepUp } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { addApiKey, keyOfForm, listApiKeys, revokeApiKey } from './api-keys.ts'
import { ApiKeyShownPage, ApiKeysPage } from './api-keys-page.tsx'
import { NewApiKeyPage, type NewKeyValues } from './new-api-key-page.tsx'
import { isScope, scopeWords } from './scopes.ts'

const caseworkRoles = [
  'dispatcher',
  'handler',
  'head',
  'leader',
  'editor',
  'reviewer',
  'supervisor',
  'discipline',
  'clerk',
] as const

const newKeyForm = z.object({
  name: z
    .string()
    .transform((text) => text.replace(/\p{Cc}/gu, '').trim())
    .refine((text) => text !== '', '请写明用途：哪个系统、做什么。')
    .refine((text) => [...text].length <= 60, '用途最多 60 个字。'),
  unitId: z.uuid('请选择单位。'),
  personId: z.uuid('请选择以谁的身份办件。'),
  scopes: z
    .array(z.string())
    .min(1, '请至少勾选一项权限。')
    .refine((chosen) => chosen.every(isScope), '没有这项权限，请重新勾选。'),
  days: z.coerce
    .number('请填写有效天数，用数字。')
    .int('请填写整数天。')
    .min(1, '至少 1 天。')
    .max(366, '最多 366 天，到期前请换新的密钥。'),
})

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskApiKeys(), label: '接口密钥' },
]

/** Who may let a machine in is who may let a person in: the security administrator. */
export const keyRoutes = routes()
  .use(urls.deskApiKeys(), staffOnly)
  .use(`${urls.deskApiKeys()}/*`, staffOnly)
  .get(urls.deskApiKeys(), async (c) => {
    requireRole(c.get('actor'), 'security-admin')
    const house = c.get('house')
    const keys = await listApiKeys(house)
    return page(
      c,
      '接口密钥',
      <ApiKeysPage keys={keys} words={scopeWords()} timeZone={house.config.timeZone} formKey={newId} />,
      { layout: 'desk' },
    )
  })
  .get(urls.newDeskApiKey(), (c) => {
    requireRole(c.get('actor'), 'security-admin')
    const unitId = c.req.query('unit') ?? ''
    return showForm(c, { name: '', unitId, personId: '', scopes: ['letters:read'], days: '180' }, {}, newId())
  })
  // Audit: addApiKey. The key is on this one answer and is nowhere else.
  .post(urls.deskApiKeys(), stepUp, async (c) => {
    const actor = c.get('actor')
    requireRole(actor, 'security-admin')
    const house = c.get('house')
    const form = await postedForm(c)
    const values = valuesOf(form)
    const formKey = textIn(form, 'formKey')
    const read = newKeyForm.safeParse(values)
    if (!read.success) return showForm(c, values, errorsOf(read.error), formKey)
    try {
      const spent = await once(house, formKey, JSON.stringify(values), async (tx) =>
        addApiKey({ ...house, db: tx }, actor, formKey, read.data),
      )
      const text = await keyOfForm(house, spent.location, formKey)
      if (!text) throw notFound('密钥')
      c.header('Cache-Control', 'no-store')
      return page(c, '密钥已生成', <ApiKeyShownPage text={text} />, { layout: 'desk', breadcrumbs: crumbs })
    } catch (error) {
      if (!(error instanceof Refusal) || !error.field) throw error
      return showForm(c, values, { [error.field]: error.message }, isId(formKey) ? formKey : newId())
    }
  })
  // Audit: revokeApiKey.
  .post(urls.deskApiKeyAct(':id', 'revocation'), stepUp, async (c) => {
    const actor = c.get('actor')
    requireRole(actor, 'security-admin')
    const id = c.req.param('id') ?? ''
    if (!isId(id)) throw notFound('密钥')
    const house = c.get('house')
    const formKey = textIn(await postedForm(c), 'formKey')
    const spent = await once(house, formKey, id, async (tx) => {
      await revokeApiKey(tx, actor, id, house.clock.now())
      return urls.deskApiKeys()
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(urls.deskApiKeys(), 303)
  })

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.slice(0, 500) : ''
}

const valuesOf = (form: FormData): NewKeyValues => ({
  name: textIn(form, 'name'),
  unitId: textIn(form, 'unitId'),
  personId: textIn(form, 'personId'),
  scopes: form
    .getAll('scopes')
    .filter((value): value is string => typeof value === 'string')
    .slice(0, 50),
  days: textIn(form, 'days'),
})

function errorsOf(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {}
  for (const issue of error.issues) errors[String(issue.path[0])] ??= issue.message
  return errors
}

async function showForm(
  c: Context<Env>,
  values: NewKeyValues,
  errors: FieldErrors,
  formKey: string,
): Promise<Response> {
  const house = c.get('house')
  const units = (await allUnits(house.db)).filter((unit) => unit.active)
  const staff = units.some(({ id }) => id === values.unitId)
    ? await staffAt(house, house.db, values.unitId, caseworkRoles)
    : []
  return page(
    c,
    '新增接口密钥',
    <NewApiKeyPage
      units={units}
      staff={staff}
      words={scopeWords()}
      values={values}
      errors={errors}
      formKey={isId(formKey) ? formKey : newId()}
    />,
    {
      layout: 'desk',
      status: Object.keys(errors).length > 0 ? 422 : 200,
      breadcrumbs: [...crumbs, { href: urls.newDeskApiKey(), label: '新增' }],
    },
  )
}
