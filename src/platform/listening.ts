import { Client } from 'pg'

export type Listening = { close(): Promise<void> }

type Told = {
  /** From now on every word arrives. */
  open(): void
  /** From now on words may be missed. */
  lost(): void
  heard(payload: string): void
}

/** What to listen to, and the name of the connection in `pg_stat_activity`. */
type Channel = { channel: string; name: string }

const retryMs = 500
/** A line that is cut without a word is noticed within the sum of both. */
const beatMs = 5000
const answerMs = 5000

/** Listens to a channel of PostgreSQL on a connection of its own, for good: a lost one is told at once and then opened anew. */
export function listenTo(databaseUrl: string, { channel, name }: Channel, told: Told): Listening {
  let isClosed = false
  let client: Client | null = null
  let retry: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const mine = new Client({
      connectionString: databaseUrl,
      application_name: name,
      keepAlive: true,
      connectionTimeoutMillis: answerMs,
      query_timeout: answerMs,
    })
    client = mine
    let beat: NodeJS.Timeout | undefined
    let isOver = false
    const over = (): void => {
      if (isOver) return
      isOver = true
      clearInterval(beat)
      told.lost()
      mine.end().catch(() => {})
      if (!isClosed) retry = setTimeout(() => void connect(), retryMs)
    }
    mine.on('error', over)
    mine.on('end', over)
    mine.on('notification', ({ payload }) => told.heard(payload ?? ''))
    try {
      await mine.connect()
      await mine.query(`listen ${channel}`)
    } catch {
      over()
      return
    }
    if (isOver) return
    told.open()
    beat = setInterval(() => mine.query('select 1').catch(over), beatMs)
  }

  void connect()
  return {
    close: async () => {
      isClosed = true
      clearTimeout(retry)
      await client?.end().catch(() => {})
    },
  }
}
