import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { unitDirectory } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { type Db, within } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Acted, Acting, ActOptions } from './act.ts'
import { countingNow } from './counting.ts'
import { personOf, roleOver } from './deciding.ts'
import { appendEvents } from './event-rows.ts'
import type { MatterEvent } from './events.ts'
import { evolve } from './evolve.ts'
import { type Kind, kindOf } from './kind.ts'
import { makeNumber } from './number.ts'
import { project } from './project.ts'
import { newQueryCode, queryCodeHash } from './query-code.ts'
import type { MatterState } from './state.ts'
import { contacts, matters } from './tables.ts'
import { tellOf } from './tell.ts'
import { keepTexts, newText } from './texts.ts'
import type { TextPart } from './words.ts'

/** How to reach the asker, as typed; kept encrypted. */
export type NewContact = {
  name?: string
  phone?: string
  address?: string
  language?: string
  isElder?: boolean
  prefers?: 'sms' | 'phone' | 'post' | 'web'
}

export type NewMatter = {
  /** Where the caller needs it beforehand (files, parts); otherwise made here. */
  id?: string
  kind: string
  class: string
  channel: string
  divisionCode: string
  filingUnitId: string
  texts: Partial<Record<TextPart, string>>
  askerPersonId?: string
  contact?: NewContact
  reportedUnitId?: string
  main?: NonNullable<MatterState['main']>
  /** Of a part: the limit of its main matter instead of the kind's own. */
  rules?: { accept: string | null; answer: string | null }
  wantsPublic?: boolean
  secrecy?: boolean
  /** Six digits that the caller can make again for the same form (a second click is answered with the same receipt); random otherwise. */
  queryCode?: string
}

export type Opened = Acted & { number: string; queryCode: string }

/**
 * Opens a matter: number, query code, first event, row, texts, contact and notices in one transaction. The code is in the answer and in the notice,
 * and nowhere else: only its keyed hash is kept.
 */
export async function openMatter(
  house: Acting,
  actor: Actor,
  input: NewMatter,
  options: ActOptions = {},
): Promise<Opened> {
  const kind = kindOf(input.kind)
  const now = house.clock.now()
  const openedAt = options.occurredAt ?? now
  refuseOpening(kind, actor, input, openedAt, now)
  const units = await unitDirectory(house.db)
  return within(house.db, async (tx) => {
    const counting = await countingNow(house, tx)
    if (!units.get(input.filingUnitId)?.active) throw new Refusal('no-unit', '受理单位不存在或已撤销，请重新选择。')
    const id = input.id ?? newId()
    const number = makeNumber(counting.settings.city.dateOf(openedAt), kind.digit, await nextSerial(tx, kind))
    const texts = Object.entries(input.texts)
      .filter(([, body]) => body.trim() !== '')
      .map(([part, body]) => newText(house, part as TextPart, body))
    const contactId = input.contact ? await keepContact({ ...house, db: tx }, input.contact, now) : null
    const rules = input.rules ?? kind.limits({ class: input.class, channel: input.channel })
    const held = actor.kind === 'staff' ? actor.roles.map((role) => role.role) : []
    const at = roleOver(actor, held, input.filingUnitId, units) ?? (actor.kind === 'staff' ? actor.roles[0] : undefined)
    const event: MatterEvent = {
      type: 'opened',
      seq: 1,
      occurredAt: openedAt,
      recordedAt: now,
      actor: {
        kind: actor.kind,
        unitId: at?.unitId ?? null,
        personId: personOf(actor),
        name: actor.kind === 'system' ? actor.name : null,
      },
      data: {
        number,
        kind: kind.name,
        class: input.class,
        channel: input.channel,
        divisionCode: input.divisionCode,
        filingUnitId: input.filingUnitId,
        acceptRule: rules.accept,
        answerRule: rules.answer,
        askerPersonId: input.askerPersonId ?? null,
        contactId,
        reportedUnitId: input.reportedUnitId ?? null,
        main: input.main ?? null,
        wantsPublic: input.wantsPublic ?? false,
        secrecy: input.secrecy ?? false,
        texts: texts.map(({ ref }) => ref),
      },
    }
    const state = evolve(null, event, id)
    const row = project(state, kind, counting, units, now)
    const queryCode = input.queryCode ?? newQueryCode()
    await tx.insert(matters).values({ ...row, queryCodeHash: queryCodeHash(house.secrets, number, queryCode) })
    await keepTexts(tx, id, texts, personOf(actor), now)
    await appendEvents(tx, id, [event])
    const about = { deciding: { kind, units, now }, row, queryCode, quiet: options.suppressNotices ?? false }
    await tellOf({ secrets: house.secrets, db: tx }, event, state, about)
    return { state, events: [event], tags: [`${kind.name}:${id}`], number, queryCode }
  })
}

function refuseOpening(
  kind: Kind,
  actor: Actor,
  input: NewMatter,
  openedAt: Temporal.Instant,
  now: Temporal.Instant,
): void {
  const refusal = kind.mayOpen(actor)
  if (refusal) throw refusal
  if (!Object.hasOwn(kind.classes, input.class)) {
    throw new Refusal('no-class', '没有这个类别，请从列表中选择。', { field: 'class' })
  }
  if (Temporal.Instant.compare(openedAt, now) > 0) {
    throw new Refusal('after-now', '收到的时间晚于现在，请填写实际收到的时间。', { field: 'occurredAt' })
  }
  if (!openedAt.equals(now) && actor.kind !== 'staff' && actor.kind !== 'system') {
    throw new Refusal('own-time', '收到的时间只能由工作人员补录。', { field: 'occurredAt' })
  }
}

/** Outside the transaction's fate by nature: a failed filing leaves a gap, and nobody waits for anybody. */
async function nextSerial(db: Db, kind: Kind): Promise<bigint> {
  // Every few numbers one more is left out on purpose: else whoever sees all letters but the 举报 reads from the gaps how many there are, and when.
  const steps = randomInt(4) === 0 ? 2 : 1
  const { rows } = await db.execute<{ serial: string }>(
    sql`select max(nextval(${kind.sequence}::regclass)) as serial from generate_series(1, ${steps})`,
  )
  return BigInt(rows[0]?.serial ?? 0)
}

async function keepContact({ secrets, db }: Acting, contact: NewContact, createdAt: Temporal.Instant): Promise<string> {
  const id = newId()
  const seal = (value: string | undefined, column: string) =>
    value ? secrets.encrypt(value, `contacts.${column}`) : null
  await db.insert(contacts).values({
    id,
    nameCipher: seal(contact.name, 'name'),
    phoneCipher: seal(contact.phone, 'phone'),
    phoneHash: contact.phone ? secrets.lookupHash(contact.phone, 'contacts.phone') : null,
    addressCipher: seal(contact.address, 'address'),
    language: contact.language ?? null,
    isElder: contact.isElder ?? false,
    prefers: contact.prefers ?? 'sms',
    createdAt,
  })
  return id
}
