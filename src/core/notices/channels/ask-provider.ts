import { DeliveryFailure } from '../channel.ts'

const largestAnswer = 64 * 1024

/**
 * One request to a provider that the administrator configured. No redirect, at most 64 KB of answer, and an end to all of it after
 * `timeout` milliseconds however slowly it drips. `json` is undefined when the answer is none.
 */
export async function askProvider(
  url: URL,
  asked: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string; timeout: number },
): Promise<{ status: number; json: unknown }> {
  try {
    const response = await fetch(url, {
      method: asked.method,
      headers: asked.headers,
      body: asked.body || undefined,
      redirect: 'error',
      signal: AbortSignal.timeout(asked.timeout),
    })
    return { status: response.status, json: jsonOf(await readAnswer(response)) }
  } catch (error) {
    if (error instanceof DeliveryFailure) throw error
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    throw new DeliveryFailure(isLate ? 'timeout' : 'unreachable', true, true)
  }
}

async function readAnswer(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > largestAnswer) throw new DeliveryFailure('answer-too-large', true, true)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
