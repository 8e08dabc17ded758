import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { allUnits, audit, defineAuditActs } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { Rows, writeRows } from '#platform/rows.ts'
import { draftMessage } from './announce.ts'
import { isMessageType } from './message-types.ts'
import { type Endpoint, webhookDeliveries, webhookEndpoints } from './tables.ts'

defineAuditActs({
  addWebhook: '新增推送地址',
  changeWebhookSecret: '更换推送密钥',
  closeWebhook: '停用推送地址',
  reopenWebhook: '恢复推送地址',
  repeatWebhook: '重新推送',
})

/** The house with the act's transaction as its database. */
type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Db }

export const endpointForm = z.object({
  name: z.string().trim().min(2, '请写这个系统的名称，例如“城管平台”。').max(60, '名称最多 60 字。'),
  unitId: z.uuid('请选择它属于哪个单位。'),
  url: z
    .string()
    .trim()
    .max(500, '网址最多 500 个字符。')
    .pipe(z.url({ protocol: /^https?$/, error: '请填写完整网址，例如 https://系统地址/接收。' })),
  types: z
    .array(z.string())
    .min(1, '请至少选一种消息。')
    .refine((types) => types.every(isMessageType), '没有这种消息，请重新选择。'),
})

/** A secret of the kind the Standard Webhooks rules ask for: 32 random bytes, shown once. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

const seal = ({ secrets }: Working, secret: string): Buffer => secrets.encrypt(secret, 'webhook_endpoints.secret')

export async function addEndpoint(
  house: Working,
  actor: StaffActor,
  input: z.infer<typeof endpointForm>,
  secret: string,
): Promise<string> {
  const units = await allUnits(house.db)
  if (!units.some((unit) => unit.id === input.unitId && unit.active)) {
    throw new Refusal('no-unit', '没有这个单位，或它已停用，请重新选择。', { field: 'unitId' })
  }
  checkUrl(house, input.url)
  const id = newId()
  await house.db.insert(webhookEndpoints).values({
    id,
    ...input,
    secretCipher: seal(house, secret),
    createdAt: house.clock.now(),
    createdBy: actor.personId,
  })
  await record(house, actor, 'addWebhook', id)
  return id
}

/** Only https goes over networks that are not ours; a name and password in an address would land in logs of others. */
function checkUrl({ config }: Working, text: string): void {
  const url = new URL(text)
  if (url.username || url.password) {
    throw new Refusal('url', '网址里不要带用户名和密码：每次推送都有签名可以核对。', { field: 'url' })
  }
  if (url.protocol !== 'https:' && config.webhookNetworks.length === 0) {
    throw new Refusal('url', '推送地址须以 https:// 开头。', { field: 'url' })
  }
}

export async function endpointOf(db: Db, id: string): Promise<Endpoint> {
  const [endpoint] = await db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id))
  if (!endpoint) throw notFound('推送地址')
  return endpoint
}

/** The old secret signs along for a day. */
export async function changeSecret(house: Working, actor: StaffActor, id: string, secret: string): Promise<void> {
  const endpoint = await endpointOf(house.db, id)
  await house.db
    .update(webhookEndpoints)
    .set({
      secretCipher: seal(house, secret),
      oldSecretCipher: endpoint.secretCipher,
      oldSecretUntil: house.clock.now().add({ hours: 24 }),
    })
    .where(eq(webhookEndpoints.id, id))
  await record(house, actor, 'changeWebhookSecret', id)
}

export async function closeEndpoint(house: Working, actor: StaffActor, id: string): Promise<void> {
  await endpointOf(house.db, id)
  await house.db
    .update(webhookEndpoints)
    .set({ disabledAt: house.clock.now(), disabledWhy: 'person' })
    .where(eq(webhookEndpoints.id, id))
  await record(house, actor, 'closeWebhook', id)
}

export async function reopenEndpoint(house: Working, actor: StaffActor, id: string): Promise<void> {
  await endpointOf(house.db, id)
  await house.db
    .update(webhookEndpoints)
    .set({ disabledAt: null, disabledWhy: null, failingSince: null })
    .where(eq(webhookEndpoints.id, id))
  await record(house, actor, 'reopenWebhook', id)
}

/** A message that means nothing, to see whether the other side takes it. */
export async function ping(house: Working, id: string): Promise<void> {
  const endpoint = await endpointOf(house.db, id)
  if (endpoint.disabledAt) throw new Refusal('closed', '这个推送地址已停用，请先恢复再测试。', { status: 409 })
  const rows = new Rows()
  draftMessage(rows, { type: 'test.ping', at: house.clock.now(), data: {}, endpointIds: [id] })
  await writeRows(house.db, rows)
}

/** Once more, with the same message id: a receiver that had it after all does nothing twice. */
export async function repeatDelivery(house: Working, actor: StaffActor, id: string, deliveryId: string): Promise<void> {
  const [again] = await house.db
    .update(webhookDeliveries)
    .set({ state: 'waiting', attempts: 0, nextAttemptAt: house.clock.now() })
    .where(
      and(
        eq(webhookDeliveries.id, deliveryId),
        eq(webhookDeliveries.endpointId, id),
        eq(webhookDeliveries.state, 'dead'),
      ),
    )
    .returning({ id: webhookDeliveries.id })
  if (!again) throw new Refusal('not-dead', '这条消息已送到或正在重试，不用再推。', { status: 409 })
  await enqueue(house.db, 'webhooks:deliver', { id: again.id }, { key: `webhook:${again.id}` })
  await record(house, actor, 'repeatWebhook', id)
}

const record = (house: Working, actor: StaffActor, act: string, subjectId: string): Promise<void> =>
  audit(house.db, { actor, act, subjectType: 'webhook', subjectId, at: house.clock.now() })
