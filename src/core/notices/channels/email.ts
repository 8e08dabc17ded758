import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { ProviderConfig } from '#platform/provider-config.ts'
import { type Channel, DeliveryFailure, type Message, type Sending } from '../channel.ts'
import { mailHtml } from './mail-html.ts'

type Mail = NonNullable<ProviderConfig['mail']>

/** Milliseconds to connect, to be greeted, and between two answers. */
export const mailTimes = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000 }

/**
 * SMTP (RFC 5321), one recipient and one connection a notice, Message-ID made from the notice's id.
 *
 * What can be known: until the server has asked for the words (354) nothing was sent. A refusal is a refusal. When the words went out
 * and no answer came, the server may have taken them: SMTP has no way to ask, so it is not sent again (RFC 5321 §6.1 leaves the
 * duplicate to the sender) and waits for a person as `outcome-unknown`. The receiver finds repeats of one notice by the Message-ID.
 */
export function emailChannel(mail: Mail, times: typeof mailTimes = mailTimes): Channel {
  return {
    name: 'smtp',
    atOnce: 4,
    dropsRepeats: new Temporal.Duration(),
    send: (message, sending) => send(mail, times, message, sending),
    wasSent: async () => 'unknown',
  }
}

/** Anything that could end the header or name a second recipient is no address. */
const isAddress = (text: string): boolean => /^[^\s@<>,;:"()[\]\\]{1,64}@[A-Za-z0-9.-]{3,253}$/.test(text)

async function send(mail: Mail, times: typeof mailTimes, message: Message, sending: Sending) {
  if (!isAddress(message.to)) throw new DeliveryFailure('bad-address', false)
  const words = await compose(mail, message)
  const server = new URL(mail.url)
  const connection = new SMTPConnection({
    host: server.hostname,
    port: Number(server.port) || (server.protocol === 'smtps:' ? 465 : 587),
    secure: server.protocol === 'smtps:',
    ...times,
  })
  let wordsWentOut = false
  const stream = Readable.from(
    (async function* () {
      // Read only once the server has asked for it.
      await sending.beforeHandOver()
      wordsWentOut = true
      yield words
    })(),
    { objectMode: false },
  )
  try {
    await dialogue(connection, server, { from: mail.from, to: message.to }, stream)
    return { providerId: messageId(mail, message.noticeId) }
  } catch (error) {
    throw meaning(error, wordsWentOut)
  } finally {
    connection.close()
  }
}

const messageId = (mail: Mail, noticeId: string): string => `<${noticeId}@${mail.from.split('@')[1]}>`

const compose = (mail: Mail, message: Message): Promise<Buffer> =>
  new MailComposer({
    from: mail.from,
    to: message.to,
    subject: `${message.title}（阳光政务）`,
    messageId: messageId(mail, message.noticeId),
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: message.text,
    html: mailHtml(message),
    disableUrlAccess: true,
    disableFileAccess: true,
  })
    .compile()
    .build()

/** Connect, sign in where the address names a user, send. Rejects once with the first thing that went wrong. */
function dialogue(
  connection: SMTPConnection,
  server: URL,
  envelope: { from: string; to: string },
  words: Readable,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const step = (next: () => void) => (error?: Error | null) => (error ? reject(error) : next())
    connection.on('error', reject)
    connection.on('end', () => reject(new Error('closed')))
    const sendWords = () => connection.send(envelope, words, step(resolve))
    connection.connect(
      step(() => {
        if (!server.username) return sendWords()
        const user = decodeURIComponent(server.username)
        const pass = decodeURIComponent(server.password)
        connection.login({ user, pass }, step(sendWords))
      }),
    )
  })
}

/** 5xx is for good, but for the sign-in, which the city's administrator puts right; 4xx and everything about the network is not. */
function meaning(error: unknown, wordsWentOut: boolean): Error {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  if (responseCode) return new DeliveryFailure(`smtp-${responseCode}`, responseCode < 500 || code === 'EAUTH')
  return new DeliveryFailure(`smtp-${(code ?? 'lost').toLowerCase()}`, true, wordsWentOut)
}
