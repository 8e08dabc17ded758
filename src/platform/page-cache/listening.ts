import { type Listening, listenTo } from '../listening.ts'
import { channel, tagsOfPayload } from './touch.ts'

type Told = {
  /** From now on every touch arrives. */
  open(): void
  /** From now on touches may be missed. */
  lost(): void
  touched(tags: string[]): void
}

/** The name of the connection in `pg_stat_activity`. */
export const listenerName = 'yangguang-pages'

export const listenForTouches = (databaseUrl: string, { open, lost, touched }: Told): Listening =>
  listenTo(
    databaseUrl,
    { channel, name: listenerName },
    { open, lost, heard: (payload) => touched(tagsOfPayload(payload)) },
  )
