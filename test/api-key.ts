import { newId } from '#platform/id.ts'
import type { DeskOfTests } from './letter-desk.ts'

/** A key that the security administrator made at the desk, for a demo account at the unit of its first role. */
export async function apiKeyOf(
  desk: DeskOfTests,
  username: string,
  scopes: string[],
  change: { days?: string } = {},
): Promise<{ key: string; id: string; secret: string }> {
  const actor = await desk.actorOf(username)
  const response = await desk.post('anquan', '/desk/api-keys', {
    formKey: newId(),
    name: `${username} 的系统`,
    unitId: actor.roles[0]?.unitId ?? '',
    personId: actor.personId,
    scopes,
    days: change.days ?? '30',
  })
  const page = await response.text()
  const [, key = ''] = /(ygk_[0-9a-f]{32}_[\w-]{43})/.exec(page) ?? []
  const [, id = ''] = /client_id[\s\S]*?([0-9a-f]{8}-[0-9a-f-]{27})/.exec(page) ?? []
  if (!key || !id) throw new Error(`no key was made: ${response.status}`)
  return { key, id, secret: key.split('_').slice(2).join('_') }
}
