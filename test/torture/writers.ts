import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#platform/id.ts'
import { urls } from '#urls.ts'

/** What a writer was told: their title, and the number on their receipt (null where the receipt could not be shown). */
export type Ack = { title: string; number: string | null }

export type Writing = {
  /** Where to send the next try; may change between tries. */
  base: () => string
  /** Asked before each letter, with how many were begun. */
  more: (begun: number) => boolean
  /** At the same time. */
  writers: number
  /** Makes the titles of this run its own. */
  name: string
  photo?: Buffer
  /** No try after this; what is not acknowledged by then was promised to nobody. */
  until?: AbortSignal
}

export type Written = { acks: Ack[]; begun: number; tries: number; refused: string[] }

let serial = 0

/**
 * Letters as many people write them, each with a form key of its own and a title that nobody else has. Whoever gets no answer, or an answer of
 * trouble, sends the same form again, as a person does who clicks again; whoever got the 303 notes the number and never asks again.
 */
export async function writeLetters(writing: Writing): Promise<Written> {
  const written: Written = { acks: [], begun: 0, tries: 0, refused: [] }
  await Promise.all(
    Array.from({ length: writing.writers }, async () => {
      while (writing.more(written.begun) && !writing.until?.aborted) {
        // Refusals are no part of the plan: the run ends and shows them.
        if (written.refused.length > 5) return
        await writeOne(writing, written.begun++, written)
      }
    }),
  )
  return written
}

async function writeOne(writing: Writing, index: number, written: Written): Promise<void> {
  serial += 1
  const title = `${writing.name} 第 ${index} 封`
  const form = letter(title, serial, writing.photo)
  // An address of its own: the limit of one network is not what is torn here.
  const from = `10.${(serial >> 16) & 255}.${(serial >> 8) & 255}.${serial & 255}`
  // By the clock, not by tries: a busy machine takes its time to start a server again.
  const patience = performance.now() + 240_000
  for (; performance.now() < patience && !writing.until?.aborted; await pause(50)) {
    written.tries += 1
    const answer = await fetch(writing.base() + urls.newLetter(), {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-For': from },
      signal: AbortSignal.timeout(30_000),
    }).catch(() => null)
    await answer?.text().catch(() => '')
    if (answer?.status === 303) {
      written.acks.push({ title, number: await receiptNumber(writing, answer) })
      return
    }
    if (answer && answer.status < 500) {
      written.refused.push(`${title}: ${answer.status}`)
      return
    }
  }
}

function letter(title: string, unique: number, photo: Buffer | undefined): FormData {
  const form = new FormData()
  const fields = {
    formKey: newId(),
    sort: 'help',
    division: '510402',
    title,
    body: `路灯不亮已经一个星期了，老人晚上出门不方便，请尽快派人来看看。${title}`,
    name: '测试',
    phone: `154${String(10_000_000 + (unique % 90_000_000)).slice(-8)}`,
  }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  // Bytes after the picture's end are cut off by the server; the same picture in every letter is still its own file.
  if (photo) form.set('files', new File([new Uint8Array(photo)], 'photo.png', { type: 'image/png' }))
  return form
}

/** The number as the writer reads it on the receipt, which only the cookie of the 303 opens. */
async function receiptNumber({ base, until }: Writing, answer: Response): Promise<string | null> {
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  if (!cookie) return null
  for (let tries = 0; tries < 200 && !until?.aborted; tries++, await pause(50)) {
    const receipt = await fetch(base() + urls.letterReceipt(), {
      headers: { Cookie: cookie },
      signal: AbortSignal.timeout(30_000),
    }).catch(() => null)
    const page = (await receipt?.text().catch(() => '')) ?? ''
    const number = /\/follow\/(\d{15,})/.exec(page)?.[1]
    if (receipt?.status === 200 && number) return number
  }
  return null
}
