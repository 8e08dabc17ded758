import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'

/** GB/T 2260 and GB/T 10114; functional areas, which have no national code, carry one of the city's own. */
export const divisions = pgTable('divisions', {
  code: text().primaryKey(),
  name: text().notNull(),
  level: text({ enum: ['city', 'county', 'town'] }).notNull(),
  parentCode: text().references((): AnyPgColumn => divisions.code),
  kind: text({ enum: ['national', 'functional'] })
    .notNull()
    .default('national'),
})

export const unitKinds = [
  'government',
  'office',
  'department',
  'section',
  'mailbox',
  'hotline',
  'discipline',
  'street',
  'town',
] as const

export const units = pgTable(
  'units',
  {
    id: uuid().primaryKey(),
    name: text().notNull().unique(),
    shortName: text().notNull(),
    /** Unified social credit code, where the unit has one of its own. */
    uscc: text(),
    parentId: uuid().references((): AnyPgColumn => units.id),
    /** The units above, nearest first; kept by `addUnit`. */
    ancestors: uuid().array().notNull().default([]),
    divisionCode: text()
      .notNull()
      .references(() => divisions.code),
    kind: text({ enum: unitKinds }).notNull(),
    /** The body with power over this unit: where a report against it goes (信访工作条例 第35条). */
    competentUnitId: uuid().references((): AnyPgColumn => units.id),
    /** Receives letters to the mayor and dispatches them. */
    isMailboxDesk: boolean().notNull().default(false),
    /** 裁定职责争议：settles who is competent among the units below its parent (PET-5, HOT-4). */
    settlesCompetence: boolean().notNull().default(false),
    /** Official, published number. */
    phone: text(),
    position: integer().notNull().default(0),
    active: boolean().notNull().default(true),
  },
  (table) => [
    index().on(table.parentId),
    index().using('gin', table.ancestors),
    uniqueIndex('units_one_settles').on(table.parentId).where(sql`settles_competence`),
  ],
)

export const persons = pgTable(
  'persons',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: ['citizen', 'staff'] }).notNull(),
    nameCipher: bytes(),
    phoneCipher: bytes(),
    phoneHash: bytes(),
    idNumberCipher: bytes(),
    idNumberHash: bytes(),
    staffNumber: text().unique(),
    createdAt: instant().notNull(),
    /** An account closed by the security administrator cannot sign in; its history stays. */
    closedAt: instant(),
    mustChangePassword: boolean().notNull().default(false),
  },
  (table) => [
    // One citizen a phone; a member of staff may also write letters as a citizen with the same phone.
    uniqueIndex('persons_citizen_phone').on(table.phoneHash).where(sql`kind = 'citizen'`),
    index().on(table.idNumberHash),
  ],
)

export const roleIds = [
  'dispatcher',
  'handler',
  'head',
  'leader',
  'editor',
  'reviewer',
  'supervisor',
  'discipline',
  'clerk',
  'operator',
  'shift-leader',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const

/** A role at a unit covers that unit and those below it, from `from` until before `to`. */
export const staffRoles = pgTable(
  'staff_roles',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    role: text({ enum: roleIds }).notNull(),
    from: instant().notNull(),
    to: instant(),
  },
  (table) => [
    index().on(table.personId),
    index().on(table.unitId, table.role),
    uniqueIndex('staff_roles_open').on(table.personId, table.unitId, table.role).where(sql`"to" is null`),
  ],
)

const stamp = () => timestamp({ withTimezone: true, mode: 'date' })

/**
 * Better Auth's user; it knows a phone only as keyed hash in hex, and no name. Its id is the person's, without a foreign key:
 * Better Auth makes a citizen's user in a transaction of its own, `personOfPhone` the person after it.
 */
export const users = pgTable('users', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  username: text().unique(),
  phoneNumber: text().unique(),
  phoneNumberVerified: boolean(),
  createdAt: stamp().notNull().defaultNow(),
  updatedAt: stamp().notNull().defaultNow(),
})

/** Better Auth's session, with our own ends: `seenAt` for the idle end, `endsAt` for the absolute one. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    token: text().notNull().unique(),
    expiresAt: stamp().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: stamp().notNull().defaultNow(),
    updatedAt: stamp().notNull().defaultNow(),
    seenAt: instant(),
    endsAt: instant(),
    /** When the person last showed that it is them; the sensitive acts look at it (`stepUp`). */
    provedAt: instant(),
    /** Kind of device and browser in a few words, for the list on 我的账号; never the whole user agent. Goes with the row. */
    device: text(),
    /** The mandate in use; who it is for is looked up at every request, so that one that ended counts no more. */
    mandateId: uuid(),
  },
  (table) => [index().on(table.userId), index().on(table.endsAt)],
)

/**
 * Better Auth's ways to sign in: `credential` with a scrypt hash, `oidc` with the keyed hash of issuer and subject. No token of the
 * provider is kept, and nothing of its profile.
 */
export const accounts = pgTable(
  'accounts',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accountId: text().notNull(),
    providerId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: stamp(),
    refreshTokenExpiresAt: stamp(),
    scope: text(),
    password: text(),
    createdAt: stamp().notNull().defaultNow(),
    updatedAt: stamp().notNull().defaultNow(),
  },
  (table) => [
    index().on(table.userId),
    uniqueIndex('accounts_oidc').on(table.accountId).where(sql`provider_id = 'oidc'`),
  ],
)

/** Codes under way; they live ten minutes at most. */
export const verifications = pgTable(
  'verifications',
  {
    id: uuid().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: stamp().notNull(),
    /** The end by the clock of the house; `expiresAt` is by the machine's. */
    endsAt: instant(),
    createdAt: stamp().notNull().defaultNow(),
    updatedAt: stamp().notNull().defaultNow(),
  },
  (table) => [index().on(table.identifier), index().on(table.expiresAt)],
)

/** Grows only (trigger in `0001_guards.sql`). `index` and `hash` are filled once, by the sealer. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: uuid().primaryKey(),
    actorKind: text({ enum: ['anyone', 'citizen', 'staff', 'system'] }).notNull(),
    actorId: text(),
    act: text().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    outcome: text({ enum: ['done', 'refused'] }).notNull(),
    /** Ids and codes only. */
    details: jsonb().$type<AuditDetails>().notNull(),
    at: instant().notNull(),
    index: bigint({ mode: 'number' }).unique(),
    hash: bytes(),
  },
  (table) => [
    index('audit_entries_unsealed').on(table.id).where(sql`"index" is null`),
    index().on(table.subjectType, table.subjectId),
    index().on(table.actorId),
    check('audit_entries_sealed_whole', sql`("index" is null) = (hash is null)`),
  ],
)

export type AuditDetails = Record<string, string | number | boolean | null | string[]>
