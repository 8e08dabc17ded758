import { bases, register } from '#platform/register.ts'
import { apiKeys } from './tables.ts'

register(apiKeys, {
  title: '接口密钥',
  purpose: '单位自己的系统用哪位工作人员的名义办理',
  basis: bases.security,
  retention: '长期：审计记录指向它；密钥只有散列',
  columns: {
    id: 'key',
    name: 'official',
    unitId: 'key',
    personId: 'key',
    scopes: 'code',
    secretHash: 'secret',
    createdAt: 'instant',
    createdBy: 'key',
    expiresAt: 'instant',
    lastUsedAt: 'instant',
    revokedAt: 'instant',
    revokedBy: 'key',
  },
})
