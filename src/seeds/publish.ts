import { suggestMasks } from '#core/documents/index.ts'
import { type MatterState, readMatter, textsOfMatter } from '#core/matters/index.ts'
import { correctPublication, publicationOf, publishLetter, withdrawPublication } from '#measures/dialogue/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Told, Working } from './told.ts'

/** 公开, as the editor does it: the suggested masks taken over, title and body told again where they must be. */
export async function publish(
  house: Working,
  editor: Actor,
  told: Told,
  rewritten?: { title: string; body: string },
): Promise<void> {
  const state = await read(house, editor, told)
  const reply = (await textsOfMatter(house.db, told.matterId)).get(state.answer?.text.id ?? '')?.body ?? ''
  const { title, body } = rewritten ?? told.story
  // Fixed lines in a reply are those of units: they stay.
  const known = { names: [told.story.writer.name], officialPhones: reply.match(/0812-\d{7}/g) ?? [] }
  const mask = (text: string): string => suggestMasks(text, known).masked
  const words = { title: mask(title), body: mask(body), reply: mask(reply), isRewritten: rewritten !== undefined }
  await publishLetter(house, editor, state, words)
}

export async function correct(
  house: Working,
  editor: Actor,
  told: Told,
  { correct: ground, replace: [wrong, right] }: { correct: string; replace: [string, string] },
): Promise<void> {
  const state = await read(house, editor, told)
  const shown = await shownOf(house, told)
  const { title, body, isRewritten } = shown
  const words = { title, body, reply: shown.reply.replaceAll(wrong, right), isRewritten }
  if (words.reply === shown.reply) throw new Error(`nothing to correct: ${wrong}`)
  await correctPublication(house, editor, state, shown, words, ground)
}

export async function unpublish(house: Working, editor: Actor, told: Told, ground: string): Promise<void> {
  await withdrawPublication(house, editor, await read(house, editor, told), await shownOf(house, told), ground)
}

async function read(house: Working, actor: Actor, { matterId, story }: Told): Promise<MatterState> {
  const found = await readMatter(house.db, actor, matterId)
  if (!found) throw new Error(`not seen: ${story.title}`)
  return found.state
}

async function shownOf(house: Working, { matterId, story }: Told) {
  const publication = await publicationOf(house.db, matterId)
  if (!publication) throw new Error(`not published: ${story.title}`)
  return publication
}
