import type { Context } from 'hono'
import type { z } from 'zod'
import { type RulesInWords, rulesToday } from '#core/calendar/index.ts'
import { NotFilled } from '#core/casework/index.ts'
import { acceptUploads, chosenFiles, dropPendingFiles, pendingFiles, refusedFiles } from '#core/documents/index.ts'
import { allDivisions, allUnits } from '#core/people/index.ts'
import type { House } from '#platform/house.ts'
import type { Env } from '#platform/http/env.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors, Option } from '#ui/index.ts'
import { petitionFields, type TypedPetition } from '../petition-form.ts'

export type Posted = {
  typed: TypedPetition
  formKey: string
  sentKey: string
  fileIds: string[]
  refused: string | null
}

/** What came with the form; its files wait under the key until it is taken. */
export async function postedPetition(c: Context<Env>, by: 'asker' | 'staff'): Promise<Posted> {
  const house = c.get('house')
  const form = await postedForm(c)
  const formKey = formKeyIn(form)
  const typed: TypedPetition = {}
  for (const name of petitionFields)
    if (name !== 'files' && form.has(name)) typed[name] = textIn(form, name).slice(0, 20_000)
  await dropPendingFiles(house, formKey, form.getAll('filesRemoved').map(String))
  const { refused } = await acceptUploads(house, chosenFiles(form, 'files'), { by, owner: formKey })
  const fileIds = (await pendingFiles(house, formKey)).map(({ id }) => id)
  return {
    typed,
    formKey,
    sentKey: textIn(form, 'formKey'),
    fileIds,
    refused: refused.length > 0 ? refusedFiles(refused) : null,
  }
}

/** Input of the verb, or sentences by field. */
export function readPetition<Input>(
  schema: z.ZodType<Input>,
  { typed, refused }: Pick<Posted, 'typed' | 'refused'>,
): { ok: true; input: Input } | { ok: false; errors: FieldErrors } {
  const read = schema.safeParse(typed)
  const errors: FieldErrors = refused ? { files: refused } : {}
  for (const issue of read.error?.issues ?? []) errors[String(issue.path[0] ?? '')] ??= issue.message
  return read.success && !refused ? { ok: true, input: read.data } : { ok: false, errors }
}

/** What the person can mend, by field; null for what is a page of its own. */
export function fieldErrors(error: unknown): FieldErrors | null {
  if (error instanceof NotFilled) return error.errors
  if (!(error instanceof Refusal) || !error.field || error.field === 'formKey') return null
  return { [error.field]: error.message }
}

/** What the form offers to choose from. */
export async function petitionChoices(house: House): Promise<{
  units: string[]
  divisions: Option[]
  rule: RulesInWords
}> {
  const { db, config } = house
  const [units, divisions, rule] = await Promise.all([allUnits(db), allDivisions(db), rulesToday(house)])
  return {
    rule,
    units: units.filter(({ active, kind }) => active && kind !== 'section').map(({ shortName }) => shortName),
    divisions: [
      { value: config.cityCode, label: '全市，或说不清在哪里' },
      ...divisions
        .filter(({ parentCode }) => parentCode === config.cityCode)
        .map(({ code, name }) => ({ value: code, label: name })),
    ],
  }
}
