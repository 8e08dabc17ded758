import { outbox } from '#core/notices/index.ts'
import { demoPassword } from '#core/people/index.ts'
import { newId } from '#platform/id.ts'
import type { TestHouse } from './house.ts'

/** A browser without a screen: keeps cookies by name and sends forms as one does. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  private readonly house: TestHouse
  private readonly agent: string

  constructor(house: TestHouse, agent = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36') {
    this.house = house
    this.agent = agent
  }

  get(path: string): Promise<Response> {
    return this.ask(path, {})
  }

  post(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams({ formKey: newId(), ...fields })
    return this.ask(path, { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'same-origin', ...headers } })
  }

  async staff(username: string, password = demoPassword): Promise<Response> {
    return this.post('/sign-in', { as: 'staff', username, password })
  }

  async citizen(phone: string): Promise<Response> {
    await this.post('/sign-in/code', { phone })
    return this.post('/sign-in', { as: 'citizen', phone, code: await this.lastCode(phone) })
  }

  /** The six digits of the last message to this number, as its owner reads them. */
  async lastCode(phone: string): Promise<string> {
    const { messages } = await outbox(this.house, { tail: phone.slice(-4) })
    return /验证码 (\d{6})/.exec(messages[0]?.text ?? '')?.[1] ?? 'no code'
  }

  get token(): string {
    return [...this.cookies].find(([name]) => name.endsWith('session_token'))?.[1] ?? ''
  }

  private async ask(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      Accept: 'text/html',
      'User-Agent': this.agent,
      ...(cookie ? { Cookie: cookie } : {}),
      ...init.headers,
    }
    const response = await this.house.app.request(path, { ...init, headers })
    for (const set of response.headers.getSetCookie()) this.keep(set)
    return response
  }

  private keep(set: string): void {
    const [pair = '', ...rest] = set.split(';')
    const at = pair.indexOf('=')
    const name = pair.slice(0, at)
    const isOver = rest.some((part) => /^\s*max-age=0$/i.test(part)) || pair.length === at + 1
    if (isOver) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(at + 1))
  }
}
