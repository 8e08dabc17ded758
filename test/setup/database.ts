import { randomUUID } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'
import { inject } from 'vitest'
import { onDatabase } from './address.ts'

export type FreshDatabase = { url: string; drop: () => Promise<void> }

/** A migrated, empty database of one's own; `drop` ends whoever is still connected. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(`create database ${name} template ${escapeIdentifier(inject('databaseTemplate'))} strategy file_copy`)
  return {
    url: onDatabase(inject('databaseAdminUrl'), name),
    drop: () => asAdmin(`drop database if exists ${name} with (force)`),
  }
}

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('databaseAdminUrl') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
