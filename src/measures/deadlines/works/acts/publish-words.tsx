import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { filesOf, showFiles } from '#core/documents/index.ts'
import { audit } from '#core/people/index.ts'
import { touch } from '#platform/page-cache/index.ts'
import { CheckboxField, formatDateTime } from '#ui/index.ts'
import { eventTitles, isOpen } from '../event-words.ts'
import { tagsOf } from '../happen.ts'
import type { OpenWork } from '../open-work.ts'
import { type WorkEventRow, workEvents } from '../tables.ts'
import { mayPublish } from '../who-may.ts'
import { NotFilled, readForm } from '../words.ts'
import { isPublicSource } from '../work.ts'
import { ChoiceField } from './act-fields.tsx'
import type { WorkAct } from './work-act.ts'

const form = z.object({
  event: z.uuid({ error: '请选择要公开的内容。' }).meta({ description: '经过里那一条的 id' }),
  filesToo: z.enum(['yes', 'no']).optional().meta({ description: 'yes：附件一并公开' }),
  secrecyReviewed: z
    .literal('yes', { error: '请先做保密审查并核对没有个人信息，再勾选。' })
    .meta({ description: 'yes：已做保密审查，没有个人信息' }),
})

const unpublished = (work: Pick<OpenWork, 'events'>): WorkEventRow[] =>
  work.events.filter((event) => event.words !== null && !isOpen(event))

/** 公开说明和佐证 of a 民生实事: by a second person (政府信息公开条例 第17条 保密审查). */
export const publishWordsAct: WorkAct = {
  noun: 'publication',
  title: '公开说明和佐证',
  button: '公开',
  place: 'more',
  look: 'secondary',
  form,
  bar: (actor, work) => {
    if (!isPublicSource(work.row.source)) return { when: '只有民生实事公开。' }
    if (!mayPublish(actor, work.row, work.units)) return { who: '公开由牵头单位负责人、交办单位或督查人员审查后决定。' }
    return unpublished(work).some(({ personId }) => personId !== actor.personId)
      ? null
      : { when: '没有等您审查公开的内容；自己写的由另一个人审查。' }
  },
  Fields: (form) => (
    <>
      <ChoiceField
        form={form}
        name="event"
        label="公开哪一条"
        options={unpublished(form.work).map(({ id, type, at }) => ({
          value: id,
          label: `${formatDateTime(at, 'Asia/Shanghai')} ${eventTitles[type]}`,
        }))}
      />
      <CheckboxField name="filesToo" label="附件一并公开" checked={form.typed.filesToo === 'yes'} />
      <CheckboxField
        name="secrecyReviewed"
        label="已做保密审查，文字和附件里没有个人信息"
        checked={form.typed.secrecyReviewed === 'yes'}
        error={form.errors.secrecyReviewed}
      />
    </>
  ),
  async perform({ house, actor, work }, typed) {
    const { event: id, filesToo } = readForm(form, typed)
    const event = unpublished(work).find((one) => one.id === id)
    if (!event) throw new NotFilled({ event: '这一条已经公开了，或者不用公开，请从列表里选。' })
    if (event.personId === actor.personId) throw new NotFilled({ event: '自己写的由另一个人审查公开。' })
    const at = house.clock.now()
    await house.db
      .update(workEvents)
      .set({ publishedAt: at, publishedBy: actor.personId })
      .where(and(eq(workEvents.id, event.id), isNull(workEvents.publishedAt)))
    if (filesToo === 'yes') {
      const files = await filesOf(house.db, [event.id])
      await showFiles(
        house.db,
        event.id,
        files.map(({ id }) => id),
        'published',
      )
    }
    await audit(house.db, {
      actor,
      act: 'work.published',
      subjectType: 'work',
      subjectId: work.row.id,
      at,
      details: { eventId: event.id, files: filesToo === 'yes' },
    })
    await touch(house.db, tagsOf(work.row.number))
  },
}
