import { getTableColumns } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'

/** What a column holds, in the words of `/about/data`. */
export const columnKinds = {
  key: '内部编号',
  code: '代码、状态',
  instant: '日期、时间',
  count: '数量、是否',
  hash: '散列（还原不出原文）',
  secret: '密钥、验证码（加密或散列）',
  official: '单位、规则等公开的名称和文字',
  text: '写下的文字',
  'personal:name': '姓名（加密）',
  'personal:phone': '手机号码（加密或散列）',
  'personal:idNumber': '身份证号码（加密或散列）',
  'personal:address': '地址（加密）',
  'personal:message': '消息内容和收件地址（加密）',
  'personal:device': '登录设备',
} as const

export type ColumnKind = keyof typeof columnKinds

/** A personal column that is not encrypted says why. */
type Declared = ColumnKind | { kind: ColumnKind; plainBecause: string }

export type TableRegister = {
  table: string
  /** What it is, in plain words. */
  title: string
  /** 为什么存、法律依据、存多久. A `*` marks what the city decided itself. */
  purpose: string
  basis: string
  retention: string
  columns: { name: string; kind: ColumnKind; plainBecause: string | null }[]
}

const tables: TableRegister[] = []

/** 法律依据 that many tables share. */
export const bases = {
  duty: '履行法定职责（个人信息保护法 第13条第一款第三项、第34条）',
  security: '网络安全法 第23条、个人信息保护法 第51条',
  consent: '本人同意（个人信息保护法 第13条第一款第一项），可随时撤回',
  none: '不含个人信息',
} as const

/**
 * Declares every column of a table: a column without a kind does not compile, and a table that is not declared fails
 * `test/personal-data.test.ts`.
 */
export function register<Table extends PgTable>(
  table: Table,
  about: Omit<TableRegister, 'table' | 'columns'> & { columns: Record<keyof Table['$inferSelect'] & string, Declared> },
): void {
  const { columns, ...said } = about
  const known = getTableColumns(table)
  tables.push({
    ...said,
    table: getTableConfig(table).name,
    columns: Object.entries<Declared>(columns).map(([key, declared]) => ({
      name: known[key]?.keyAsName === false ? known[key].name : snake(key),
      ...(typeof declared === 'string' ? { kind: declared, plainBecause: null } : declared),
    })),
  })
}

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

export const columnRegister = (): readonly TableRegister[] => tables
