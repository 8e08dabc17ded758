import { join } from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { type IdentityConfig, identityFaults, identityOf, identityVariables } from './identity-config.ts'
import { type ProviderConfig, providerFaults, providersOf, providerVariables } from './provider-config.ts'

/** A body that cosigns the public record: its verifier key, and where it is asked. */
export type Witness = { key: string; url: string }

const onOff = z.enum(['on', 'off'])

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number('PORT 应是 0 到 65535 的整数').int().min(0).max(65_535).default(3000),
  PUBLIC_URL: z.url('PUBLIC_URL 应是完整网址，例如 https://ygzw.example.gov.cn').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL 应以 postgres:// 开头')
    .optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
  DATA_DIR: z.string().min(1).default('./data'),
  SECRET_KEY: z.string().min(32, 'SECRET_KEY 至少 32 个字符').optional(),
  CIPHER: z.enum(['sm4-gcm', 'aes-256-gcm']).default('sm4-gcm'),
  DEMO: onOff.optional(),
  TRUST_PROXY: onOff.default('off'),
  TIME_ZONE: z.string().default('Asia/Shanghai'),
  CITY_NAME: z.string().default('攀枝花市'),
  CITY_CODE: z
    .string()
    .regex(/^\d{6}$/, 'CITY_CODE 应是 6 位行政区划代码')
    .default('510400'),
  CLAMD_ADDRESS: z
    .string()
    .regex(/^[^\s:]+:\d{1,5}$/, 'CLAMD_ADDRESS 应是 主机:端口，例如 127.0.0.1:3310')
    .optional(),
  DIGEST_TIMES: z
    .string()
    .default('08:45,14:15')
    .refine(
      (text) => /^(?:[01]\d|2[0-3]):[0-5]\d(?:,(?:[01]\d|2[0-3]):[0-5]\d)*$/.test(text),
      'DIGEST_TIMES 应是逗号分隔的时刻，例如 08:45,14:15',
    )
    .transform((text) => [...new Set(text.split(','))].sort().map((time) => Temporal.PlainTime.from(time))),
  WEBHOOK_NETWORKS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    )
    .refine((networks) => networks.every(ipaddr.isValidCIDR), 'WEBHOOK_NETWORKS 应是逗号分隔的网段，例如 10.20.0.0/16'),
  WITNESSES: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(/[\n,]/)
        .map((one) => one.trim())
        .filter(Boolean)
        .map((one) => one.split(/\s+/)),
    )
    .refine(
      (all) =>
        all.every(
          ([key = '', url = '', ...rest]) =>
            rest.length === 0 && /^[^+\s]+\+[0-9a-f]{8}\+\S+$/.test(key) && URL.canParse(url),
        ),
      'WITNESSES 应是逗号分隔的“公钥 网址”，例如 witness.example.edu.cn/w+0a1b2c3d+BK… https://witness.example.edu.cn',
    )
    .transform((all) => all.map(([key = '', url = '']): Witness => ({ key, url }))),
  LEDGER_COPY: z.string().min(1).optional(),
  WITNESS_QUORUM: z.coerce.number('WITNESS_QUORUM 应是 0 到 20 的整数').int().min(0).max(20).default(1),
  DRAND_URL: z.url('DRAND_URL 应是公开随机信标 drand 的网址，例如 https://api.drand.sh').optional(),
  ...providerVariables,
  ACD_SECRET: z
    .string()
    .regex(
      /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/,
      'ACD_SECRET 应是 whsec_ 加至少 24 字节的 Base64，可用 openssl rand -base64 32 生成',
    )
    .optional(),
  ...identityVariables,
  BACKUP_PASSPHRASE: z.string().min(16, 'BACKUP_PASSPHRASE 至少 16 个字符').optional(),
  METRICS_TOKEN: z.string().min(16, 'METRICS_TOKEN 至少 16 个字符').optional(),
  DRAIN_SECONDS: z.coerce.number('DRAIN_SECONDS 应是 0 到 300 的整数').int().min(0).max(300).default(0),
  PAGE_CACHE_MEGABYTES: z.coerce
    .number('PAGE_CACHE_MEGABYTES 应是 0 到 4096 的整数，0 表示不缓存')
    .int()
    .min(0)
    .max(4096)
    .default(64),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/** The names of all settings, for whoever writes them down. */
export const knownVariables: string[] = Object.keys(environment.shape)

export type Config = {
  host: string
  port: number
  /** Where people reach us; `null` until the port is known and nothing was set. */
  publicUrl: string | null
  databaseUrl: string | null
  databasePool: number
  dataDir: string
  secretKey: string | null
  cipher: 'sm4-gcm' | 'aes-256-gcm'
  /** Demo city: fictional accounts are shown, SMS land in the on-screen outbox. */
  demo: boolean
  trustProxy: boolean
  timeZone: string
  cityName: string
  cityCode: string
  witnesses: Witness[]
  /** Folder outside the database where the published record is kept as well; on another disk it outlives this one. */
  ledgerCopy: string
  /** So many of them must have signed a checkpoint. */
  witnessQuorum: number
  /** Public randomness (drand) that draws may wait for; `null`: none. */
  drandUrl: string | null
  /** clamd that checks uploads for viruses; `null`: none. */
  clamdAddress: string | null
  /** When digests of reminders go out on working days, in order; 本市自定. */
  digestTimes: readonly Temporal.PlainTime[]
  /** Networks that webhooks may reach besides the public internet, e.g. the government extranet. */
  webhookNetworks: string[]
  /** Carriers of messages; what is not configured lands on the screen. */
  providers: ProviderConfig
  /** With which the telephone exchange of 12345 signs its events; `null`: none, but in the demo, where one is derived. */
  acdSecret: string | null
  /** A province's unified identity; `null`: none. */
  oidc: IdentityConfig | null
  /** Seals the master key into backups and opens it at a restore; `null`: the key is kept apart by a person. */
  backupPassphrase: string | null
  /** Who brings it may read `/metrics` from another machine; `null`: only this machine may (in the demo: everybody). */
  metricsToken: string | null
  /** How long a stopping process still serves, so that the proxy before it has seen `/readyz` say no. */
  drainSeconds: number
  /** Room for finished public pages in each process; 0: every page is rendered anew. */
  pageCacheMegabytes: number
  logLevel: string
}

/** Reads and checks the environment; throws one sentence for each mistake. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}：${issue.message}`)
    throw new Error(`配置有误，请改正后再启动：\n${lines.join('\n')}`)
  }
  const value = parsed.data
  const faults = [...providerFaults(value), ...identityFaults(value)]
  if (faults.length > 0)
    throw new Error(`配置有误，请改正后再启动：\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  return {
    host: value.HOST,
    port: value.PORT,
    publicUrl: value.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    databaseUrl: value.DATABASE_URL ?? null,
    databasePool: value.DATABASE_POOL,
    dataDir: value.DATA_DIR,
    secretKey: value.SECRET_KEY ?? null,
    cipher: value.CIPHER,
    demo: value.DEMO ? value.DEMO === 'on' : !value.DATABASE_URL,
    trustProxy: value.TRUST_PROXY === 'on',
    timeZone: value.TIME_ZONE,
    cityName: value.CITY_NAME,
    cityCode: value.CITY_CODE,
    witnesses: value.WITNESSES,
    ledgerCopy: value.LEDGER_COPY ?? join(value.DATA_DIR, 'ledger'),
    witnessQuorum: value.WITNESS_QUORUM,
    drandUrl: value.DRAND_URL?.replace(/\/$/, '') ?? null,
    clamdAddress: value.CLAMD_ADDRESS ?? null,
    digestTimes: value.DIGEST_TIMES,
    webhookNetworks: value.WEBHOOK_NETWORKS,
    providers: providersOf(value),
    acdSecret: value.ACD_SECRET ?? null,
    oidc: identityOf(value),
    backupPassphrase: value.BACKUP_PASSPHRASE ?? null,
    metricsToken: value.METRICS_TOKEN ?? null,
    drainSeconds: value.DRAIN_SECONDS,
    pageCacheMegabytes: value.PAGE_CACHE_MEGABYTES,
    logLevel: value.LOG_LEVEL,
  }
}
