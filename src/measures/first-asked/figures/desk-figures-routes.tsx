import { z } from 'zod'
import { deskActor } from '#core/casework/index.ts'
import { staffOnly, unitsById } from '#core/people/index.ts'
import { readPageKey, writePageKey } from '#platform/http/address-fields.ts'
import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { breachCounts } from '../breaches/breach-figures.ts'
import { behindFigures, behindLists } from './behind-figures.ts'
import { BehindPage } from './behind-page.tsx'
import { FiguresPage } from './figures-page.tsx'
import { figuresAsked } from './figures-routes.tsx'
import { sinceOf } from './span.ts'

const query = z.object({ list: z.enum(behindLists).catch('in'), after: z.string().optional() })

/** The same figures for staff, and what stands behind them, as far as each may see it. */
export const deskFiguresRoutes = routes()
  .use('/desk/first-asked', staffOnly)
  .use('/desk/first-asked/*', staffOnly)
  .get(urls.deskFirstAsked(), async (c) => {
    const { db, clock, config } = c.get('house')
    const actor = deskActor(c)
    const asked = await figuresAsked(c)
    const period = sinceOf(asked.figures.span, clock.now(), config.timeZone)
    const breaches = await breachCounts(db, actor, period)
    return page(
      c,
      '首问责任',
      <FiguresPage {...asked} breaches={breaches} unitHref={(id) => urls.deskFirstAskedUnit(id)} />,
      {
        layout: 'desk',
      },
    )
  })
  .get(urls.deskFirstAskedUnit(':id'), async (c) => {
    const house = c.get('house')
    const id = c.req.param('id') ?? ''
    const unit = isId(id) ? (await unitsById(house.db, [id])).get(id) : undefined
    if (!unit) throw notFound('单位')
    const { list, after } = query.parse(c.req.query())
    const { rows, next } = await behindFigures(house, deskActor(c), id, list, readPageKey(after))
    const nextHref = next ? urls.deskFirstAskedUnit(id, { list, after: writePageKey(next.at, next.id) }) : undefined
    return page(
      c,
      `${unit.shortName} · 首问责任`,
      <BehindPage unit={unit} list={list} rows={rows} nextHref={nextHref} formKey={newId()} />,
      {
        layout: 'desk',
        breadcrumbs: [
          { href: urls.desk(), label: '工作台' },
          { href: urls.deskFirstAsked(), label: '首问责任' },
          { href: urls.deskFirstAskedUnit(id), label: unit.shortName },
        ],
      },
    )
  })
