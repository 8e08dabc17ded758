import { bases, register } from '#platform/register.ts'
import { passkeys, recoveryCodes, totpSecrets } from './second-factor/tables.ts'
import { accounts, sessions, users, verifications } from './tables.ts'

const said = { basis: bases.security, retention: '有账号期间；注销、停用时删除' }

register(users, {
  title: '登录账号',
  purpose: '登录；手机号码在这里只有散列，没有姓名',
  ...said,
  columns: {
    id: 'key',
    name: 'code',
    email: 'hash',
    emailVerified: 'count',
    image: 'code',
    username: 'code',
    phoneNumber: 'hash',
    phoneNumberVerified: 'count',
    createdAt: 'instant',
    updatedAt: 'instant',
  },
})
register(sessions, {
  title: '正在登录的设备',
  purpose: '保持登录，让您看到在哪里登录过',
  basis: bases.security,
  retention: '群众最长 30 天*，工作人员 12 小时*；退出时删除',
  columns: {
    id: 'key',
    userId: 'key',
    token: 'secret',
    expiresAt: 'instant',
    ipAddress: { kind: 'personal:device', plainBecause: '登录框架自带的栏目，本站不记录网络地址，始终为空' },
    userAgent: { kind: 'personal:device', plainBecause: '登录框架自带的栏目，本站不记录，始终为空' },
    createdAt: 'instant',
    updatedAt: 'instant',
    seenAt: 'instant',
    endsAt: 'instant',
    provedAt: 'instant',
    device: { kind: 'personal:device', plainBecause: '只有“手机 微信”这样几个字，认不出是谁' },
    mandateId: 'key',
  },
})
register(accounts, {
  title: '登录方式',
  purpose: '口令（只有散列）、统一身份认证（只有散列）',
  ...said,
  columns: {
    id: 'key',
    userId: 'key',
    accountId: 'hash',
    providerId: 'code',
    accessToken: 'secret',
    refreshToken: 'secret',
    idToken: 'secret',
    accessTokenExpiresAt: 'instant',
    refreshTokenExpiresAt: 'instant',
    scope: 'code',
    password: 'secret',
    createdAt: 'instant',
    updatedAt: 'instant',
  },
})
register(verifications, {
  title: '登录验证码',
  purpose: '确认手机是您的',
  basis: bases.security,
  retention: '十分钟有效，一天内清除',
  columns: {
    id: 'key',
    identifier: 'hash',
    value: 'secret',
    expiresAt: 'instant',
    endsAt: 'instant',
    createdAt: 'instant',
    updatedAt: 'instant',
  },
})
register(totpSecrets, {
  title: '验证器',
  purpose: '双重验证',
  ...said,
  columns: { personId: 'key', secretCipher: 'secret', confirmedAt: 'instant', lastStep: 'count', createdAt: 'instant' },
})
register(recoveryCodes, {
  title: '恢复码',
  purpose: '丢了验证器时登录',
  ...said,
  columns: { id: 'key', personId: 'key', codeHash: 'secret', createdAt: 'instant' },
})
register(passkeys, {
  title: '通行密钥',
  purpose: '用指纹、面容或者钥匙登录；指纹和面容不离开您的设备',
  ...said,
  columns: {
    id: 'key',
    name: 'code',
    labelCipher: 'personal:device',
    userId: 'key',
    publicKey: 'hash',
    credentialID: 'key',
    counter: 'count',
    deviceType: 'code',
    backedUp: 'count',
    transports: 'code',
    aaguid: 'code',
    createdAt: 'instant',
  },
})
