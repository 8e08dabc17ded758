import { and, inArray } from 'drizzle-orm'
import { defineMessageLinks } from '#core/notices/index.ts'
import { kindOf } from './kind.ts'
import { visibleTo } from './sight.ts'
import { matters } from './tables.ts'

/** A message in the inbox leads to its matter, where its reader sees it. */
defineMessageLinks(async (db, actor, ids) => {
  const rows = await db
    .select({ id: matters.id, number: matters.number, kind: matters.kind })
    .from(matters)
    .where(and(inArray(matters.id, ids), visibleTo(actor)))
  return new Map(
    rows.flatMap(({ id, number, kind }) => {
      const pages = kindOf(kind).pages
      const href = actor.kind === 'staff' ? pages?.staff(number) : pages?.asker?.(number)
      return href ? [[id, href] as const] : []
    }),
  )
})
