import { bases, register } from '#platform/register.ts'
import { ledgerEntries, ledgerLog, ledgerTiles, ledgerWitnesses } from './tables.ts'

const record = {
  purpose: '证明政府公开过什么、什么时候公开的，没有被悄悄改动；没有任何人的信息',
  basis: '政府信息公开条例 第6条、网络安全法 第23条',
  retention: '长期',
}

register(ledgerEntries, {
  title: '存证记录',
  ...record,
  retention: '长期；原文和随机数随撤下、删除一起删去',
  columns: {
    id: 'key',
    type: 'code',
    subjectType: 'code',
    subjectId: 'key',
    version: 'count',
    at: 'instant',
    entry: 'hash',
    document: 'text',
    salt: 'hash',
    leafIndex: 'count',
  },
})
register(ledgerTiles, { title: '存证文件', ...record, columns: { level: 'count', index: 'count', data: 'hash' } })
register(ledgerLog, {
  title: '存证检查点',
  ...record,
  basis: bases.none,
  columns: {
    id: 'key',
    origin: 'official',
    size: 'count',
    root: 'hash',
    publishedSize: 'count',
    note: 'hash',
    publishedAt: 'instant',
    checkedAt: 'instant',
    faults: 'code',
  },
})
register(ledgerWitnesses, {
  title: '存证的见证',
  ...record,
  columns: {
    name: 'official',
    knownSize: 'count',
    signedSize: 'count',
    signature: 'hash',
    signedAt: 'instant',
    refusal: 'code',
  },
})
