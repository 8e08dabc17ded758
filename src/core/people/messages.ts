import { eq } from 'drizzle-orm'
import { defineAddresses, defineTemplates } from '#core/notices/index.ts'
import { persons } from './tables.ts'

defineTemplates({
  'people.signInCode': {
    version: 1,
    title: '登录验证码',
    legal: true,
    sample: { code: '123456', minutes: '5' },
    sms: (v) => `登录验证码 ${v.code}，${v.minutes} 分钟内有效。工作人员不会向您要它，请不要转给别人。`,
  },
})

defineAddresses({
  person: async (db, { secrets }, id) => {
    const [person] = await db.select({ phone: persons.phoneCipher }).from(persons).where(eq(persons.id, id))
    return person?.phone ? secrets.decrypt(person.phone, 'persons.phone') : null
  },
})
