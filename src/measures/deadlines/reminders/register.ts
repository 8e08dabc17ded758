import { bases, register } from '#platform/register.ts'
import { reminderItems, reminderLines, reminderRounds } from './tables.ts'

register(reminderItems, {
  title: '要提醒的事',
  purpose: '下一次提醒里告诉承办的人；催办和督办按发出单位计数公开',
  basis: bases.none,
  retention: '长期；只有编号和单位',
  columns: {
    id: 'key',
    matterId: 'key',
    seq: 'count',
    what: 'code',
    toUnitId: 'key',
    toPersonId: 'key',
    byUnitId: 'key',
    at: 'instant',
    roundAt: 'instant',
  },
})
register(reminderRounds, {
  title: '提醒的轮次',
  purpose: '每天两次提醒，停机后接着提醒，一次不多一次不少',
  basis: bases.none,
  retention: '长期',
  columns: { at: 'instant', beganAt: 'instant', finishedAt: 'instant', people: 'count' },
})
register(reminderLines, {
  title: '提醒的内容',
  purpose: '工作人员看自己收到的提醒里是哪几件',
  basis: bases.duty,
  retention: '90 日*',
  columns: { personId: 'key', roundAt: 'instant', what: 'code', matterId: 'key' },
})
