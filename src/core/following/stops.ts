/** One line of the way of a matter, as whoever asked reads it. */
export type Stop = {
  title: string
  body: string | null
  at: Temporal.Instant | null
  state: 'done' | 'now' | 'next'
}

/** How an event is told. */
export type ToldStop = { title: string; body?: string | undefined }

export const stopDone = ({ title, body }: ToldStop, at: Temporal.Instant): Stop => ({
  title,
  body: body ?? null,
  at,
  state: 'done',
})

export const stopNow = (title: string, body: string | null = null): Stop => ({ title, body, at: null, state: 'now' })

export const stopNext = (title: string, body: string | null = null): Stop => ({ title, body, at: null, state: 'next' })
