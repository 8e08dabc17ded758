import { eq } from 'drizzle-orm'
import { z } from 'zod'
import {
  type ActFormProps,
  type BulkDispatch,
  ChoiceField,
  chooseUnit,
  type DeskAct,
  type Doing,
  NotFilled,
  type Typed,
  type Working,
} from '#core/casework/index.ts'
import { act, matters } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import { TextField } from '#ui/index.ts'
import { findCategory, type LetterCategory } from '../categories/categories.ts'
import { setCategory } from '../categories/set-category.ts'
import { wordsOfLetters } from '../learning/examples.ts'
import { enough } from './advise.ts'
import { dutyFor } from './listed-duty.ts'
import { adviceFor, recordDispatching } from './record-dispatching.ts'

const more = {
  dispatchCategory: z.string().optional().meta({ description: '分类：名称或 id；不填先按建议归类' }),
  dispatchDuty: z
    .string()
    .optional()
    .meta({ description: '依据哪一项职责：目录里的事项；派给街道、乡镇而清单里查不到字面相同的，必填' }),
}

/** 派单 of a letter: with its category, only where the unit's list of tasks allows it, and with what had been advised kept beside the decision. */
export const dispatchWithCategory = (usual: DeskAct): DeskAct => ({
  ...usual,
  ...(usual.form && { form: usual.form.extend(more) }),
  Fields: (form) => (
    <>
      {usual.Fields?.(form)}
      {form.matter.class !== 'report' && <CategoryFields form={form} />}
    </>
  ),
  async perform(doing, typed) {
    if (doing.matter.class === 'report') return usual.perform(doing, typed)
    const unit = chooseUnit('dispatchUnit', typed.dispatchUnit, doing.choices.units)
    needConclusion(doing, typed)
    const category = await chosenCategory(doing.house, typed)
    const dutyId = await dutyIdFor(doing.house, doing.matterId, unit.id, typed.dispatchDuty)
    const advice = await adviceFor(doing.house, doing.matterId)
    await usual.perform(doing, typed)
    await recordDispatching(doing.house, doing.actor, {
      matterId: doing.matterId,
      advice,
      category,
      unitId: unit.id,
      dutyId,
    })
  },
})

/** 会商 after the second 退单: what it concluded and with whom goes to the catalogue of duties with the ruling (HOT-4, HOT-5), so it is not left out. */
function needConclusion({ matter }: Doing, { dispatchNote = '' }: Typed): void {
  if (matter.clock.consultBy === null || dispatchNote.trim().length >= 10) return
  throw new NotFilled({
    dispatchNote:
      '两次退单后由会商确定主办，不能再退：请写明参加会商的单位（编办、司法局和两个单位）、结论和依据，至少 10 个字；会等着写进职责目录。',
  })
}

const CategoryFields = ({ form }: { form: ActFormProps }) => (
  <>
    <ChoiceField
      form={form}
      name="dispatchCategory"
      label="分类"
      options={[{ value: '', label: '先按建议归类' }, ...(form.choices.own.categories ?? [])]}
      chosen={form.choices.own.category?.[0]?.value ?? ''}
      required={false}
    />
    <TextField
      name="dispatchDuty"
      label="依据哪一项职责"
      hint="可以不填；派给街道、乡镇的，须是其履职事项清单里的"
      value={form.typed.dispatchDuty}
      error={form.errors.dispatchDuty}
      maxLength={40}
    />
  </>
)

async function chosenCategory({ db }: Working, { dispatchCategory }: Typed): Promise<LetterCategory | null> {
  if (!dispatchCategory?.trim()) return null
  const category = await findCategory(db, dispatchCategory)
  if (!category) throw new NotFilled({ dispatchCategory: `没有“${dispatchCategory}”这个分类，请从列表里选择。` })
  return category
}

async function dutyIdFor(
  { db }: Working,
  matterId: string,
  unitId: string,
  named: string | undefined,
): Promise<string | null> {
  const unit = (await unitDirectory(db)).get(unitId)
  const [row] = await db.select().from(matters).where(eq(matters.id, matterId))
  const words = (await wordsOfLetters(db, [matterId])).get(matterId)
  if (!unit || !row || !words) return null
  return (await dutyFor(db, unit, { ...words, divisionCode: row.divisionCode }, named || undefined))?.id ?? null
}

/** 改分类: by a dispatcher, at any time; the limit does not depend on it. */
export const categoryAct: DeskAct = {
  noun: 'category',
  command: null,
  offered: ({ class: of }, kind, { roles }) =>
    kind.name === 'letter' && of !== 'report' && roles.some(({ role }) => role === 'dispatcher'),
  title: '改分类',
  button: '改分类',
  place: 'more',
  form: z.object({ newCategory: z.string().meta({ description: '分类：名称或 id' }) }),
  Fields: (form) => (
    <ChoiceField
      form={form}
      name="newCategory"
      label="改为"
      options={form.choices.own.categories ?? []}
      chosen={form.choices.own.category?.[0]?.value}
    />
  ),
  async perform({ house, actor, matterId, matter }: Doing, typed) {
    if (matter.class === 'report' || !actor.roles.some(({ role }) => role === 'dispatcher'))
      throw new Refusal('not-dispatcher', '分类由派单员更改。', { status: 403 })
    const category = await findCategory(house.db, typed.newCategory ?? '')
    if (!category) throw new NotFilled({ newCategory: '请选择分类。' })
    await setCategory(house.db, matterId, category, 'person', house.clock.now())
  },
}

/** 批量派出: all to one unit, or each to where is advised for it. */
export const bulkLetters: BulkDispatch = {
  roles: ['dispatcher'],
  words: { to: '派给', button: '派出' },
  form: z.object({}),
  Fields: () => <></>,
  async perform(house, actor, matterId, unitId, _) {
    await dispatchOne(house, actor, matterId, unitId, null)
  },
  advised: {
    button: '按各自的建议派出',
    keys: 'a',
    perform: dispatchAsAdvised,
  },
}

/** To the first unit advised, if that is sure enough; refuses with `not-sure` else. */
export async function dispatchAsAdvised(house: Working, actor: StaffActor, matterId: string): Promise<void> {
  const advice = await adviceFor(house, matterId)
  const first = advice?.units[0]
  if (!first || first.probability < enough) throw new Refusal('not-sure', '对这封信没有有把握的建议，请打开来信派单。')
  // Of what was not shown nothing was confirmed.
  const isShown = advice.category !== null && advice.category.probability >= enough
  const category = isShown && advice.category ? ((await findCategory(house.db, advice.category.id)) ?? null) : null
  await dispatchOne(house, actor, matterId, first.id, category)
}

/** A category is confirmed where the advised one was shown and taken. */
async function dispatchOne(
  house: Working,
  actor: StaffActor,
  matterId: string,
  unitId: string,
  category: LetterCategory | null,
): Promise<void> {
  const [row] = await house.db.select().from(matters).where(eq(matters.id, matterId))
  if (row?.kind !== 'letter' || row.class === 'report') {
    await act(house, actor, matterId, { type: 'dispatch', unitId })
    return
  }
  if (row.marks.includes('consult')) throw new Refusal('consult', '正在会商，请打开来信，写明会商的结论和依据后派出。')
  const advice = await adviceFor(house, matterId)
  const dutyId = await dutyIdFor(house, matterId, unitId, undefined).catch(asRefusal)
  await act(house, actor, matterId, { type: 'dispatch', unitId })
  await recordDispatching(house, actor, { matterId, advice, category, unitId, dutyId })
}

/** In a bulk act each refused row is told by a sentence, not by a field. */
function asRefusal(error: unknown): never {
  if (error instanceof NotFilled) throw new Refusal('not-in-list', Object.values(error.errors)[0] ?? '')
  throw error
}
