import { bases, register } from './register.ts'
import { rateLimits, spentKeys } from './tables.ts'

register(spentKeys, {
  title: '已用过的提交凭证',
  purpose: '同一张表单点了两次，只算一次',
  basis: bases.none,
  retention: '7 天*',
  columns: { key: 'key', bodyHash: 'hash', location: 'code', status: 'code', spentAt: 'instant', freeAt: 'instant' },
})

register(rateLimits, {
  title: '次数限制',
  purpose: '防止有人反复猜口令、猜查询码、滥发短信；谁试的只有散列',
  basis: bases.security,
  retention: '到限制解除为止，最长一天',
  columns: { key: 'hash', points: 'count', expire: 'instant' },
})
