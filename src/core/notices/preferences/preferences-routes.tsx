import type { Context } from 'hono'
import type { Actor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { isOffered } from '../channels/configured.ts'
import { pushKeys } from '../channels/push.ts'
import { bindPush, unbindPush } from './bind-push.ts'
import { makeWechatCode, unbindWechat } from './bind-wechat.ts'
import { askForEmail, confirmEmail, removeEmail } from './confirm-email.ts'
import { preferencesForm, readPreferences, savePreferences } from './preferences.ts'
import { PreferencesPage } from './preferences-page.tsx'
import { pushWorker } from './push-worker.ts'

type Person = Extract<Actor, { personId: string }>

const typedIn = (form: FormData, name: string, most = 300): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.replaceAll('\0', '').slice(0, most) : ''
}

/** 消息设置 of whoever is signed in; everybody's own only. No audit event: nobody else is concerned. */
export const preferencesRoutes = routes()
  .get(urls.accountMessages(), async (c) => {
    const person = personIn(c)
    return person ? show(c, person) : c.redirect(urls.signIn(urls.accountMessages()), 303)
  })
  .post(urls.accountMessages(), (c) =>
    change(c, async (tx, { personId }, form) => {
      const typed = { channels: form.getAll('channels'), quiet: form.get('quiet') ?? undefined }
      const read = preferencesForm.safeParse(typed)
      if (!read.success) throw new Refusal('channels', '请从列出的方式里选。', { field: 'channels' })
      await savePreferences(c.get('house'), tx, personId, read.data)
    }),
  )
  .post(urls.accountMessagesAct('email'), (c) =>
    change(c, (tx, { personId }, form) => {
      if (!isOffered(c.get('house'), 'email'))
        throw new Refusal('no-email', '本站暂不用邮件发消息。', { field: 'email' })
      return askForEmail(c.get('house'), tx, personId, typedIn(form, 'email'))
    }),
  )
  .post(urls.accountMessagesAct('email-code'), (c) =>
    change(c, (tx, { personId }, form) => confirmEmail(c.get('house'), tx, personId, typedIn(form, 'code'))),
  )
  .post(urls.accountMessagesAct('email-removal'), (c) => change(c, (tx, { personId }) => removeEmail(tx, personId)))
  .post(urls.accountMessagesAct('wechat-code'), (c) =>
    change(c, (tx, { personId }) => {
      if (!isOffered(c.get('house'), 'wechat'))
        throw new Refusal('no-wechat', '本站暂不用微信发消息。', { field: 'channels' })
      return makeWechatCode(c.get('house'), tx, personId)
    }),
  )
  .get(urls.pushWorker(), (c) => {
    c.header('Content-Type', 'text/javascript; charset=utf-8')
    c.header('Cache-Control', 'no-cache')
    return c.body(pushWorker)
  })
  .post(urls.accountMessagesAct('push'), (c) =>
    change(c, (tx, { personId }, form) => {
      const house = c.get('house')
      if (!isOffered(house, 'push')) throw new Refusal('no-push', '本站暂不用浏览器发通知。', { field: 'channels' })
      return bindPush(house, tx, personId, typedIn(form, 'push', 2000))
    }),
  )
  .post(urls.accountMessagesAct('push-removal'), (c) => change(c, (tx, { personId }) => unbindPush(tx, personId)))
  .post(urls.accountMessagesAct('wechat-removal'), (c) =>
    change(c, (tx, { personId }) => unbindWechat({ ...c.get('house'), db: tx }, { personId })),
  )

export function personIn(c: Context<Env>): Person | null {
  const actor = c.get('actor')
  return actor.kind === 'citizen' || actor.kind === 'staff' ? actor : null
}

async function change(
  c: Context<Env>,
  act: (tx: Transaction, person: Person, form: FormData) => Promise<void>,
): Promise<Response> {
  const person = personIn(c)
  if (!person) return c.redirect(urls.signIn(urls.accountMessages()), 303)
  const form = await postedForm(c)
  const { formKey, ...typed } = Object.fromEntries([...form].map(([name]) => [name, typedIn(form, name)]))
  try {
    const body = JSON.stringify([c.req.path, [...form].filter(([name]) => name !== 'formKey').map(String)])
    const spent = await once(c.get('house'), formKey, body, async (tx) => {
      await act(tx, person, form)
      return urls.accountMessages()
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 403) throw error
    return show(c, person, { [error.field ?? 'email']: error.message }, typed)
  }
}

async function show(
  c: Context<Env>,
  person: Person,
  errors: FieldErrors = {},
  typed: Record<string, string> = {},
): Promise<Response> {
  const house = c.get('house')
  return page(
    c,
    '消息设置',
    <PreferencesPage
      preferences={await readPreferences(house, person.personId)}
      offered={{
        email: isOffered(house, 'email'),
        wechat: house.config.providers.wechat?.name ?? null,
        push: house.config.providers.push ? pushKeys(house).publicKey : null,
      }}
      inboxHref={person.kind === 'staff' ? urls.deskMessages() : urls.myMessages()}
      formKey={newId}
      errors={errors}
      typed={typed}
    />,
    {
      status: Object.keys(errors).length > 0 ? 422 : 200,
      breadcrumbs: [
        { href: urls.account(), label: '我的账号' },
        { href: urls.accountMessages(), label: '消息设置' },
      ],
    },
  )
}
