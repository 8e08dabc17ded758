import { eq } from 'drizzle-orm'
import { defineAddresses, defineNoticeAudit, defineTemplates } from '#core/notices/index.ts'
import { audit } from './audit.ts'
import { defineAuditActs } from './audit-acts.ts'
import { persons } from './tables.ts'

defineTemplates({
  'people.signInCode': {
    version: 1,
    title: '登录验证码',
    legal: true,
    echo: true,
    sample: { code: '123456', minutes: '5' },
    sms: (v) => `登录验证码 ${v.code}，${v.minutes} 分钟内有效。工作人员不会向您要它，请不要转给别人。`,
  },
  'people.phoneChangeCode': {
    version: 1,
    title: '更换手机号码验证码',
    legal: true,
    sample: { code: '123456', minutes: '10' },
    sms: (v) => `更换手机号码的验证码 ${v.code}，${v.minutes} 分钟内有效。不是您本人要换，不要理会，也不要转给别人。`,
  },
  'people.mandateCode': {
    version: 1,
    title: '家人代办，请您同意',
    legal: true,
    sample: { code: '123456', minutes: '10', agent: '138****5678', until: '2026-12-31' },
    sms: (v) =>
      `手机号 ${v.agent} 的家人想代您在网上办事，到 ${v.until} 为止。同意就把验证码 ${v.code} 告诉他，${v.minutes} 分钟内有效；不认识或不同意，不要理会。`,
  },
})

defineAddresses({
  person: async (db, { secrets }, id) => {
    const [person] = await db.select({ phone: persons.phoneCipher }).from(persons).where(eq(persons.id, id))
    return person?.phone ? secrets.decrypt(person.phone, 'persons.phone') : null
  },
})

defineNoticeAudit(audit)
defineAuditActs({
  retryNotice: '重发消息',
  retryNotices: '成批重发消息',
  retryNoticeInDoubt: '重发可能已收到的消息',
  settleNotice: '未能送达的消息不再处理',
})
