import { renderToString } from 'preact-render-to-string'
import { Gauge } from 'prom-client'
import type { House } from '#platform/house.ts'
import { endBeforeClosing } from '#platform/lasting-answers.ts'
import { type Listening, listenTo } from '#platform/listening.ts'
import type { Entry, Interview } from '../interview.ts'
import { entriesAfter } from '../read-interviews.ts'
import { liveChannel } from './add-entry.ts'
import { LiveEntry } from './live-entry.tsx'

/** One who reads on. What is not sent yet is not copied: only the place in the room's own list is kept. */
type Reader = {
  controller: ReadableStreamDefaultController<Uint8Array>
  /** Entries sent. */
  sent: number
  address: string
  /** Beats in a row at which nothing more could be sent. */
  stalled: number
  leave(): void
}

/** One interview that somebody reads. `entries[seq - 1]` is the event of entry `seq`: the numbers have no gap. */
type Room = {
  id: string
  number: string
  entries: Uint8Array[]
  isOver: boolean
  readers: Set<Reader>
  /** Reading what was added; `again` when more was told meanwhile. */
  reading: Promise<void> | null
  again: boolean
}

/** Bytes that wait for one slow reader, at most, besides what the system's own socket holds. */
const waitingBytes = 16 * 1024
const beatMs = 15_000
/** A reader that took nothing for a minute has gone without a word. It comes back with the number of its last entry. */
const mostStalled = 4
const readersInAll = 5000
/** An office or a school shares one address. */
const readersPerAddress = 200
/** A room that nobody reads is kept so long, and the connection to the database with the last room: readers come and go. */
const emptyMs = 20_000

const encoder = new TextEncoder()
const beat = encoder.encode(': \n\n')
/** Whoever is cut off comes back after two to five seconds, not all at once. */
const greeting = () => encoder.encode(`retry: ${2000 + Math.floor(Math.random() * 3000)}\n\n`)

export type Joined = { stream: ReadableStream<Uint8Array> } | { refused: 'address' | 'full' } | { over: true }

/**
 * 文字直播: all who read live text in this process. One connection listens to the database for all of them; what was added is read once, made into bytes
 * once and handed to each, in order and without a gap. What must hold: only committed rows are read, so nobody reads what was rolled back; a connection
 * that was lost is followed by reading again; a slow reader costs no more than `waitingBytes` and is caught up from the room's list; when the process
 * leaves, every answer ends, and its reader goes on at another process from the last entry it has.
 */
class LiveRooms {
  readonly #house: House
  readonly #rooms = new Map<string, Room>()
  readonly #opening = new Map<string, Promise<Room>>()
  readonly #addresses = new Map<string, number>()
  #readers = 0
  #listening: Listening | null = null
  #beating: NodeJS.Timeout | undefined
  #emptying: NodeJS.Timeout | undefined

  constructor(house: House) {
    this.#house = house
    endBeforeClosing(house, () => void this.close())
  }

  get readers(): number {
    return this.#readers
  }

  /** Bytes that wait for slow readers. */
  get waiting(): number {
    const all = [...this.#rooms.values()].flatMap(({ readers }) => [...readers])
    return all.reduce((sum, { controller }) => sum + waitingBytes - (controller.desiredSize ?? 0), 0)
  }

  /** The events after entry `after`, then those to come. */
  async join(interview: Pick<Interview, 'id' | 'number'>, asked: { after: number; address: string }): Promise<Joined> {
    if (this.#readers >= readersInAll) return { refused: 'full' }
    if ((this.#addresses.get(asked.address) ?? 0) >= readersPerAddress) return { refused: 'address' }
    const room = await this.#open(interview)
    if (room.isOver && asked.after >= room.entries.length) return { over: true }
    return { stream: this.#seat(room, asked) }
  }

  /** Ends every answer; what was read is forgotten. */
  async close(): Promise<void> {
    for (const { readers } of this.#rooms.values()) for (const reader of readers) reader.leave()
    this.#rooms.clear()
    await this.#rest()
  }

  #seat(room: Room, { after, address }: { after: number; address: string }): ReadableStream<Uint8Array> {
    let reader: Reader | undefined
    const begin = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      const mine: Reader = {
        controller,
        sent: Math.max(0, Math.min(after, room.entries.length)),
        address,
        stalled: 0,
        leave: () => {
          if (!room.readers.delete(mine)) return
          this.#readers--
          const left = (this.#addresses.get(address) ?? 1) - 1
          if (left > 0) this.#addresses.set(address, left)
          else this.#addresses.delete(address)
          try {
            controller.close()
          } catch {
            // Its reader went first.
          }
          if (room.readers.size === 0) this.#clearLater()
        },
      }
      reader = mine
      room.readers.add(mine)
      this.#readers++
      this.#addresses.set(address, (this.#addresses.get(address) ?? 0) + 1)
      controller.enqueue(greeting())
      send(room, mine)
    }
    return new ReadableStream<Uint8Array>(
      {
        start: begin,
        pull: () => {
          if (reader) send(room, reader)
        },
        cancel: () => reader?.leave(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: waitingBytes }),
    )
  }

  async #open({ id, number }: Pick<Interview, 'id' | 'number'>): Promise<Room> {
    this.#listen()
    // One that is being read is waited for: a reader who resumes in it would be sent everything once more.
    const coming = this.#opening.get(id)
    if (coming) return coming
    const known = this.#rooms.get(id)
    if (known) return known
    const opening = (async () => {
      const room: Room = { id, number, entries: [], isOver: false, readers: new Set(), reading: null, again: false }
      // In its place before it is read: what is told meanwhile is read after it.
      this.#rooms.set(id, room)
      try {
        await this.#read(room)
      } catch (error) {
        this.#rooms.delete(id)
        throw error
      } finally {
        this.#opening.delete(id)
      }
      this.#clearLater()
      return room
    })()
    this.#opening.set(id, opening)
    return opening
  }

  #listen(): void {
    this.#listening ??= listenTo(
      this.#house.db.$client.options.connectionString ?? '',
      { channel: liveChannel, name: 'yangguang-interviews' },
      {
        open: () => this.#readAll(),
        lost: () => {},
        heard: (id) => {
          const room = this.#rooms.get(id)
          if (room) void this.#read(room).catch(this.#complain)
        },
      },
    )
    this.#beating ??= setInterval(() => this.#beat(), beatMs).unref()
  }

  #readAll(): void {
    for (const room of this.#rooms.values()) void this.#read(room).catch(this.#complain)
  }

  readonly #complain = (error: unknown): void => this.#house.log.error({ error }, 'live text')

  /** One reading at a time for a room; of those told meanwhile one more follows. */
  #read(room: Room): Promise<void> {
    if (room.reading) {
      room.again = true
      return room.reading
    }
    room.reading = (async () => {
      do {
        room.again = false
        this.#add(room, await entriesAfter(this.#house.db, room.id, room.entries.length))
      } while (room.again)
    })().finally(() => {
      room.reading = null
    })
    return room.reading
  }

  #add(room: Room, entries: Entry[]): void {
    for (const entry of entries) {
      room.entries.push(eventOf(entry, room.number, this.#house.config.timeZone))
      if (entry.kind === 'closed') room.isOver = true
    }
    if (entries.length > 0) for (const reader of [...room.readers]) send(room, reader)
  }

  /** Keeps lines open that a proxy would cut, and lets go of readers that have long been gone. */
  #beat(): void {
    for (const { readers } of this.#rooms.values())
      for (const reader of [...readers]) {
        if ((reader.controller.desiredSize ?? 0) > 0) {
          reader.stalled = 0
          reader.controller.enqueue(beat)
        } else if (++reader.stalled >= mostStalled) reader.leave()
      }
  }

  #clearLater(): void {
    clearTimeout(this.#emptying)
    this.#emptying = setTimeout(() => {
      for (const [id, { readers, reading }] of this.#rooms) if (readers.size === 0 && !reading) this.#rooms.delete(id)
      if (this.#rooms.size === 0) void this.#rest()
    }, emptyMs).unref()
  }

  async #rest(): Promise<void> {
    clearInterval(this.#beating)
    clearTimeout(this.#emptying)
    this.#beating = undefined
    const listening = this.#listening
    this.#listening = null
    await listening?.close()
  }
}

/** As much as the reader takes now; the rest when it asks for more. */
function send(room: Room, reader: Reader): void {
  const { controller } = reader
  while (reader.sent < room.entries.length && (controller.desiredSize ?? 0) > 0) {
    const event = room.entries[reader.sent++]
    if (event) controller.enqueue(event)
  }
  if (room.isOver && reader.sent >= room.entries.length) reader.leave()
}

/** One event of `text/event-stream`: the entry as the page shows it, in one line. */
function eventOf(entry: Entry, number: string, timeZone: string): Uint8Array {
  const html = renderToString(LiveEntry({ entry, number, timeZone }))
  return encoder.encode(
    `id: ${entry.seq}\nevent: ${entry.kind === 'closed' ? 'closed' : 'entry'}\ndata: ${JSON.stringify(html)}\n\n`,
  )
}

const rooms = new WeakMap<House['db'], LiveRooms>()

/** Those of this process. */
export function liveRooms(house: House): LiveRooms {
  const known = rooms.get(house.db)
  if (known) return known
  const made = new LiveRooms(house)
  rooms.set(house.db, made)
  new Gauge({
    name: 'interview_readers',
    help: 'Readers of live interviews in this process',
    registers: [house.metrics.registry],
    collect() {
      this.set(made.readers)
    },
  })
  return made
}
