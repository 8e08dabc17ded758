import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { mailServer } from '../../../../test/servers/mail-server.ts'
import type { Message } from '../channel.ts'
import { emailChannel } from './email.ts'

let server: Awaited<ReturnType<typeof mailServer>>
beforeAll(async () => {
  server = await mailServer()
})
afterAll(() => server?.close())

/** Patient, so that a busy machine is no slow server. */
const channel = (more: Partial<Record<'url' | 'from', string>> = {}, socketTimeout = 10_000) =>
  emailChannel(
    { url: server.env.SMTP_URL, from: server.env.MAIL_FROM, ...more },
    { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout },
  )

const message = (to: string): Message => ({
  noticeId: newId(),
  to,
  template: 'letter.answered',
  templateVersion: 1,
  title: '来信已答复',
  variables: {},
  text: '您的来信（编号2026）已答复，<请>查看。可拨12345核实。',
  at: Temporal.Instant.from('2026-11-23T02:00:00Z'),
})

const sending = { beforeHandOver: async () => {} }
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ code, worthRetry, mayHaveTaken }) => ({ code, worthRetry, mayHaveTaken }),
  )

test('one recipient, a Message-ID of the notice, words as text and as simple HTML', async () => {
  const one = message('wang@example.com')
  const { providerId } = await channel().send(one, sending)
  expect(providerId).toBe(`<${one.noticeId}@example.gov.cn>`)
  const mail = server.taken.find(({ to }) => to === 'wang@example.com')
  expect(mail?.raw).toContain(`Message-ID: <${one.noticeId}@example.gov.cn>`)
  expect(mail?.raw).toContain('Content-Type: text/plain; charset=utf-8')
  expect(mail?.raw).toContain('Content-Type: text/html; charset=utf-8')
  expect(mail?.raw.match(/^To:/gim)).toEqual(['To:'])
  const html = (mail?.raw ?? '').split('text/html')[1] ?? ''
  const [, coded = ''] = html.split('\r\n\r\n')
  const plain = html.includes('base64')
    ? Buffer.from(coded, 'base64').toString('utf8')
    : Buffer.from(
        coded
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8')
  expect(plain).toContain('&lt;请&gt;查看')
})

test.each([
  'wang@example.com\r\nBcc: all@example.com',
  'wang@example.com, li@example.com',
  'wang@example.com> RCPT TO:<li@example.com',
  '"x"@example.com',
  'nobody',
])('%j is no address, and nothing is sent', async (to) => {
  const before = server.taken.length
  expect(await failureOf(channel().send(message(to), sending))).toMatchObject({
    code: 'bad-address',
    worthRetry: false,
  })
  expect(server.taken.length).toBe(before)
})

test('of two recipients the refused one is a refusal, the other one is sent', async () => {
  server.moods.set('gone@example.com', ['refuse'])
  const outcomes = await Promise.all([
    failureOf(channel().send(message('gone@example.com'), sending)),
    failureOf(channel().send(message('here@example.com'), sending)),
  ])
  expect(outcomes).toEqual([{ code: 'smtp-550', worthRetry: false, mayHaveTaken: false }, null])
  expect(server.taken.map(({ to }) => to)).toContain('here@example.com')
})

test('later means later', async () => {
  server.moods.set('grey@example.com', ['later'])
  const failure = await failureOf(channel().send(message('grey@example.com'), sending))
  expect(failure).toEqual({ code: 'smtp-451', worthRetry: true, mayHaveTaken: false })
})

test('cut off before the words went out: certainly not sent', async () => {
  server.moods.set('cut@example.com', ['lost-before-words'])
  let isMarked = false
  const failure = await failureOf(
    channel().send(message('cut@example.com'), {
      beforeHandOver: async () => {
        isMarked = true
      },
    }),
  )
  expect(failure).toMatchObject({ worthRetry: true, mayHaveTaken: false })
  expect(isMarked).toBe(false)
})

test.each(['never', 'taken-then-lost'] as const)('%s after the words: nobody knows', async (mood) => {
  server.moods.set(`${mood}@example.com`, [mood])
  const began = performance.now()
  const failure = await failureOf(channel({}, 400).send(message(`${mood}@example.com`), sending))
  expect(failure).toMatchObject({ mayHaveTaken: true })
  expect(performance.now() - began).toBeLessThan(3000)
})

test('a wrong password is put right by a person: tried again', async () => {
  const url = server.env.SMTP_URL.replace('city:', 'other:')
  expect(await failureOf(channel({ url }).send(message('a@example.com'), sending))).toEqual({
    code: 'smtp-535',
    worthRetry: true,
    mayHaveTaken: false,
  })
})

test('nobody listens there', async () => {
  const failure = await failureOf(channel({ url: 'smtp://127.0.0.1:1' }).send(message('a@example.com'), sending))
  expect(failure).toMatchObject({ worthRetry: true, mayHaveTaken: false })
})
