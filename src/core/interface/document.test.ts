import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import type { ApiDocument } from './document.ts'

let house: TestHouse
let document: ApiDocument

beforeAll(async () => {
  house = await testHouse()
  document = await (await house.app.request('/api/v1/openapi.json')).json()
})
afterAll(() => house.close())

const described = (): string[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )

test('the document is OpenAPI 3.1 by its own specification', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(document) as unknown as Record<string, unknown>)
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
  expect(validator.version).toBe('3.1')
})

test('every address below /api/v1 is in the document, and the other way round', () => {
  const mounted = house.app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/') && path !== '/api/v1/openapi.json')
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`)
  expect(mounted.length).toBeGreaterThan(40)
  expect(described().toSorted()).toEqual([...new Set(mounted)].toSorted())
})

test('every operation says what it is for, who may call it, and every field what it means', () => {
  const ids = new Set<string>()
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      expect.soft(operation.summary, path).toMatch(/\p{Script=Han}/u)
      expect.soft(operation.security, path).toBeDefined()
      ids.add(operation.operationId)
      const parameters = operation.parameters ?? []
      if (method === 'post' && path !== '/api/v1/oauth/token')
        expect
          .soft(
            parameters.some(({ name }) => name === 'Idempotency-Key'),
            path,
          )
          .toBe(true)
      for (const parameter of parameters)
        expect
          .soft(
            parameter.description ?? parameter.schema?.description ?? parameter.schema?.format,
            `${path} ${parameter.name}`,
          )
          .toBeDefined()
      const fields = operation.requestBody?.content['application/json']?.schema?.properties ?? {}
      for (const [name, field] of Object.entries(fields))
        expect.soft(field.description, `${path} ${name}`).toMatch(/\p{Script=Han}/u)
    }
  }
  expect(ids.size).toBe(described().length)
})

test('every message that we push is described: what it is, how it is signed, every field of it', () => {
  const pushed = Object.entries(document.webhooks ?? {})
  const guide = readFileSync('docs/api.md', 'utf8')
  for (const [type] of pushed) if (type !== 'test.ping') expect(guide).toContain(`\`${type}\``)
  expect(pushed.map(([type]) => type)).toEqual(
    expect.arrayContaining(['letter.published', 'matter.arrived', 'test.ping']),
  )
  for (const [type, { post }] of pushed) {
    expect(post?.parameters?.map(({ name }) => name)).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature'])
    const { data } = post?.requestBody?.content['application/json']?.schema?.properties ?? {}
    for (const [name, field] of Object.entries(data?.properties ?? {}))
      expect.soft(field.description, `${type} ${name}`).toMatch(/\p{Script=Han}/u)
  }
})
