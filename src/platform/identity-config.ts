import { z } from 'zod'

/** Where a province's unified identity is, and which of its claims say what. */
export type IdentityConfig = {
  issuer: string
  clientId: string
  clientSecret: string
  /** As people know it, e.g. 四川省统一身份认证. */
  name: string
  scopes: string[]
  claims: { phone: string; phoneVerified: string; name: string; idNumber: string; staffNumber: string }
}

const claim = (name: string) => z.string().min(1).default(name)

export const identityVariables = {
  OIDC_ISSUER: z.url('OIDC_ISSUER 应是完整网址，与统一身份平台公布的 issuer 一字不差').optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(2).max(20).default('省统一身份认证'),
  OIDC_SCOPES: z.string().default('openid profile phone'),
  OIDC_CLAIM_PHONE: claim('phone_number'),
  OIDC_CLAIM_PHONE_VERIFIED: claim('phone_number_verified'),
  OIDC_CLAIM_NAME: claim('name'),
  OIDC_CLAIM_ID_NUMBER: claim('id_number'),
  OIDC_CLAIM_STAFF_NUMBER: claim('staff_number'),
}

type Values = z.infer<z.ZodObject<typeof identityVariables>>

/** What does not go together, a sentence each. */
export function identityFaults(value: Values): string[] {
  if (!value.OIDC_ISSUER) return []
  return (['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const).flatMap((name) =>
    value[name] ? [] : [`${name}：设置了 OIDC_ISSUER，也要设置 ${name}`],
  )
}

/** Null: people sign in by phone, password or passkey only. */
export function identityOf(value: Values): IdentityConfig | null {
  if (!value.OIDC_ISSUER || !value.OIDC_CLIENT_ID || !value.OIDC_CLIENT_SECRET) return null
  return {
    issuer: value.OIDC_ISSUER,
    clientId: value.OIDC_CLIENT_ID,
    clientSecret: value.OIDC_CLIENT_SECRET,
    name: value.OIDC_NAME,
    scopes: value.OIDC_SCOPES.split(/\s+/).filter(Boolean),
    claims: {
      phone: value.OIDC_CLAIM_PHONE,
      phoneVerified: value.OIDC_CLAIM_PHONE_VERIFIED,
      name: value.OIDC_CLAIM_NAME,
      idNumber: value.OIDC_CLAIM_ID_NUMBER,
      staffNumber: value.OIDC_CLAIM_STAFF_NUMBER,
    },
  }
}
