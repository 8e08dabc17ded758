import { desc, sql } from 'drizzle-orm'
import type { Measured } from '#core/documents/index.ts'
import { personNames, unitDirectory } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { categoryById } from '../categories/categories.ts'
import type { MeasuredBoth } from '../learning/measured.ts'
import { adviceModels, adviceSwitches } from '../tables.ts'

export type Version = {
  id: string
  version: number
  learntAt: Temporal.Instant
  categoryLetters: number
  unitLetters: number
  catalogueLines: number
  seed: number
  measured: MeasuredBoth
  state: 'inUse' | 'waiting' | 'replaced'
  takenBy: string | null
}

export type Agreement = { week: string; advised: number; sameUnit: number; amongThree: number; sameCategory: number }

export type DispatchingFigures = {
  isOn: boolean
  switched: { by: string; why: string; at: Temporal.Instant; isOn: boolean }[]
  versions: Version[]
  agreement: Agreement[]
  /** Names of all labels that stand in what was measured. */
  names: ReadonlyMap<string, string>
}

/** So many versions and weeks stand on the page. */
const shown = 12

/** Everything the page 派单建议 says; a handful of rows each. */
export async function dispatchingFigures(house: Pick<House, 'db' | 'secrets' | 'clock'>): Promise<DispatchingFigures> {
  const { db, secrets } = house
  const versions = await db.select(columns).from(adviceModels).orderBy(desc(adviceModels.version)).limit(shown)
  const switches = await db
    .select()
    .from(adviceSwitches)
    .orderBy(desc(adviceSwitches.at), desc(adviceSwitches.id))
    .limit(shown)
  const persons = await personNames(db, secrets, [
    ...versions.flatMap(({ takenBy }) => takenBy ?? []),
    ...switches.map(({ by }) => by),
  ])
  return {
    isOn: switches[0]?.isOn ?? true,
    switched: switches.map(({ by, why, at, isOn }) => ({ by: persons.get(by) ?? '', why, at, isOn })),
    versions: versions.map((row) => ({ ...row, takenBy: row.takenBy && (persons.get(row.takenBy) ?? '') })),
    agreement: await agreementByWeek(house),
    names: await namesOf(house, versions),
  }
}

const columns = {
  id: adviceModels.id,
  version: adviceModels.version,
  learntAt: adviceModels.learntAt,
  categoryLetters: adviceModels.categoryLetters,
  unitLetters: adviceModels.unitLetters,
  catalogueLines: adviceModels.catalogueLines,
  seed: adviceModels.seed,
  measured: adviceModels.measured,
  state: adviceModels.state,
  takenBy: adviceModels.takenBy,
}

/** How often the dispatcher decided as was advised, by the Monday of the week. Of decisions with advice alone; no dispatcher is told apart. */
async function agreementByWeek({ db, clock }: Pick<House, 'db' | 'clock'>): Promise<Agreement[]> {
  const from = clock.now().subtract({ hours: 24 * 7 * shown })
  const { rows } = await db.execute<Agreement>(sql`
    select date_trunc('week', at at time zone 'Asia/Shanghai')::date::text as week,
      count(*)::int as advised,
      count(*) filter (where unit_id = advised_unit_ids[1])::int as "sameUnit",
      count(*) filter (where unit_id = any(advised_unit_ids))::int as "amongThree",
      count(*) filter (where category_id = advised_category_id
        or (select parent_id from letter_categories c where c.id = category_id) = advised_category_id)::int as "sameCategory"
    from letter_dispatchings
    where model_id is not null and at > ${from.toString()}::timestamptz
    group by 1 order by 1 desc limit ${shown}`)
  return rows
}

async function namesOf({ db }: Pick<House, 'db'>, versions: readonly Pick<Version, 'measured'>[]) {
  const units = await unitDirectory(db)
  const names = new Map<string, string>()
  const labels = (measured: Measured | null) => measured?.confusion.flatMap(({ label, told }) => [label, told]) ?? []
  for (const id of versions.flatMap(({ measured }) => [...labels(measured.categories), ...labels(measured.units)])) {
    if (names.has(id)) continue
    names.set(id, units.get(id)?.shortName ?? (await categoryById(db, id))?.title ?? '原分类')
  }
  return names
}
