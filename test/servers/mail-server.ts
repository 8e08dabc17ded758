import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Mail = { to: string; raw: string }

/** What the server does with the next message, by recipient; `good` is to take it. */
export type MailMood = 'good' | 'refuse' | 'later' | 'never' | 'taken-then-lost' | 'lost-before-words'

/** A real SMTP server on a free port. */
export async function mailServer() {
  const taken: Mail[] = []
  const moods = new Map<string, MailMood[]>()
  const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      username === 'city' && password === 'p@ss/word' ? done(null, { user: username }) : done(refusal(535, 'wrong')),
    onRcptTo: ({ address }, session, done) => {
      const mood = moods.get(address)?.shift() ?? 'good'
      Object.assign(session, { mood })
      if (mood === 'refuse') return done(refusal(550, 'no such mailbox'))
      if (mood === 'later') return done(refusal(451, 'greylisted'))
      if (mood === 'lost-before-words') return void socketOf(session.id)?.destroy()
      done()
    },
    onData: (stream, session, done) => {
      const { mood } = session as typeof session & { mood?: MailMood }
      let raw = ''
      stream.on('data', (part: Buffer) => {
        raw += part.toString('utf8')
      })
      stream.on('end', () => {
        for (const { address } of session.envelope.rcptTo) taken.push({ to: address, raw })
        if (mood === 'never') return
        if (mood === 'taken-then-lost') return void socketOf(session.id)?.destroy()
        done()
      })
    },
  })
  const connections = (): Set<{ id: string; _socket: { destroy(): void } }> =>
    (server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }).connections
  const socketOf = (id: string) => [...connections()].find((one) => one.id === id)?._socket
  server.on('error', () => {})
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  return {
    env: {
      SMTP_URL: `smtp://city:${encodeURIComponent('p@ss/word')}@127.0.0.1:${port}`,
      MAIL_FROM: 'tongzhi@example.gov.cn',
    },
    port,
    taken,
    moods,
    close: async () => {
      for (const connection of connections()) connection._socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
