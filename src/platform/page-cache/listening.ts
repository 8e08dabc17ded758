import { Client } from 'pg'
import { channel, tagsOfPayload } from './touch.ts'

export type Listening = { close(): Promise<void> }

type Told = {
  /** From now on every touch arrives. */
  open(): void
  /** From now on touches may be missed. */
  lost(): void
  touched(tags: string[]): void
}

/** The name of the connection in `pg_stat_activity`. */
export const listenerName = 'yangguang-pages'

const retryMs = 500
/** A line that is cut without a word is noticed within the sum of both. */
const beatMs = 5000
const answerMs = 5000

/** Listens on a connection of its own, for good: a lost one is told at once and then opened anew. */
export function listenForTouches(databaseUrl: string, told: Told): Listening {
  let isClosed = false
  let client: Client | null = null
  let retry: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const mine = new Client({
      connectionString: databaseUrl,
      application_name: listenerName,
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
    mine.on('notification', ({ payload }) => told.touched(tagsOfPayload(payload ?? '')))
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
