import { sql } from 'drizzle-orm'
import type { DeskFilter, MoreColumns } from '#core/casework/index.ts'
import { matters } from '#core/matters/index.ts'
import { hasRole } from '#platform/actor.ts'
import { formatShare } from '#ui/index.ts'
import { categoriesOf, categoryOptions } from '../categories/categories.ts'
import { wordsOfLetters } from '../learning/examples.ts'
import { advise } from './advise.ts'

/** 分类; of a letter that still waits the advice, for whoever dispatches. A 举报 has neither. */
export const categoryColumn: MoreColumns = {
  columns: [{ key: 'category', label: '分类', width: 24 }],
  load: async (db, rows, { house, actor }) => {
    const ids = rows.map(({ id }) => id)
    const known = await categoriesOf(db, ids)
    const cells = new Map([...known].map(([id, { title }]) => [id, { category: title }]))
    if (!hasRole(actor, 'dispatcher')) return cells
    const waiting = rows.filter(({ id, state, class: of }) => state === 'opened' && of !== 'report' && !known.has(id))
    const words = await wordsOfLetters(
      db,
      waiting.map(({ id }) => id),
    )
    for (const { id, divisionCode } of waiting) {
      const said = words.get(id)
      const advice = said && (await advise({ db, secrets: house.secrets }, { ...said, divisionCode }))
      const unit = advice?.units[0]
      if (!advice || !unit) continue
      const share = formatShare(Math.round(unit.probability * 100), 100)
      cells.set(id, { category: `建议：${[advice.category?.title, unit.name].filter(Boolean).join('，')}（${share}）` })
    }
    return cells
  },
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
