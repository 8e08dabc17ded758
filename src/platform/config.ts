import { z } from 'zod'

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
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

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
  /** clamd that checks uploads for viruses; `null`: none. */
  clamdAddress: string | null
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
    clamdAddress: value.CLAMD_ADDRESS ?? null,
    logLevel: value.LOG_LEVEL,
  }
}
