import { diffArrays } from 'diff'
import type { Context } from 'hono'
import { deskActor, NotFilled, readTyped, type Typed } from '#core/casework/index.ts'
import { findSensitive } from '#core/documents/index.ts'
import { allUnits, requireRole, staffOnly } from '#core/people/index.ts'
import { readPageKey, writePageKey } from '#platform/http/address-fields.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { DiffPart, FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { unconfirmed } from '../taking-down/urgent-withdrawals.ts'
import { findPublishable, type PublishableLetterRead, proposalFor } from './find-publishable.ts'
import { mustRewrite, publishingBar } from './publication.ts'
import { actOnPublication, type PublicationAct } from './publication-acts.ts'
import { PublishablesPage, PublishPage } from './publish-page.tsx'
import { publishables } from './publishables.ts'

export const publishRoutes = routes()
  .use('/desk/publications', staffOnly)
  .use('/desk/letters/:number/publication', staffOnly)
  .use('/desk/letters/:number/publication/*', staffOnly)
  .get(urls.deskPublications(), async (c) => {
    const actor = deskActor(c)
    requireRole(actor, 'editor', 'reviewer')
    const { db, config } = c.get('house')
    const after = readPageKey(c.req.query('after'))
    const { rows, hasMore } = await publishables(db, actor, await allUnits(db), config.timeZone, after)
    const last = rows.at(-1)
    const nextHref =
      hasMore && last ? `${urls.deskPublications()}?after=${writePageKey(last.answeredAt, last.id)}` : undefined
    const waiting = await unconfirmed(db, actor)
    return page(
      c,
      '待公开',
      <PublishablesPage rows={rows} nextHref={nextHref} unconfirmed={waiting} timeZone={config.timeZone} />,
      { layout: 'desk' },
    )
  })
  .get('/desk/letters/:number{\\d+}/publication', async (c) => show(c, await find(c), {}, {}))
  .post('/desk/letters/:number{\\d+}/publication', (c) => perform(c, 'publication'))
  .post('/desk/letters/:number{\\d+}/publication/correction', (c) => perform(c, 'correction'))
  .post('/desk/letters/:number{\\d+}/publication/withdrawal', (c) => perform(c, 'withdrawal'))

const withdrawnBar = '这封信已撤下，撤下的理由写在原来的网址上，不能再公开。紧急撤下、还没有复核的，可由复核的人恢复。'

const find = (c: Context<Env>): Promise<PublishableLetterRead> =>
  findPublishable(c.get('house').db, deskActor(c), c.req.param('number') ?? '')

async function show(
  c: Context<Env>,
  found: PublishableLetterRead,
  typed: Typed,
  errors: FieldErrors,
): Promise<Response> {
  const house = c.get('house')
  const { state, original } = found
  const { publication, shown, masks, proposed, letter } = await proposalFor(house, found)
  const current = {
    title: typed.title ?? proposed.title,
    body: typed.body ?? proposed.body,
    reply: typed.reply ?? proposed.reply,
  }
  return page(
    c,
    '公开来信',
    <PublishPage
      number={state.number}
      original={original}
      words={current}
      diff={{
        title: diffOf(original.title, current.title),
        body: diffOf(original.body, current.body),
        reply: diffOf(original.reply, current.reply),
      }}
      masked={countKinds(Object.values(masks).flatMap((mask) => mask.spans))}
      sensitive={[
        ...new Set(
          findSensitive(Object.values(current).join('\n')).map((found) => `${found.word}（${found.category}）`),
        ),
      ]}
      publication={publication}
      mustRewrite={mustRewrite(letter)}
      isRewritten={typed.isRewritten === 'yes' || (shown?.isRewritten ?? false)}
      // Whether it was rewritten is asked by the form; here only what no editor can mend.
      bar={publication?.status === 'withdrawn' ? withdrawnBar : publishingBar(letter, { isRewritten: true })}
      ground={typed.ground ?? ''}
      withdrawalGround={typed.withdrawalGround ?? ''}
      errors={errors}
      formKeys={{ main: newId(), withdrawal: newId() }}
    />,
    { layout: 'desk', status: Object.keys(errors).length > 0 ? 422 : 200 },
  )
}

async function perform(c: Context<Env>, act: PublicationAct): Promise<Response> {
  const house = c.get('house')
  const found = await find(c)
  const { actor, state } = found
  const { typed, formKey, text } = await readTyped(c)
  try {
    const spent = await once(house, formKey, text, async (tx) => {
      await actOnPublication({ ...house, db: tx }, actor, state, act, typed)
      return urls.deskLetterPublication(state.number)
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (error instanceof NotFilled) return show(c, found, typed, error.errors)
    if (error instanceof Refusal && error.status === 422) {
      return show(c, found, typed, { [error.field ?? 'title']: error.message })
    }
    throw error
  }
}

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' })
const cut = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment)

/** By words, so that a changed name shows as one change and not as scattered characters. */
function diffOf(before: string, after: string): DiffPart[] {
  const parts = diffArrays(cut(before), cut(after), { timeout: 150 })
  // Five thousand characters of door numbers, each masked, would be compared for seconds: then the texts stand whole, one under the other.
  if (!parts)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]
  return parts.map((part) => ({
    kind: part.added ? 'added' : part.removed ? 'removed' : 'same',
    text: part.value.join(''),
  }))
}

const kindWords: Record<string, string> = {
  name: '姓名',
  idNumber: '身份证号',
  phone: '电话',
  email: '邮箱',
  account: '账号',
  bankCard: '银行卡',
  plate: '车牌',
  address: '门牌',
  schoolClass: '学校班级',
  staffNumber: '工号',
}

function countKinds(spans: { kind: string }[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { kind } of spans) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => ({ kind: kindWords[kind] ?? kind, count }))
}
