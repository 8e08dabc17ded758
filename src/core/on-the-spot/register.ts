import { bases, register } from '#platform/register.ts'
import { onTheSpotDays, onTheSpotTaps, unitBusinesses } from './tables.ts'

register(unitBusinesses, {
  title: '窗口业务',
  purpose: '单位公布的业务和办理时限',
  basis: bases.none,
  retention: '长期，供核对以前的数字',
  columns: {
    id: 'key',
    unitId: 'key',
    title: 'official',
    addedAt: 'instant',
    addedBy: 'key',
    endedAt: 'instant',
    endedBy: 'key',
  },
})
register(onTheSpotTaps, {
  title: '当天的当场办结',
  purpose: '数当场办结的件数；不记是谁来办的，也不按人统计',
  basis: bases.none,
  retention: '当天，次日并入按天的件数后删除',
  columns: { id: 'key', unitId: 'key', businessId: 'key', channel: 'code', on: 'instant', at: 'instant', by: 'key' },
})
register(onTheSpotDays, {
  title: '当场办结的件数',
  purpose: '按单位、业务和日期的件数',
  basis: bases.none,
  retention: '长期',
  columns: { unitId: 'key', businessId: 'key', channel: 'code', on: 'instant', count: 'count' },
})
