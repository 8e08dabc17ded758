import { defineExport, type ExportFilters } from '#core/documents/index.ts'
import { groupNumber } from '#core/matters/index.ts'
import { formatDate } from '#ui/index.ts'
import { isOrderState, orderStateWords, stageWords } from './order.ts'
import { countOrders, type OrderFilters, type OrderKey, readOrders } from './orders.ts'

export const orderExport = 'supervision-orders'

const pageRows = 500

/** Numbers, units and dates; what was demanded and reported stays in the house. */
defineExport({
  name: orderExport,
  title: '督办单',
  columns: [
    { label: '督办单号', width: 24 },
    { label: '种类', width: 12 },
    { label: '办件编号', width: 24 },
    { label: '承办单位', width: 24 },
    { label: '发出单位', width: 24 },
    { label: '发出日期', width: 14 },
    { label: '报告时限', width: 14 },
    { label: '状态', width: 18 },
  ],
  count: (house, actor, filters) => countOrders(house, actor, filtersOf(filters)),
  async *pages(house, actor, filters) {
    let after: OrderKey | undefined
    do {
      const asked = { filters: filtersOf(filters), sort: 'issued' as const, after }
      const page: Awaited<ReturnType<typeof readOrders>> = await readOrders(house, actor, asked, pageRows)
      yield page.rows.map(({ order, matter, unit, byUnit, state }) => [
        ...[order.number, stageWords[order.stage], groupNumber(matter.number), unit, byUnit],
        formatDate(order.issuedAt.toZonedDateTimeISO(house.config.timeZone).toPlainDate()),
        formatDate(order.replyDueOn),
        orderStateWords[state],
      ])
      after = page.next ?? undefined
    } while (after)
  },
})

function filtersOf({ state = '', stage, unit, q }: ExportFilters): OrderFilters {
  return {
    state: isOrderState(state) ? state : undefined,
    stage: stage === 'order' || stage === 'listing' ? stage : undefined,
    unitId: unit || undefined,
    number: q || undefined,
  }
}
