import type { ApiDocument, DescribedOperation, Parameter, Schema } from './document.ts'
import { resolved } from './field-rows.ts'

/** The operation as a command that can be copied: own values stand in capitals. */
export function curlExample(
  document: ApiDocument,
  server: string,
  method: 'get' | 'post',
  path: string,
  operation: DescribedOperation,
): string {
  const parameters = operation.parameters ?? []
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(exampleOf(parameters, name) ?? name.toUpperCase()),
  )
  const query = parameters.filter((one) => one.in === 'query' && (one.required || one.example !== undefined))
  const search = query.map(
    ({ name, example }) => `${name}=${encodeURIComponent(String(example ?? name.toUpperCase()))}`,
  )
  const lines = [
    `curl ${method === 'post' ? '-X POST ' : ''}'${server}${address}${search.length > 0 ? `?${search.join('&')}` : ''}'`,
  ]
  if (operation.security?.some((way) => 'apiKey' in way)) lines.push(`-H 'Authorization: Bearer YOUR_KEY'`)
  for (const { name, example } of parameters.filter((one) => one.in === 'header'))
    lines.push(`-H '${name}: ${example ?? exampleOf(parameters, name) ?? 'VALUE'}'`)
  const json = operation.requestBody?.content['application/json']
  const form = operation.requestBody?.content['application/x-www-form-urlencoded']
  if (json)
    lines.push(
      `-H 'Content-Type: application/json'`,
      `-d '${JSON.stringify(json.example ?? sampleOf(document, json.schema), null, 2)}'`,
    )
  if (form) {
    lines.push(`-u 'CLIENT_ID:CLIENT_SECRET'`)
    for (const [name, value] of Object.entries(form.example ?? {})) lines.push(`-d '${name}=${value}'`)
  }
  return lines.join(' \\\n  ')
}

const exampleOf = (parameters: Parameter[], name: string): unknown => {
  const found = parameters.find((one) => one.name === name)
  return found?.example ?? found?.schema?.example
}

/** A body of the required fields, told by their examples or in their own words. */
function sampleOf(document: ApiDocument, schema: Schema | undefined): Record<string, unknown> {
  const shape = resolved(document, schema)
  const required = shape.required ?? []
  return Object.fromEntries(
    Object.entries(shape.properties ?? {})
      .filter(([name]) => required.includes(name))
      .map(([name, field]) => [name, sampleValue(resolved(document, field))]),
  )
}

function sampleValue({ example, enum: values, const: only, type, description }: Schema): unknown {
  if (example !== undefined) return example
  if (only !== undefined) return only
  if (values?.[0] !== undefined) return values[0]
  if (type === 'integer' || type === 'number') return 3
  return type === 'boolean' ? true : (description ?? '……').replace(/（.*$/, '')
}
