import { bases, register } from '#platform/register.ts'
import { breachEvents, breaches, breachWords } from './tables.ts'

const accountable = { basis: bases.duty, retention: '影响期满后只有督查能查；长期（档案法 第13条）' }

register(breaches, {
  title: '首问问责',
  purpose: '首问责任没落实的：谁反映、哪个单位、查得怎样、怎样处理；没有姓名和原话',
  ...accountable,
  columns: {
    id: 'key',
    number: 'code',
    kind: 'code',
    source: 'code',
    matterId: 'key',
    clockKey: 'key',
    unitId: 'key',
    personId: 'key',
    raisedBy: 'key',
    raisedAt: 'instant',
    mayName: 'count',
    state: 'code',
    gravity: 'code',
    cause: 'code',
    hearBy: 'instant',
    personHeard: 'count',
    unitHeard: 'count',
    outcome: 'code',
    party: 'code',
    grade: 'code',
    tolerance: 'code',
    decidedBy: 'key',
    decidedUnitId: 'key',
    decidedAt: 'instant',
    toldOn: 'instant',
    appealBy: 'instant',
    appealedBy: 'key',
    finalOn: 'instant',
    effectUntil: 'instant',
    dueOn: 'instant',
    audience: 'key',
    barred: 'key',
  },
})
register(breachEvents, {
  title: '首问问责的每一步',
  purpose: '谁在什么时候做了什么，只增不改；没有文字',
  ...accountable,
  columns: { id: 'key', breachId: 'key', seq: 'count', type: 'code', personId: 'key', data: 'code', at: 'instant' },
})
register(breachWords, {
  title: '首问问责里写下的话',
  purpose: '反映、核查情况、陈述、理由、申诉，都加密',
  basis: bases.duty,
  retention: '反映的话和对反映人的答复随所问的事依法删除；其余长期（档案法 第13条）',
  columns: {
    id: 'key',
    breachId: 'key',
    eventId: 'key',
    part: 'code',
    bodyCipher: 'personal:message',
    createdAt: 'instant',
  },
})
