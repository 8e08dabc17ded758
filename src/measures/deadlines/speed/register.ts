import { bases, register } from '#platform/register.ts'
import { speedBooks, speedChanged, speedClosings, speedExclusions, speedMonths } from './tables.ts'

const said = { purpose: '公布办理时效，每个数字都能核对', basis: bases.none, retention: '长期，供核对以前公布的数字' }

register(speedChanged, {
  title: '等待重新统计的办件',
  ...said,
  retention: '到统计完成为止，通常几分钟',
  columns: { id: 'key', matterId: 'key' },
})
register(speedClosings, {
  title: '每次答复的用时',
  ...said,
  columns: {
    matterId: 'key',
    seq: 'count',
    month: 'instant',
    scope: 'code',
    unitId: 'key',
    kind: 'code',
    divisionCode: 'code',
    answeredAt: 'instant',
    usedDays: 'count',
    met: 'count',
    standing: 'count',
    rejected: 'count',
    savedDays: 'count',
    extended: 'count',
    stops: 'count',
  },
})
register(speedMonths, {
  title: '每月办理时效',
  ...said,
  columns: {
    month: 'instant',
    version: 'count',
    scope: 'code',
    unitId: 'key',
    kind: 'code',
    divisionCode: 'code',
    closed: 'count',
    timed: 'count',
    met: 'count',
    standing: 'count',
    early: 'count',
    savedDays: 'count',
    rejected: 'count',
    extended: 'count',
    stopped: 'count',
    excluded: 'count',
    excludedStanding: 'count',
    used: 'count',
    stops: 'count',
  },
})
register(speedBooks, {
  title: '统计关账和更正',
  ...said,
  purpose: '谁在哪天把一个月的数字定下来，后来怎样更正',
  columns: { month: 'instant', version: 'count', ground: 'code', at: 'instant', byPersonId: 'key' },
})
register(speedExclusions, {
  title: '剔除记录',
  ...said,
  purpose: '哪些件次经两人同意不计入按时率，依据什么理由，督查抽查的结果',
  columns: {
    id: 'key',
    matterId: 'key',
    seq: 'count',
    unitId: 'key',
    month: 'instant',
    ground: 'code',
    status: 'code',
    proposedBy: 'key',
    proposedRole: 'code',
    proposedAt: 'instant',
    decidedBy: 'key',
    decidedRole: 'code',
    decidedAt: 'instant',
    sampled: 'count',
    checkedBy: 'key',
    checkedAt: 'instant',
  },
})
