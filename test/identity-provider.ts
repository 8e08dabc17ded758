import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** What is wrong with the provider at the moment. */
export type Fault = 'none' | 'html' | 'slow' | 'otherKeys' | 'otherIssuer'

export type ProvinceAccount = Record<string, string | boolean>

/** A province's unified identity: the real oidc-provider on a port of this machine, with people of the test's own. */
export class IdentityProvider {
  readonly people: Record<string, ProvinceAccount>
  readonly issuer: string
  fault: Fault = 'none'
  private readonly server: Server

  private constructor(server: Server, people: Record<string, ProvinceAccount>) {
    this.server = server
    this.people = people
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async open(people: Record<string, ProvinceAccount>, redirectUri: string): Promise<IdentityProvider> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const made = new IdentityProvider(server, people)
    const answer = made.provider(redirectUri).callback()
    server.on('request', (request, response) => made.answer(request, response, answer))
    return made
  }

  /** What the house is configured with. */
  get env(): Record<string, string> {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: 'yangguang',
      OIDC_CLIENT_SECRET: 'a-secret-of-the-test',
      OIDC_NAME: '四川省统一身份认证',
    }
  }

  close(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((resolve) => this.server.close(() => resolve()))
  }

  private provider(redirectUri: string): Provider {
    return new Provider(this.issuer, {
      clients: [{ client_id: 'yangguang', client_secret: 'a-secret-of-the-test', redirect_uris: [redirectUri] }],
      claims: {
        openid: ['sub'],
        profile: ['name', 'id_number', 'staff_number'],
        phone: ['phone_number', 'phone_number_verified'],
      },
      cookies: { keys: ['only for the test'] },
      pkce: { required: () => true },
      findAccount: (_, sub) =>
        sub in this.people ? { accountId: sub, claims: () => ({ sub, ...this.people[sub] }) } : undefined,
      // Nobody is asked to agree that their own city learns who they are.
      loadExistingGrant: async (context) => {
        const { client, session } = context.oidc
        const grant = new context.oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
        grant.addOIDCScope('openid profile phone')
        await grant.save()
        return grant
      },
    })
  }

  private answer(
    request: IncomingMessage,
    response: ServerResponse,
    provider: (request: IncomingMessage, response: ServerResponse) => unknown,
  ): void {
    const path = request.url ?? ''
    if (this.fault === 'slow') return
    if (this.fault === 'html') {
      response.setHeader('Content-Type', 'text/html').end('<html>系统维护中</html>')
      return
    }
    if (this.fault === 'otherKeys' && path.startsWith('/jwks')) {
      const n = Buffer.alloc(256, 0xa5).toString('base64url')
      const keys = [{ kty: 'RSA', e: 'AQAB', n, use: 'sig' }]
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys }))
      return
    }
    if (this.fault === 'otherIssuer' && path.startsWith('/.well-known/')) {
      const endpoint = `${this.issuer}/auth`
      response.setHeader('Content-Type', 'application/json').end(
        JSON.stringify({
          issuer: 'https://evil.example',
          authorization_endpoint: endpoint,
          token_endpoint: endpoint,
          jwks_uri: endpoint,
        }),
      )
      return
    }
    provider(request, response)
  }
}
