import { z } from 'zod'
import { type Acting, openMatter } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import { type StaffActor, systemActor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import '../inquiry-kind.ts'
import { titleOf } from './contact.ts'
import { codeOfForm, type Registered } from './register-contact.ts'

export const requestForm = z.object({
  what: z
    .string({ error: '请写明要对方协助什么。' })
    .transform((text) => text.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n').trim())
    .refine((text) => text.length >= 5, '请写明要对方协助什么，至少 5 个字。')
    .refine((text) => text.length <= 1000, '最多 1000 个字，材料请另行移送。')
    .meta({ description: '要对方协助什么（5 到 1000 字）' }),
})

/**
 * 单位之间：a unit asks another. The unit that is asked is first-asked, the person whoever takes it up there; unsigned for its time it binds the unit. The unit
 * that asks confirms or rejects as any asker does.
 */
export async function askUnit(
  house: Acting,
  actor: StaffActor,
  input: { fromUnitId: string; toUnitId: string; what: string; formKey: string },
): Promise<Registered> {
  const to = (await unitDirectory(house.db)).get(input.toUnitId)
  if (!to?.active) throw new Refusal('no-unit', '没有这个单位，或它已撤销，请重新选择。', { field: 'unit' })
  const opened = await openMatter(
    house,
    actor,
    {
      kind: 'inquiry',
      class: 'between',
      channel: 'between',
      divisionCode: to.divisionCode,
      filingUnitId: to.id,
      texts: { title: titleOf(input.what), body: input.what },
      askerUnitId: input.fromUnitId,
      queryCode: codeOfForm(house, input.formKey),
    },
    { further: { actor: systemActor('contacts'), commands: [{ type: 'dispatch', unitId: to.id }] } },
  )
  return { matterId: opened.state.id, number: opened.number, code: opened.queryCode }
}
