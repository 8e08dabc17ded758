import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { ChoiceField, choice, type DeskAct, NotFilled, readForm } from '#core/casework/index.ts'
import { findMatter } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { forbidden } from '#platform/refusal.ts'
import { DateField } from '#ui/index.ts'
import { keysOf } from '../disclosure.ts'
import { receivers } from '../disclosure-kind.ts'
import { disclosureReviews } from '../tables.ts'

export const reviewKinds = {
  review: '行政复议',
  suit: '未经复议直接起诉',
  suitAfterReview: '复议后起诉',
} as const

export const reviewResults = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
  pending: '尚未审结',
} as const

const form = z.object({
  reviewKind: choice(keysOf(reviewKinds), '请选择是复议还是诉讼。').meta({
    description: `复议还是诉讼：${keysOf(reviewKinds).join('、')}`,
  }),
  reviewFiledOn: z.iso.date({ error: '请填写提出的日期，例如 2026-12-01。' }).meta({ description: '提出的日期' }),
  reviewResult: choice(keysOf(reviewResults), '请选择结果；还没有结果的选“尚未审结”。').meta({
    description: `结果：${keysOf(reviewResults).join('、')}`,
  }),
})

const options = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, label]) => ({ value, label }))

/** Who takes applications in at the unit that answered. */
const works = (actor: StaffActor, unitId: string): boolean =>
  actor.roles.some((held) => held.unitId === unitId && (receivers as readonly string[]).includes(held.role))

/** 复议、诉讼: written down for the yearly report, which the law has tell them (第50条). Changes nothing in the matter. */
export const reviewRecordAct: DeskAct = {
  noun: 'appeals',
  command: null,
  offered: (state, _, actor) => state.closedAt !== null && works(actor, state.holder.unitId),
  title: '登记复议、诉讼',
  button: '登记',
  place: 'more',
  form,
  Fields: (props) => (
    <>
      <ChoiceField form={props} name="reviewKind" label="种类" options={options(reviewKinds)} />
      <DateField
        name="reviewFiledOn"
        label="提出的日期"
        value={props.typed.reviewFiledOn}
        error={props.errors.reviewFiledOn}
        required
      />
      <ChoiceField form={props} name="reviewResult" label="结果" options={options(reviewResults)} />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { reviewKind: kind, reviewFiledOn, reviewResult: result } = readForm(form, typed)
    const row = await findMatter(house.db, actor, matterId)
    if (!row?.closedAt || !works(actor, row.holderUnitId)) throw forbidden('复议、诉讼由作出答复的机关在答复以后登记。')
    const filedOn = Temporal.PlainDate.from(reviewFiledOn)
    const now = house.clock.now()
    const today = now.toZonedDateTimeISO(house.config.timeZone).toPlainDate()
    if (Temporal.PlainDate.compare(filedOn, today) > 0)
      throw new NotFilled({ reviewFiledOn: '提出的日期晚于今天，请填写实际的日期。' })
    const same = and(
      eq(disclosureReviews.matterId, matterId),
      eq(disclosureReviews.kind, kind),
      eq(disclosureReviews.filedOn, filedOn),
    )
    // Entered again once its result is known: it is the same one.
    await house.db.delete(disclosureReviews).where(same)
    await house.db
      .insert(disclosureReviews)
      .values({ id: newId(), matterId, kind, filedOn, result, recordedBy: actor.personId, recordedAt: now })
  },
}
