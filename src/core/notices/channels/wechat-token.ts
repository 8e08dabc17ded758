import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { House } from '#platform/house.ts'
import type { ProviderConfig } from '#platform/provider-config.ts'
import { DeliveryFailure } from '../channel.ts'
import { noticeTokens } from '../tables.ts'
import { askProvider } from './ask-provider.ts'

type Account = NonNullable<ProviderConfig['wechat']>

const granted = z.object({ access_token: z.string().min(1).max(2000), expires_in: z.number().int().positive() })
const refused = z.object({ errcode: z.number().int() })

/**
 * The access token of `cgi-bin/token`, one for all processes: asking for another ends the one that others use. `stale` is a token that
 * WeChat has just refused; only where it is still the kept one is a new one asked for.
 *
 * The row's lock is held while WeChat is asked, so that of many processes one asks; it lets go after the time-out.
 */
export async function accessToken(house: House, account: Account, timeout: number, stale?: string): Promise<string> {
  const open = (cipher: Buffer) => house.secrets.decrypt(cipher, 'notice_tokens.token')
  const isGood = (row: typeof noticeTokens.$inferSelect): boolean =>
    Temporal.Instant.compare(row.expiresAt, house.clock.now()) > 0 && open(row.tokenCipher) !== stale
  const kept = eq(noticeTokens.account, account.appId)
  const [known] = await house.db.select().from(noticeTokens).where(kept)
  if (known && isGood(known)) return open(known.tokenCipher)
  return house.db.transaction(async (tx) => {
    await tx
      .insert(noticeTokens)
      .values({
        account: account.appId,
        tokenCipher: house.secrets.encrypt('', 'notice_tokens.token'),
        expiresAt: house.clock.now(),
      })
      .onConflictDoNothing()
    const [row] = await tx.select().from(noticeTokens).where(kept).for('update')
    if (row && isGood(row)) return open(row.tokenCipher)
    const fresh = await askToken(account, timeout)
    await tx
      .update(noticeTokens)
      .set({
        tokenCipher: house.secrets.encrypt(fresh.access_token, 'notice_tokens.token'),
        // Given up early: a token that ends under way is refused.
        expiresAt: house.clock.now().add({ seconds: Math.max(fresh.expires_in - 300, 60) }),
      })
      .where(kept)
    return fresh.access_token
  })
}

async function askToken(account: Account, timeout: number): Promise<z.infer<typeof granted>> {
  const url = new URL(`${account.url}/cgi-bin/token`)
  url.search = String(
    new URLSearchParams({ grant_type: 'client_credential', appid: account.appId, secret: account.appSecret }),
  )
  const answer = await askProvider(url, { method: 'GET', timeout })
  const ok = granted.safeParse(answer.json)
  if (ok.success) return ok.data
  const no = refused.safeParse(answer.json)
  throw new DeliveryFailure(no.success ? `wechat-${no.data.errcode}` : `wechat-http-${answer.status}`, true)
}
