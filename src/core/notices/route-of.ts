import { eq } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import type { Medium } from './channel.ts'
import { isOffered } from './channels/configured.ts'
import { quietUntil } from './quiet-hours.ts'
import { openAddress } from './sealed.ts'
import { type NoticeRow, noticeAddresses, noticePreferences, noticeStops } from './tables.ts'
import { flagsOf } from './template.ts'

/** What happens to a notice now: it goes out, waits for the morning, or stays in its person's inbox alone. */
export type Route =
  | { go: Medium; to: string }
  | { wait: Temporal.Instant }
  | { stay: 'erased' | 'switched-off' | 'no-address' | 'refused' | 'in-doubt' }

export type Wishes = { channels: readonly string[]; quiet: boolean }

export const usualWishes: Wishes = { channels: ['wechat', 'email', 'push', 'sms'], quiet: true }

/** What a route is chosen from: which addresses the person has, what they wish, what refused it already. */
export type Choosing = {
  legal: boolean
  urgent: boolean
  echo: boolean
  wishes: Wishes
  addresses: Partial<Record<Medium, string>>
  isStopped: boolean
  refusedBy: readonly string[]
  quietUntil: Temporal.Instant | null
}

/**
 * One medium: the first of WeChat, e-mail, the browser and SMS that the person wishes and has; danger goes by SMS first. What the law demands cannot
 * be switched off, but waits for the morning; danger and answers to what was just done do not.
 */
export function chooseRoute(about: Choosing): Route {
  const { addresses, wishes, refusedBy } = about
  const order: Medium[] = about.urgent ? ['sms', 'wechat', 'push', 'email'] : ['wechat', 'email', 'push', 'sms']
  const must = about.legal || about.urgent
  const isUsable = (medium: Medium): boolean =>
    addresses[medium] !== undefined && !refusedBy.includes(medium) && (must || medium !== 'sms' || !about.isStopped)
  const usable = order.filter(isUsable)
  const wished = usable.filter((medium) => about.urgent || wishes.channels.includes(medium))
  const medium = wished[0] ?? (must ? usable.at(-1) : undefined)
  const to = medium && addresses[medium]
  if (!medium || !to) return { stay: whyNot(about, usable) }
  if (about.quietUntil && wishes.quiet && !about.urgent && !about.echo) return { wait: about.quietUntil }
  return { go: medium, to }
}

function whyNot({ addresses, refusedBy }: Choosing, usable: Medium[]): 'refused' | 'no-address' | 'switched-off' {
  if (refusedBy.length > 0) return 'refused'
  return usable.length > 0 || Object.keys(addresses).length > 0 ? 'switched-off' : 'no-address'
}

export async function routeOf(house: House, row: NoticeRow): Promise<Route> {
  if (!row.bodyCipher) return { stay: 'erased' }
  const { legal, urgent = false, echo = false } = flagsOf(row.template)
  const own = row.addressCipher ? openAddress(house.secrets, row.addressCipher) : undefined
  const quiet = quietUntil(house.clock.now(), house.config.timeZone)
  const fixed: Medium = row.channel === 'email' && row.toPersonId === null ? 'email' : 'sms'
  const [person, isStopped] = await Promise.all([
    row.toPersonId ? ofPerson(house, row.toPersonId) : null,
    legal || !row.addressHash ? false : stopped(house, row.addressHash),
  ])
  const addresses: Partial<Record<Medium, string>> = {
    ...person?.addresses,
    ...(own !== undefined && { [fixed]: own }),
  }
  if (row.handOverAt) {
    // Perhaps it was taken: only the same channel drops a repeat.
    const to = addresses[row.channel as Medium]
    return to === undefined ? { stay: 'in-doubt' } : { go: row.channel as Medium, to }
  }
  return chooseRoute({
    legal,
    urgent,
    echo,
    isStopped,
    wishes: person?.wishes ?? usualWishes,
    addresses,
    refusedBy: row.refusedBy ?? [],
    quietUntil: quiet,
  })
}

async function ofPerson(
  house: House,
  personId: string,
): Promise<{ wishes: Wishes; addresses: Partial<Record<Medium, string>> }> {
  const [[wishes], rows] = await Promise.all([
    house.db.select().from(noticePreferences).where(eq(noticePreferences.personId, personId)),
    house.db.select().from(noticeAddresses).where(eq(noticeAddresses.personId, personId)),
  ])
  const usable = rows.filter(({ medium }) => isOffered(house, medium))
  return {
    wishes: wishes ?? usualWishes,
    addresses: Object.fromEntries(
      usable.map(({ medium, addressCipher }) => [
        medium,
        house.secrets.decrypt(addressCipher, `notice_addresses.${medium}`),
      ]),
    ),
  }
}

async function stopped(house: House, hash: Buffer): Promise<boolean> {
  const [row] = await house.db.select().from(noticeStops).where(eq(noticeStops.addressHash, hash))
  return row !== undefined
}
