import { defineExport, type ExportFilters } from '#core/documents/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import type { PageKey } from '#platform/http/address-fields.ts'
import { formatDate } from '#ui/index.ts'
import { type BreachFilters, type BreachList, breachLists, countBreaches, readBreaches } from './read-breaches.ts'
import {
  breachKinds,
  breachSources,
  breachStates,
  gradeWords,
  kindIds,
  outcomes,
  partyWords,
  sourceIds,
  stateIds,
} from './words.ts'

export const breachesExport = 'breaches'

const pageRows = 500

/** Units, kinds and dates; no name, no word that anybody wrote, no number of what was asked. */
defineExport({
  name: breachesExport,
  title: '首问问责',
  columns: [
    { label: '编号', width: 24 },
    { label: '情形', width: 12 },
    { label: '单位', width: 24 },
    { label: '来源', width: 14 },
    { label: '提出日期', width: 14 },
    { label: '状态', width: 22 },
    { label: '结论', width: 18 },
    { label: '对象', width: 10 },
    { label: '处理', width: 16 },
    { label: '本环节期限', width: 14 },
  ],
  count: (house, actor, filters) => countBreaches(house, actor, askedOf(filters)),
  async *pages(house, actor, filters) {
    const day = (at: Temporal.Instant) => formatDate(at.toZonedDateTimeISO(house.config.timeZone).toPlainDate())
    let after: PageKey | undefined
    do {
      const read: Awaited<ReturnType<typeof readBreaches>> = await readBreaches(
        house,
        actor,
        { ...askedOf(filters), after },
        pageRows,
      )
      yield read.rows.map(({ breach, unit }) => [
        ...[groupNumber(breach.number), breachKinds[breach.kind], unit, breachSources[breach.source]],
        ...[day(breach.raisedAt), breachStates[breach.state]],
        breach.outcome && outcomes[breach.outcome],
        breach.party && partyWords[breach.party],
        breach.grade && gradeWords[breach.grade],
        breach.dueOn && formatDate(breach.dueOn),
      ])
      after = read.next ?? undefined
    } while (after)
  },
})

function askedOf({ list, kind, state, from, unit, q }: ExportFilters): { list: BreachList; filters: BreachFilters } {
  return {
    list: breachLists.find((one) => one === list) ?? 'open',
    filters: {
      kind: kindIds.find((one) => one === kind),
      state: stateIds.find((one) => one === state),
      source: sourceIds.find((one) => one === from),
      unitId: unit || undefined,
      number: q || undefined,
    },
  }
}
