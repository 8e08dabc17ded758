import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { wechatServer } from '../../../../test/servers/wechat-server.ts'
import { noticeTokens } from '../tables.ts'
import { wechatChannel } from './wechat.ts'

let server: Awaited<ReturnType<typeof wechatServer>>
let house: TestHouse
beforeAll(async () => {
  server = await wechatServer()
  house = await testHouse({ env: { ...server.env, PUBLIC_URL: 'https://ygzw.example.gov.cn' } })
})
afterAll(async () => {
  await house?.close()
  await server?.close()
})

/** Patient, so that a busy machine is no slow provider. */
const channel = (timeout = 10_000) => {
  const { wechat } = house.config.providers
  if (!wechat) throw new Error('not configured')
  return wechatChannel(house, wechat, timeout)
}
const message = () => ({
  noticeId: newId(),
  to: 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M',
  template: 'letter.answered',
  templateVersion: 1,
  title: '来信已答复，请查看办理结果并作出评价（二次）',
  variables: { number: '20261123 1000 0178' },
  text: '您的来信已答复。可拨12345核实。',
  at: house.clock.now(),
})
const sending = { beforeHandOver: async () => {} }
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ code, worthRetry, mayHaveTaken }) => ({ code, worthRetry, mayHaveTaken }),
  )

test('the template names what it is about and leads to our own inbox; the words stay here', async () => {
  const one = message()
  const { providerId } = await channel().send(one, sending)
  const sent = server.sent.get(one.noticeId)
  expect(String(sent?.msgid)).toBe(providerId)
  expect(sent).toMatchObject({
    touser: one.to,
    template_id: 'TEMPLATE-1',
    url: 'https://ygzw.example.gov.cn/my/messages',
    data: {
      thing1: { value: '来信已答复，请查看办理结果并作出评价（二' },
      character_string2: { value: '2026112310000178' },
      time3: { value: '2026-11-23 10:00' },
    },
  })
  expect(JSON.stringify(sent)).not.toContain('12345核实')
})

test('one token for all that ask at once, kept encrypted', async () => {
  await house.db.delete(noticeTokens)
  const before = server.tokens()
  await Promise.all(Array.from({ length: 6 }, () => channel().send(message(), sending)))
  expect(server.tokens()).toBe(before + 1)
  const [row] = await house.db.select().from(noticeTokens)
  expect(row?.tokenCipher.toString('latin1')).not.toContain('token-')
})

test('a token that ended is renewed once and the message goes out', async () => {
  server.endToken()
  const before = server.tokens()
  const one = message()
  await channel().send(one, sending)
  expect(server.sent.has(one.noticeId)).toBe(true)
  expect(server.tokens()).toBe(before + 1)
})

test.each([
  [42001, null],
  [43004, { code: 'wechat-43004', worthRetry: false, mayHaveTaken: false }],
  [40003, { code: 'wechat-40003', worthRetry: false, mayHaveTaken: false }],
  [45009, { code: 'wechat-45009', worthRetry: true, mayHaveTaken: false }],
  ['html', { code: 'wechat-http-502', worthRetry: true, mayHaveTaken: true }],
  ['never', { code: 'timeout', worthRetry: true, mayHaveTaken: true }],
] as const)('answered with %s', async (answer, expected) => {
  server.answers.push(answer)
  expect(await failureOf(channel(answer === 'never' ? 400 : undefined).send(message(), sending))).toEqual(expected)
})

test('a token refused twice is given up until later', async () => {
  server.answers.push(40001, 40001)
  const failure = await failureOf(channel().send(message(), sending))
  expect(failure).toMatchObject({ code: 'wechat-40001', worthRetry: true })
})

test('taken, and the answer lost: the repeat is dropped', async () => {
  const one = message()
  server.answers.push('taken-then-lost')
  expect(await failureOf(channel().send(one, sending))).toMatchObject({ mayHaveTaken: true })
  const before = server.sent.size
  await channel().send(one, sending)
  expect(server.sent.size).toBe(before)
})
