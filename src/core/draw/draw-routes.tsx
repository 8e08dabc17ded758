import type { Context } from 'hono'
import { placeOf } from '#core/ledger/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { answerFeed, feedFormatIn, feedLinks } from '#platform/http/feed.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { countTry, giveBackTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { drawPack } from './draw-pack.ts'
import { DrawPage } from './draw-page.tsx'
import { sizeWords } from './draw-words.tsx'
import { DrawsPage, drawBreadcrumbs } from './draws-page.tsx'
import { findObserver, giveWords } from './give-chance.ts'
import { purposeOf } from './purposes.ts'
import {
  chosenOf,
  type Draw,
  drawCounts,
  drawsPerPage,
  findDraw,
  listDraws,
  redrawsOf,
  sourcesOf,
} from './read-draws.ts'
import { WordsGivenPage, WordsPage } from './words-page.tsx'

/** 本市自定. A hundred million codes, ten wrong ones a quarter of an hour. */
const guesses: RateLimit = {
  name: 'draw-observer',
  points: 10,
  seconds: 900,
  sentence: '试的次数太多了，请过一刻钟再试，或者向抽取单位核对观察码。',
}

const feed = {
  title: '随机抽取',
  description: '检查谁、请谁来、回访哪件，由抽签决定，人人可以重抽一遍',
  path: urls.draws(),
  pathOf: urls.drawFeed,
}
const stateText = { waiting: '等待抽取', drawn: '已抽取', cancelled: '已撤销' } as const

/** Draws as everybody sees them. */
export const drawRoutes = routes()
  .get(urls.draws(), async (c) => {
    const { db, config } = c.get('house')
    const before = c.req.query('before')
    const { draws, hasMore } = await listDraws(db, { before })
    cacheable(c, { tags: ['draws'], query: ['before'], seconds: 5 })
    const last = draws.at(-1)
    return page(
      c,
      '随机抽取',
      <DrawsPage
        draws={draws}
        counts={await drawCounts(db)}
        previousHref={before ? urls.draws() : undefined}
        nextHref={last && hasMore && draws.length === drawsPerPage ? urls.draws({ before: last.number }) : undefined}
        timeZone={config.timeZone}
      />,
      { breadcrumbs: drawBreadcrumbs, description: feed.description, alternates: feedLinks(feed.title, feed.pathOf) },
    )
  })

  .get('/draws/:feed{feed\\.[a-z]+}', async (c) => {
    const format = feedFormatIn(c)
    const { draws } = await listDraws(c.get('house').db, {})
    cacheable(c, { tags: ['draws'] })
    return answerFeed(c, format, {
      ...feed,
      items: draws.map((draw) => ({
        path: urls.draw(draw.number),
        title: draw.title,
        summary: `${stateText[draw.state]}。${sizeWords(draw)}。${draw.ground ?? ''}`,
        at: draw.endedAt ?? draw.committedAt,
        categories: [purposeOf(draw.purpose).title],
      })),
    })
  })

  .get(urls.draw(':number{\\d{15,24}}'), async (c) => {
    const { db, clock, config } = c.get('house')
    const draw = await findDraw(db, numberOf(c))
    const [units, sources, chosen, redraws, manifest, result] = await Promise.all([
      unitDirectory(db),
      sourcesOf(db, draw),
      chosenOf(db, draw.id),
      redrawsOf(db, draw),
      placeOf(db, { subjectType: 'draw', subjectId: draw.id, version: 1 }),
      placeOf(db, { subjectType: 'draw', subjectId: draw.id, version: 2 }),
    ])
    cacheable(c, { tags: ['draws', 'ledger'], seconds: 5 })
    return page(
      c,
      draw.title,
      <DrawPage
        {...{ draw, sources, chosen, redraws }}
        unitName={units.get(draw.unitId)?.name ?? '原单位'}
        manifestIndex={manifest}
        resultIndex={result}
        now={clock.now()}
        timeZone={config.timeZone}
      />,
      { breadcrumbs: [...drawBreadcrumbs, { href: urls.draw(draw.number), label: draw.title }] },
    )
  })

  /** For the page that counts down: it asks again when something has changed. */
  .get(urls.drawState(':number{\\d{15,24}}'), async (c) => {
    const { db } = c.get('house')
    const draw = await findDraw(db, numberOf(c))
    const given = (await sourcesOf(db, draw)).filter(({ value }) => value !== null).length
    c.header('Cache-Control', 'no-store')
    return c.json({ state: draw.state, given, isTold: draw.checkpointedAt !== null })
  })

  .get(urls.drawPack(':number{\\d{15,24}}'), async (c) => {
    const house = c.get('house')
    const draw = await findDraw(house.db, numberOf(c))
    const pack = await drawPack(house, draw)
    if (!pack) throw notFound('文件')
    return c.body(new Uint8Array(pack), 200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="draw-${draw.number}.zip"`,
      'Cache-Control': 'no-store',
    })
  })

  /** The proof as it was before the moment. */
  .get(urls.drawProof(':number{\\d{15,24}}'), async (c) => {
    const draw = await findDraw(c.get('house').db, numberOf(c))
    if (!draw.manifestProof) throw notFound('证明')
    return c.body(draw.manifestProof, 200, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
    })
  })

  .get(urls.drawWords(':number{\\d{15,24}}'), async (c) => {
    const draw = await findDraw(c.get('house').db, numberOf(c))
    return showWords(c, draw, { code: '', words: '' }, {})
  })

  .post(urls.drawWords(':number{\\d{15,24}}'), async (c) => {
    const house = c.get('house')
    const draw = await findDraw(house.db, numberOf(c))
    const form = await postedForm(c)
    const typed = {
      code: textIn(form, 'code').normalize('NFKC').replace(/\s/g, ''),
      words: textIn(form, 'words').slice(0, 500),
    }
    const formKey = textIn(form, 'formKey')
    if (!/^\d{8}$/.test(typed.code)) return showWords(c, draw, typed, { code: '请填写 8 位数字的观察码。' }, formKey)
    await countTry(house, guesses, c.get('address'))
    const observer = await findObserver(house, draw.number, typed.code)
    if (!observer)
      return showWords(c, draw, typed, { code: '观察码不对，请对照抽取单位交给您的 8 位数字再试。' }, formKey)
    await giveBackTry(house, guesses, c.get('address'))
    try {
      await once(house, formKey, JSON.stringify(typed), async (tx) => {
        await giveWords({ ...house, db: tx }, observer, typed.words)
        return urls.draw(draw.number)
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return showWords(c, draw, typed, { [error.field ?? 'words']: error.message }, formKey)
    }
    c.header('Cache-Control', 'no-store')
    return page(c, '收到了', <WordsGivenPage draw={draw} body={observer.body} />)
  })

const numberOf = (c: Context<Env>): string => c.req.param('number') ?? ''

function showWords(
  c: Context<Env>,
  draw: Draw,
  typed: { code: string; words: string },
  errors: FieldErrors,
  formKey: string = newId(),
): Response {
  c.header('Cache-Control', 'no-store')
  return page(c, '观察人写几个字', <WordsPage {...{ draw, typed, errors, formKey }} />, {
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [...drawBreadcrumbs, { href: urls.draw(draw.number), label: draw.title }],
  })
}
