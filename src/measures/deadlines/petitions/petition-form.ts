import { z } from 'zod'
import { checkMobile } from '#core/people/index.ts'
import { cleanLine, cleanText, countCharacters } from '#platform/typed-text.ts'
import { broughtClasses, staffSources } from './petition.ts'

/** As typed: what a refused form shows again. */
export const petitionFields = [
  'class',
  'title',
  'claim',
  'facts',
  'files',
  'division',
  'units',
  'name',
  'phone',
  'address',
  'collective',
  'people',
  'delegates',
  'secret',
  'earlier',
  'newFacts',
  'source',
  'nationalNumber',
  'receivedOn',
] as const
export type TypedPetition = Partial<Record<(typeof petitionFields)[number], string>>

/** PET-11: 走访代表人数不得超过5人. */
export const mostDelegates = 5
export const mostUnits = 3

const line = (what: string, most: number) =>
  z
    .string()
    .default('')
    .transform(cleanLine)
    .refine((text) => countCharacters(text) <= most, `${what}最多 ${most} 字，请写短一些。`)

const needLine = (what: string, most: number, least = 1) =>
  line(what, most).refine((text) => countCharacters(text) >= least, `请填写${what}。`)

const words = (what: string, least: number, most: number) =>
  z
    .string()
    .default('')
    .transform(cleanText)
    .superRefine((text, context) => {
      const count = countCharacters(text)
      const refuse = (message: string) => context.addIssue({ code: 'custom', message })
      if (count === 0) refuse(`请填写${what}。`)
      else if (count < least) refuse(`${what}太短了，请再写具体些（至少 ${least} 个字）。`)
      else if (count > most) refuse(`${what}有 ${count} 字，最多 ${most} 字，请删减一些，或把长的部分作为文件附上。`)
    })

const ticked = z
  .string()
  .default('')
  .transform((value) => value !== '')

/** Names separated by 、 or line breaks. */
const listed = (typed: string): string[] =>
  typed
    .split(/[、，,；;\n\s]+/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')

const phone = (isRequired: boolean) =>
  z
    .string()
    .default('')
    .transform((text, context) => {
      if (!isRequired && text.trim() === '') return ''
      const checked = checkMobile(text)
      if (checked.ok) return checked.value
      context.addIssue({ code: 'custom', message: checked.message })
      return z.NEVER
    })

const common = {
  class: z.enum(broughtClasses, '请选一个类别。'),
  title: needLine('标题', 40, 4),
  claim: words('投诉请求', 4, 1000),
  facts: words('事实和理由', 10, 5000),
  division: z.string().default(''),
  units: line('涉及的单位', 200).transform(listed),
  name: needLine('姓名', 30),
  address: needLine('住址', 100, 4),
  collective: ticked,
  people: z.string().default(''),
  delegates: line('代表姓名', 200).transform(listed),
  secret: ticked,
  earlier: line('以前的编号', 30).transform((text) => text.replace(/\D/g, '')),
  newFacts: ticked,
}

type Joint = { collective: boolean; people: string; delegates: string[]; units: string[]; class: string }

/** 多人反映共同意见的 chooses delegates, at most five (第20条). */
function checkJoint(form: Joint, context: z.core.$RefinementCtx<Joint>): void {
  const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  if (form.units.length > mostUnits) refuse('units', `涉及的单位最多写 ${mostUnits} 个，请只写最主要的。`)
  if (form.class === 'report' && form.units.length > 1)
    refuse('units', '检举控告请一件写一个单位，别的单位另写一件，以免互相知道。')
  if (!form.collective) return
  const people = Number(form.people)
  if (!Number.isInteger(people) || people < 2 || people > 100_000)
    refuse('people', '请填写共有多少人，用数字，至少 2 人。')
  if (form.delegates.length === 0) refuse('delegates', '多人反映的，请推选代表，写下代表的姓名。')
  if (form.delegates.length > mostDelegates)
    refuse(
      'delegates',
      `代表不得超过 ${mostDelegates} 人（信访工作条例 第20条），您写了 ${form.delegates.length} 人，请重新推选。`,
    )
}

export const citizenForm = z.object({ ...common, phone: phone(true) }).superRefine(checkJoint)

export const staffForm = z
  .object({
    ...common,
    phone: phone(false),
    source: z.enum(staffSources, '请选择从哪里来。'),
    nationalNumber: line('全国信访信息系统编号', 40),
    receivedOn: z.iso.date({ error: '请填写收到的日期，例如 2026-11-23。' }),
  })
  .superRefine(checkJoint)
  .refine(({ source, nationalNumber }) => source !== 'national' || nationalNumber !== '', {
    path: ['nationalNumber'],
    error: '从全国信访信息系统来的，请填写它的编号。',
  })

export type CitizenInput = z.output<typeof citizenForm>
export type StaffInput = z.output<typeof staffForm>
export type PetitionInput = CitizenInput & Partial<Pick<StaffInput, 'source' | 'nationalNumber' | 'receivedOn'>>
