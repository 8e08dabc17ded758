import type { ApiDocument, Schema } from './document.ts'

/** One line of a table of fields: `clock.light.colour`. */
export type FieldRow = { name: string; type: string; isRequired: boolean; words: string; depth: number }

/** The fields of a shape, those of its parts below it. */
export function fieldRows(document: ApiDocument, schema: Schema | undefined, within = '', depth = 0): FieldRow[] {
  const shape = resolved(document, schema)
  const inner = shape.items ? resolved(document, shape.items) : shape
  if (depth > 3) return []
  return Object.entries(inner.properties ?? {}).flatMap(([name, field]) => {
    const path = within ? `${within}.${name}` : name
    const own = resolved(document, field)
    return [
      {
        name: path,
        type: typeOf(document, field),
        isRequired: inner.required?.includes(name) ?? false,
        words: field.description ?? own.description ?? '',
        depth,
      },
      ...fieldRows(document, own, own.items ? `${path}[]` : path, depth + 1),
    ]
  })
}

const words: Record<string, string> = {
  string: '文字',
  integer: '整数',
  number: '数',
  boolean: 'true / false',
  object: '对象',
  array: '列表',
}

const formats: Record<string, string> = {
  date: '日期',
  'date-time': '时间',
  uuid: 'id',
  binary: '文件',
}

/** 日期 或 null；help | consult；ListedLetter 的列表 */
export function typeOf(document: ApiDocument, schema: Schema | undefined): string {
  if (!schema) return ''
  const named = schema.$ref?.split('/').at(-1)
  if (named) return named
  const values = schema.const === undefined ? schema.enum : [schema.const]
  if (values) return values.map(String).join(' | ')
  const parts = schema.anyOf ?? schema.oneOf
  if (parts) return parts.map((part) => typeOf(document, part)).join(' 或 ')
  if (schema.items) return `${typeOf(document, schema.items)} 的列表`
  const types = [schema.type ?? 'object'].flat()
  return types
    .map((type) => (type === 'null' ? 'null' : ((schema.format && formats[schema.format]) ?? words[type] ?? type)))
    .join(' 或 ')
}

/** What a reference or a nullable part stands for. */
export function resolved(document: ApiDocument, schema: Schema | undefined): Schema {
  if (!schema) return {}
  const name = schema.$ref?.split('/').at(-1)
  if (name) return resolved(document, document.components?.schemas?.[name])
  const [part, ...others] = (schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []).filter(({ type }) => type !== 'null')
  return part && others.length === 0 ? { ...resolved(document, part), description: schema.description } : schema
}
