import { diffArrays } from 'diff'
import type { Context } from 'hono'
import { z } from 'zod'
import { findSensitive, suggestMasks } from '#core/documents/index.ts'
import { contactOf, type MatterState, readMatter, textsOfMatter } from '#core/matters/index.ts'
import { allUnits, personNames, requireRole, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { readPageKey, writePageKey } from '#platform/http/address-fields.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { DiffPart, FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { NotFilled, readForm, type Typed, words } from '../acts/desk-act.ts'
import { deskActor, readTyped } from '../desk/desk-request.ts'
import { classifiedOf } from '../letter.ts'
import { mustRewrite, type PublishedWords, publishingBar } from './publication.ts'
import { publicationOf } from './publications.ts'
import { correctPublication, publishLetter, withdrawPublication } from './publish-letter.ts'
import { PublishablesPage, PublishPage } from './publish-page.tsx'
import { publishables } from './publishables.ts'

const ticked = (message: string) => z.literal('yes', { error: message })
const published = z.object({
  title: words('标题', { least: 4, most: 60 }),
  body: words('来信', { least: 5, most: 20_000 }),
  reply: words('答复', { least: 2, most: 20_000 }),
  isRewritten: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
  secrecyReviewed: ticked('请逐条做保密审查后勾选，再公开。'),
})
const corrected = published.extend({ ground: words('更正说明', { least: 4, most: 200 }) })
const withdrawn = z.object({ withdrawalGround: words('撤下理由', { least: 4, most: 200 }) })

/** What is typed into which address, and the verb behind it. */
type Act = 'publication' | 'correction' | 'withdrawal'

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
    return page(c, '待公开', <PublishablesPage rows={rows} nextHref={nextHref} />, { layout: 'desk' })
  })
  .get('/desk/letters/:number{\\d+}/publication', async (c) => show(c, await find(c), {}, {}))
  .post('/desk/letters/:number{\\d+}/publication', (c) => perform(c, 'publication'))
  .post('/desk/letters/:number{\\d+}/publication/correction', (c) => perform(c, 'correction'))
  .post('/desk/letters/:number{\\d+}/publication/withdrawal', (c) => perform(c, 'withdrawal'))

type Found = { actor: StaffActor; state: MatterState; original: PublishedWords }

/** Editors and reviewers see what their units have; everybody else finds nothing here. */
async function find(c: Context<Env>): Promise<Found> {
  const actor = deskActor(c)
  const { db } = c.get('house')
  const read = await readMatter(db, actor, c.req.param('number') ?? '')
  if (read?.row.kind !== 'letter') throw notFound('来信')
  requireRole(actor, 'editor', 'reviewer')
  const texts = await textsOfMatter(db, read.row.id)
  const first = read.events[0]
  const filed = first?.type === 'opened' ? first.data.texts : []
  const part = (name: string) => texts.get(filed.find((text) => text.part === name)?.id ?? '')?.body ?? ''
  const reply = read.state.answer ? (texts.get(read.state.answer.text.id)?.body ?? '') : ''
  return { actor, state: read.state, original: { title: part('title'), body: part('body'), reply } }
}

async function show(c: Context<Env>, found: Found, typed: Typed, errors: FieldErrors): Promise<Response> {
  const house = c.get('house')
  const { state, original } = found
  const publication = await publicationOf(house.db, state.id)
  const known = await contextOf(house, state)
  const masks = {
    title: suggestMasks(original.title, known),
    body: suggestMasks(original.body, known),
    reply: suggestMasks(original.reply, { ...known, isOfficial: true }),
  }
  const shown = publication?.status === 'published' ? publication : null
  const proposed = shown ?? { title: masks.title.masked, body: masks.body.masked, reply: masks.reply.masked }
  const current = {
    title: typed.title ?? proposed.title,
    body: typed.body ?? proposed.body,
    reply: typed.reply ?? proposed.reply,
  }
  const letter = {
    ...classifiedOf(state),
    isOwn: state.marks.includes('own'),
    isEmergency: state.marks.includes('emergency'),
    wantsPublic: state.wantsPublic,
    isAnswered: state.answer !== null,
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
      bar={publishingBar(letter, { isRewritten: true })}
      ground={typed.ground ?? ''}
      withdrawalGround={typed.withdrawalGround ?? ''}
      errors={errors}
      formKeys={{ main: newId(), withdrawal: newId() }}
    />,
    { layout: 'desk', status: Object.keys(errors).length > 0 ? 422 : 200 },
  )
}

async function perform(c: Context<Env>, act: Act): Promise<Response> {
  const house = c.get('house')
  const found = await find(c)
  const { actor, state } = found
  const { typed, formKey, text } = await readTyped(c)
  try {
    const spent = await once(house, formKey, text, async (tx) => {
      const working = { ...house, db: tx }
      if (act === 'publication') {
        await publishLetter(working, actor, state, wordsOf(readForm(published, typed)))
      } else {
        const publication = await publicationOf(tx, state.id)
        if (publication?.status !== 'published')
          throw new Refusal('not-public', '这封信现在没有公开，无需更正或撤下。', { status: 409 })
        if (act === 'correction') {
          const input = readForm(corrected, typed)
          await correctPublication(working, actor, state, publication, wordsOf(input), input.ground)
        } else {
          await withdrawPublication(working, actor, state, publication, readForm(withdrawn, typed).withdrawalGround)
        }
      }
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

const wordsOf = ({ title, body, reply, isRewritten }: PublishedWords & { isRewritten: boolean }) => ({
  title,
  body,
  reply,
  isRewritten,
})

/** Whom the masks must find however they are written: the writer and who answered; and what must stay: the units' names and phones. */
async function contextOf(house: Env['Variables']['house'], state: MatterState) {
  const units = await allUnits(house.db)
  const ids = [state.askerPersonId, state.answer?.byPersonId].filter((id) => id != null)
  const people = await personNames(house.db, house.secrets, ids)
  // Not an unmasking: the name is only looked for in what the editor reads anyway.
  const writer = state.contactId ? await contactOf(house, state.contactId) : null
  return {
    names: [...people.values(), ...(writer?.name ? [writer.name] : [])],
    unitNames: units.flatMap((unit) => [unit.name, unit.shortName]),
    officialPhones: units.flatMap((unit) => unit.phone ?? []),
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
