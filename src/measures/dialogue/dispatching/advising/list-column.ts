import { sql } from 'drizzle-orm'
import type { DeskFilter, MoreColumns } from '#core/casework/index.ts'
import { matters } from '#core/matters/index.ts'
import { hasRole } from '#platform/actor.ts'
import { formatShare } from '#ui/index.ts'
import { categoriesOf, categoryOptions } from '../categories/categories.ts'
import { wordsOfLetters } from '../learning/examples.ts'
import { type Advice, advise, enough } from './advise.ts'
import { isAdvised } from './record-dispatching.ts'

/** 分类; of a letter that still waits the advice, for whoever dispatches. A 举报 has neither. */
export const categoryColumn: MoreColumns = {
  columns: [{ key: 'category', label: '分类', width: 24 }],
  load: async (db, rows, { house, actor }) => {
    const ids = rows.map(({ id }) => id)
    const known = await categoriesOf(db, ids)
    const cells = new Map([...known].map(([id, { title }]) => [id, { category: title }]))
    if (!hasRole(actor, 'dispatcher')) return cells
    const waiting = rows.filter((row) => row.state === 'opened' && isAdvised(row) && !known.has(row.id))
    const words = await wordsOfLetters(
      db,
      waiting.map(({ id }) => id),
    )
    for (const row of waiting) {
      const said = words.get(row.id)
      const advice = said && (await advise({ db, secrets: house.secrets }, { ...said, divisionCode: row.divisionCode }))
      if (advice) cells.set(row.id, { category: adviceWords(advice) })
    }
    return cells
  },
}

/** Only what is sure enough to be dispatched by: a bad guess in a list costs more than none. */
function adviceWords({ category, units: [unit] }: Advice): string {
  const topic = category && category.probability >= enough ? category.title : null
  if (!unit || unit.probability < enough) return topic ? `建议：${topic}，单位没有把握` : '没有把握'
  return `建议：${[topic, unit.name].filter(Boolean).join('，')}（${formatShare(Math.round(unit.probability * 100), 100, 0)}）`
}

/** The lists narrowed to a category and those below it. */
export const categoryFilter: DeskFilter = {
  name: 'category',
  label: '分类',
  options: categoryOptions,
  where: (id) => sql`${matters.id} in (
    select o.matter_id from matter_categories o join letter_categories c on c.id = o.category_id
    where c.id = ${id}::uuid or c.parent_id = ${id}::uuid)`,
}
