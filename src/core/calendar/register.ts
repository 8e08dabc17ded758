import { bases, register } from '#platform/register.ts'
import {
  calendarDays,
  calendarVersion,
  calendarYears,
  limitRules,
  localDays,
  promiseOverruns,
  unitPromises,
} from './tables.ts'

const said = { purpose: '算出每一件事该在哪一天办完', basis: bases.none, retention: '长期，供核对以前的期限' }

register(calendarYears, {
  title: '各年放假安排',
  ...said,
  columns: { year: 'count', status: 'code', title: 'official', sourceUrl: 'official', enteredAt: 'instant' },
})
register(calendarDays, {
  title: '放假和调休的日子',
  ...said,
  columns: { year: 'count', on: 'instant', kind: 'code', name: 'official' },
})
register(localDays, {
  title: '本市特殊日',
  ...said,
  columns: { on: 'instant', kind: 'code', name: 'official', source: 'official' },
})
register(calendarVersion, { title: '日历版本', ...said, columns: { one: 'count', version: 'key' } })
register(limitRules, {
  title: '期限规则',
  ...said,
  columns: {
    id: 'code',
    title: 'official',
    measure: 'code',
    amount: 'count',
    unit: 'code',
    direction: 'code',
    bound: 'code',
    roll: 'code',
    cutoff: 'code',
    startEvent: 'official',
    whose: 'code',
    extensionAmount: 'count',
    extensionApprover: 'code',
    extensionApproverTitle: 'official',
    stopGrounds: 'official',
    silence: 'official',
    source: 'official',
    article: 'official',
    quote: 'official',
    confidence: 'code',
    isLocal: 'count',
    yearlyOn: 'code',
    note: 'official',
    effectiveFrom: 'instant',
    effectiveTo: 'instant',
  },
})

const promised = {
  purpose: '公开单位承诺的办理时限和超过时的理由',
  basis: bases.none,
  retention: '长期，供核对以前的期限',
}

register(unitPromises, {
  title: '单位承诺时限',
  ...promised,
  columns: {
    id: 'key',
    unitId: 'key',
    ruleId: 'code',
    businessId: 'key',
    amount: 'count',
    unit: 'code',
    from: 'instant',
    to: 'instant',
    endReason: 'official',
    publishedAt: 'instant',
    publishedBy: 'key',
    endedAt: 'instant',
    endedBy: 'key',
  },
})
register(promiseOverruns, {
  title: '超过承诺时限的说明',
  ...promised,
  columns: {
    id: 'key',
    promiseId: 'key',
    matterId: 'key',
    dueOn: 'instant',
    doneOn: 'instant',
    reason: 'official',
    publishedAt: 'instant',
    publishedBy: 'key',
  },
})
