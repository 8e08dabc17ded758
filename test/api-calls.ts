import { newId } from '#platform/id.ts'
import type { TestHouse } from './house.ts'

type Call = { key?: string; code?: string; idempotencyKey?: string | null; headers?: Record<string, string> }

/** Calls of the API as a program makes them: no cookie, no browser's headers, a new Idempotency-Key unless one is given. */
export function apiCalls(house: TestHouse) {
  const headersOf = ({ key, code, headers }: Call) => ({
    ...(key && { Authorization: `Bearer ${key}` }),
    ...(code && { 'Matter-Code': code }),
    ...headers,
  })
  return {
    get: (path: string, call: Call = {}): Response | Promise<Response> =>
      house.app.request(path, { headers: headersOf(call) }),
    post: (path: string, body: unknown, call: Call = {}): Response | Promise<Response> => {
      const { idempotencyKey = newId() } = call
      const isForm = body instanceof FormData
      return house.app.request(path, {
        method: 'POST',
        ...(body !== null && { body: isForm ? body : typeof body === 'string' ? body : JSON.stringify(body) }),
        headers: {
          ...(idempotencyKey !== null && { 'Idempotency-Key': idempotencyKey }),
          ...(!isForm && body !== null && { 'Content-Type': 'application/json' }),
          ...headersOf(call),
        },
      })
    },
  }
}

/** Status and what an RFC 9457 answer says. */
export async function problemOf(
  response: Response | Promise<Response>,
): Promise<{ status: number; type: string; pointers: (string | undefined)[] }> {
  const answered = await response
  const text = await answered.text()
  if (!answered.headers.get('Content-Type')?.startsWith('application/problem+json'))
    throw new Error(`${answered.status} is no problem: ${text.slice(0, 300)}`)
  const { type, status, errors = [] } = JSON.parse(text)
  if (status !== answered.status) throw new Error(`${status} is told with ${answered.status}`)
  return {
    status,
    type: type.replace('/api/problems/', ''),
    pointers: errors.map((one: { pointer?: string; parameter?: string }) => one.pointer ?? one.parameter),
  }
}
