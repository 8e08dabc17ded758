import { eq } from 'drizzle-orm'
import { matters } from '#core/matters/index.ts'
import { type Badge, staffBadges, type Unit, unitDirectory } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import { qrOf } from '#platform/http/qr.ts'
import { urls } from '#urls.ts'

/** 首问卡: what the visitor takes along. */
export type ContactCard = {
  number: string
  code: string
  firstAsked: { unit: string; person: string | null; phone: string | null }
  /** Whom it was offered to; null while the first-asked handles it. */
  guidedTo: string | null
  dueOn: Temporal.PlainDate | null
  provisional: boolean
  /** QR of the follow address, without the code. */
  qr: string
}

/**
 * How the first-asked person is named to whoever asked: by name; at the hotline by staff number. Null where nobody has taken it up yet.
 */
export function shownPerson(badge: Badge | undefined, unit: Pick<Unit, 'kind'> | undefined): string | null {
  if (!badge) return null
  return unit?.kind === 'hotline' ? `工号 ${badge.staffNumber}` : badge.name
}

/** The card of a matter just registered; null when the number is none of ours. */
export async function cardOf(
  house: Pick<House, 'db' | 'secrets'>,
  { number, code }: { number: string; code: string },
  site: string,
): Promise<ContactCard | null> {
  const { db, secrets } = house
  const [row] = await db.select().from(matters).where(eq(matters.number, number))
  if (row?.kind !== 'inquiry') return null
  const units = await unitDirectory(db)
  const badges = await staffBadges(db, secrets, row.firstAskedPersonId ? [row.firstAskedPersonId] : [])
  const unit = units.get(row.firstAskedUnitId)
  return {
    number,
    code,
    firstAsked: {
      unit: unit?.name ?? '首问单位',
      person: shownPerson(badges.get(row.firstAskedPersonId ?? ''), unit),
      phone: unit?.phone ?? null,
    },
    guidedTo: row.offeredUnitId ? (units.get(row.offeredUnitId)?.name ?? null) : null,
    dueOn: row.dueOn,
    provisional: row.provisional,
    qr: await qrOf(`${site}${urls.followMatter(number)}`),
  }
}
