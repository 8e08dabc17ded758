import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isUnavailable } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { type LetterCity, letterCity } from './letter-city.ts'

/**
 * PostgreSQL answers success, with a warning, when a backend's wait for its synchronous standby is cancelled: the row is on one machine only and may vanish at
 * failover. The same warning is raised here by a deferred trigger, at the very commit.
 */
const trap = `
  create function warn_unreplicated() returns trigger language plpgsql as $$
  begin
    raise warning 'canceling wait for synchronous replication due to user request';
    return null;
  end $$;
  create constraint trigger unreplicated after insert on matters deferrable initially deferred
    for each row execute function warn_unreplicated();`

const warn = `do $$ begin raise warning 'canceling wait for synchronous replication due to user request'; end $$`

let city: LetterCity

beforeAll(async () => {
  city = await letterCity()
})
afterAll(() => city.close())

test('a commit that is on one machine only is not acknowledged; the same form sent again is answered once it is safe', async () => {
  const form = { formKey: newId(), title: '路灯不亮已经一个星期了' }
  await city.house.db.$client.query(trap)
  const unsafe = await city.write(form)
  expect(unsafe.status).toBe(503)
  expect(await unsafe.text()).toContain('您填写的内容没有丢失')
  await city.house.db.$client.query('drop function warn_unreplicated cascade')
  const again = await city.write(form)
  expect(again.status).toBe(303)
  expect(await city.letters()).toHaveLength(1)
})

test('a transaction that is cut off fails as one to try again, and ends no process', async () => {
  const unsafe = city.house.db.transaction((tx) => tx.execute(warn))
  expect(isUnavailable(await unsafe.catch((error: unknown) => error))).toBe(true)
  const killed = city.house.db.transaction((tx) => tx.execute('select pg_terminate_backend(pg_backend_pid())'))
  expect(isUnavailable(await killed.catch((error: unknown) => error))).toBe(true)
  expect(isUnavailable(await city.house.db.execute('select 1 / 0').catch((error: unknown) => error))).toBe(false)
  expect((await city.get('/letters')).status).toBe(200)
})

test('control: to a client that does not listen to warnings the same transaction is a success', async () => {
  const deaf = new Client(city.house.config.databaseUrl ?? '')
  await deaf.connect()
  for (const step of ['begin', warn]) await deaf.query(step)
  expect((await deaf.query('commit')).command).toBe('COMMIT')
  await deaf.end()
})
