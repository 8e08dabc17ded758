import { bases, register } from '#platform/register.ts'
import { contactDesks, contactStarts, handOvers, spotAnswers, thanks, watches } from './tables.ts'

register(contactDesks, {
  title: '首问桌码',
  purpose: '来人扫桌上的码，写下要问的事',
  basis: bases.none,
  retention: '长期；停用的不再能扫',
  columns: {
    id: 'key',
    code: 'code',
    unitId: 'key',
    title: 'official',
    createdAt: 'instant',
    createdBy: 'key',
    closedAt: 'instant',
  },
})
register(contactStarts, {
  title: '扫码写下的话',
  purpose: '给面前的工作人员看，不用大声说',
  basis: bases.duty,
  retention: '接待完就删除，最长 4 小时*',
  columns: {
    id: 'key',
    deskId: 'key',
    callSign: 'code',
    whoCipher: 'personal:name',
    whatCipher: 'personal:message',
    createdAt: 'instant',
  },
})
register(spotAnswers, {
  title: '当场答复的次数',
  purpose: '知道当场答复了多少；没有谁问、谁答、问什么',
  basis: bases.none,
  retention: '长期',
  columns: { id: 'key', unitId: 'key', day: 'instant', way: 'code' },
})
register(watches, {
  title: '一盯到底',
  purpose: '首问责任人盯着哪件事，谁接手过',
  basis: bases.duty,
  retention: '长期；没有文字',
  columns: {
    id: 'key',
    matterId: 'key',
    unitId: 'key',
    personId: 'key',
    since: 'instant',
    newsAt: 'instant',
    newsType: 'code',
    toldAt: 'instant',
    seenAt: 'instant',
    offeredTo: 'key',
    offeredBy: 'key',
    offeredAt: 'instant',
    closedAt: 'instant',
    closedWhy: 'code',
  },
})
register(handOvers, {
  title: '单位之间的转办',
  purpose: '公开各单位多久接下、退回几次；只有单位和时间',
  basis: bases.none,
  retention: '长期',
  columns: {
    matterId: 'key',
    seq: 'count',
    kind: 'code',
    firstAskedUnitId: 'key',
    fromUnitId: 'key',
    toUnitId: 'key',
    offeredAt: 'instant',
    endedAt: 'instant',
    end: 'code',
  },
})
register(thanks, {
  title: '感谢',
  purpose: '问事人的感谢转达给单位，一件一次，没有文字',
  basis: bases.none,
  retention: '长期',
  columns: { matterId: 'key', firstAskedUnitId: 'key', answeredUnitId: 'key', at: 'instant' },
})
