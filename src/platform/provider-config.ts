import { z } from 'zod'

const text = z.string().min(1).optional()

/** Who carries our messages. Each provider is configured whole or not at all. */
export const providerVariables = {
  SMTP_URL: z
    .string()
    .regex(
      /^smtps?:\/\/[^\s/]+$/,
      'SMTP_URL 应是 smtp://用户:口令@主机:端口 或 smtps://…，用户和口令中的特殊字符用 %XX 表示',
    )
    .optional(),
  MAIL_FROM: z.email('MAIL_FROM 应是一个邮箱地址，例如 tongzhi@example.gov.cn').optional(),
  SMS_URL: z.url('SMS_URL 应是短信网关的网址，例如 https://sms.example.gov.cn/v1').optional(),
  SMS_KEY_ID: text,
  SMS_SECRET: z.string().min(32, 'SMS_SECRET 至少 32 个字符').optional(),
  SMS_SENDER: z
    .string()
    .regex(/^\d{5,20}$/, 'SMS_SENDER 应是短信发送号码，5 到 20 位数字')
    .optional(),
  PUSH_CONTACT: z
    .string()
    .regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, 'PUSH_CONTACT 应是 mailto:邮箱 或 https:// 网址')
    .optional(),
  WECHAT_URL: z.url('WECHAT_URL 应是完整网址').default('https://api.weixin.qq.com'),
  WECHAT_NAME: text,
  WECHAT_APP_ID: text,
  WECHAT_APP_SECRET: text,
  WECHAT_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{3,32}$/, 'WECHAT_TOKEN 是公众号后台填写的令牌，3 到 32 位字母或数字')
    .optional(),
  WECHAT_TEMPLATE_ID: text,
  WECHAT_TEMPLATE_FIELDS: z
    .string()
    .regex(
      /^\w+=(?:title|number|time)(?:,\w+=(?:title|number|time))*$/,
      'WECHAT_TEMPLATE_FIELDS 应形如 thing1=title,character_string2=number,time3=time',
    )
    .default('thing1=title,character_string2=number,time3=time'),
}

export type ProviderConfig = {
  mail: { url: string; from: string } | null
  sms: { url: string; keyId: string; secret: string; sender: string } | null
  wechat: {
    url: string
    name: string
    appId: string
    appSecret: string
    token: string
    templateId: string
    /** Field of the template in the account → what of a notice it shows. */
    fields: Record<string, 'title' | 'number' | 'time'>
  } | null
  /** Whom push services may ask about us. */
  push: { contact: string } | null
}

type Values = z.infer<z.ZodObject<typeof providerVariables>>

/** The names that are missing of a provider which is configured in part; empty is good. */
export function providerFaults(values: Values): string[] {
  const groups: (keyof Values)[][] = [
    ['SMTP_URL', 'MAIL_FROM'],
    ['SMS_URL', 'SMS_KEY_ID', 'SMS_SECRET', 'SMS_SENDER'],
    ['WECHAT_NAME', 'WECHAT_APP_ID', 'WECHAT_APP_SECRET', 'WECHAT_TOKEN', 'WECHAT_TEMPLATE_ID'],
  ]
  return groups.flatMap((names) => {
    const missing = names.filter((name) => !values[name])
    if (missing.length === 0 || missing.length === names.length) return []
    const given = names.filter((name) => values[name])
    return [`${missing.join('、')}：设了 ${given.join('、')}，就要把它们也设上`]
  })
}

export function providersOf(values: Values): ProviderConfig {
  const { SMTP_URL: mailUrl, MAIL_FROM: from } = values
  const { SMS_URL: smsUrl, SMS_KEY_ID: keyId, SMS_SECRET: secret, SMS_SENDER: sender } = values
  return {
    mail: mailUrl && from ? { url: mailUrl, from } : null,
    sms: smsUrl && keyId && secret && sender ? { url: smsUrl.replace(/\/$/, ''), keyId, secret, sender } : null,
    wechat: wechatOf(values),
    push: values.PUSH_CONTACT ? { contact: values.PUSH_CONTACT } : null,
  }
}

function wechatOf(values: Values): ProviderConfig['wechat'] {
  const { WECHAT_NAME: name, WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret } = values
  const { WECHAT_TOKEN: token, WECHAT_TEMPLATE_ID: templateId } = values
  if (!name || !appId || !appSecret || !token || !templateId) return null
  const fields = Object.fromEntries(
    values.WECHAT_TEMPLATE_FIELDS.split(',').map((pair) => pair.split('=') as [string, 'title' | 'number' | 'time']),
  )
  return { url: values.WECHAT_URL.replace(/\/$/, ''), name, appId, appSecret, token, templateId, fields }
}
