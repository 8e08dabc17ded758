import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { newId } from '#platform/id.ts'
import { smsGateway } from '../../../../test/servers/sms-gateway.ts'
import { isSigned, signatureOf } from './signature.ts'
import { smsChannel } from './sms.ts'

const clock = { now: () => Temporal.Instant.from('2026-11-23T02:00:00Z') }
let gateway: Awaited<ReturnType<typeof smsGateway>>
beforeAll(async () => {
  gateway = await smsGateway(clock.now)
})
afterAll(() => gateway?.close())

/** Patient, so that a busy machine is no slow gateway. */
const channel = (more: Partial<(typeof gateway)['env']> = {}, timeout = 10_000) => {
  const { sms } = readConfig({ ...gateway.env, ...more }).providers
  if (!sms) throw new Error('not configured')
  return smsChannel(sms, clock, timeout)
}
const message = () => ({
  noticeId: newId(),
  to: '13800005678',
  template: 'letter.received',
  templateVersion: 1,
  title: '来信已收到',
  variables: {},
  text: '您的来信已收到。可拨12345核实。',
  at: clock.now(),
})
const sending = { beforeHandOver: async () => {} }
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ code, worthRetry }) => ({ code, worthRetry }),
  )

test('signed, taken once, and known afterwards', async () => {
  const one = message()
  const first = await channel().send(one, sending)
  const second = await channel().send(one, sending)
  expect(first).toEqual(second)
  expect(gateway.sent.get(one.noticeId)).toMatchObject({ to: one.to, text: one.text })
  expect(await channel().wasSent(one.noticeId)).toEqual(first)
  expect(await channel().wasSent(newId())).toBeNull()
  expect(gateway.refusedSignatures()).toBe(0)
})

test('a wrong key is refused and worth a retry: the administrator puts it right', async () => {
  const wrong = channel({ SMS_SECRET: 'another-secret-another-secret-another' })
  expect(await failureOf(wrong.send(message(), sending))).toEqual({ code: 'BAD_SIGNATURE', worthRetry: true })
  expect(gateway.refusedSignatures()).toBe(1)
})

test.each([
  ['html', { code: 'sms-http-200', worthRetry: true }],
  ['error', { code: 'sms-http-500', worthRetry: true }],
  ['malformed', { code: 'sms-http-200', worthRetry: true }],
  ['never', { code: 'timeout', worthRetry: true }],
  [{ code: 'FREQUENCY_LIMITED' }, { code: 'FREQUENCY_LIMITED', worthRetry: true }],
  [{ code: 'INVALID_NUMBER' }, { code: 'INVALID_NUMBER', worthRetry: false }],
  [{ code: 'a person’s words 13800005678' }, { code: 'sms-http-400', worthRetry: true }],
] as const)('a gateway that answers %j', async (mood, expected) => {
  gateway.moods.push(mood)
  expect(await failureOf(channel({}, mood === 'never' ? 300 : undefined).send(message(), sending))).toEqual(expected)
})

test('taken, and the answer lost: the second try sends no second SMS', async () => {
  const one = message()
  const before = gateway.sent.size
  gateway.moods.push('taken-then-error')
  expect(await failureOf(channel().send(one, sending))).toEqual({ code: 'unreachable', worthRetry: true })
  await channel().send(one, sending)
  expect(gateway.sent.size).toBe(before + 1)
})

test('configured in part is refused at start, with what is missing', () => {
  expect(() => readConfig({ SMS_URL: 'https://sms.example.gov.cn' })).toThrow('SMS_KEY_ID、SMS_SECRET、SMS_SENDER')
  expect(() => readConfig({ SMTP_URL: 'mail.example.gov.cn' })).toThrow('SMTP_URL 应是')
  expect(readConfig({}).providers).toEqual({ mail: null, sms: null, wechat: null, push: null })
})

test('a callback counts for five minutes, with the bytes that were signed', () => {
  const key = { keyId: 'city', secret: 's'.repeat(32) }
  const about = { method: 'POST', path: '/webhooks/sms/receipts', body: '{"a":1}' }
  const timestamp = String(clock.now().epochMilliseconds / 1000)
  const headers: Record<string, string> = {
    'X-Key-Id': 'city',
    'X-Timestamp': timestamp,
    'X-Nonce': 'n',
    'X-Signature': signatureOf(key.secret, { ...about, timestamp, nonce: 'n' }),
  }
  const signed = (change: Partial<typeof about> = {}, after = 0) =>
    isSigned(key, (name) => headers[name], { ...about, now: clock.now().add({ seconds: after }), ...change })
  expect(signed()).toBe(true)
  expect(signed({ body: '{"a":2}' })).toBe(false)
  expect(signed({ path: '/webhooks/sms/replies' })).toBe(false)
  expect(signed({}, 299)).toBe(true)
  expect(signed({}, 301)).toBe(false)
  expect(signed({}, -301)).toBe(false)
  expect(isSigned(key, () => undefined, { ...about, now: clock.now() })).toBe(false)
})
