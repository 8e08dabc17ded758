import { z } from 'zod'
import type { Unit } from '#core/people/index.ts'
import { Refusal } from '#platform/refusal.ts'

/** What a row rests on (国办函〔2025〕66号第五条：三定规定、权责清单、乡镇（街道）履职事项清单), or the decision where these were disputed. */
export const basisKinds = ['charter', 'powers', 'township', 'ruling'] as const
export type BasisKind = (typeof basisKinds)[number]

export const basisWords: Record<BasisKind, string> = {
  charter: '三定规定',
  powers: '权责清单',
  township: '乡镇（街道）履职事项清单',
  ruling: '职责争议裁定',
}

const line = (what: string, most: number, least = 2) =>
  z
    .string({ error: `请填写${what}。` })
    .transform((text) => text.toWellFormed().replaceAll('\0', '').replace(/\s+/g, ' ').trim())
    .refine((text) => text.length >= least, `请填写${what}，至少 ${least} 个字。`)
    .refine((text) => text.length <= most, `${what}最多 ${most} 个字，请写短一些。`)

export const dutyForm = z.object({
  subject: line('事项', 40).meta({ description: '事项，一条一件' }),
  words: line('群众的说法', 200, 0).default('').meta({ description: '群众平常怎么说，用空格隔开' }),
  category: line('类别', 20).meta({ description: '类别，如：环境保护' }),
  divisionCode: z
    .string()
    .regex(/^(\d{6,12})?$/, '请从列表里选择地点。')
    .default('')
    .transform((code) => code || null)
    .meta({ description: '只在某地适用的，区划代码；不填是全市' }),
  basisKind: z
    .enum(basisKinds, '请选择依据的种类。')
    .meta({ description: 'charter 三定规定，powers 权责清单，township 履职事项清单，ruling 职责争议裁定' }),
  basis: line('依据', 200, 4).meta({ description: '依据：文件、条款、权责清单的哪一项' }),
})

export type DutyInput = z.output<typeof dutyForm> & { unitId: string; jointUnitIds: readonly string[] }

/**
 * What a row may say. Streets and towns answer only for what stands in their list of tasks, 配合 leaves the department in the lead (HOT-4: 应由职能部门办理的
 * 诉求事项不得分派给基层办理).
 */
export function refuseDuty(input: DutyInput, units: ReadonlyMap<string, Unit>): void {
  const unit = units.get(input.unitId)
  if (!unit?.active) throw new Refusal('no-unit', '负责的单位不存在或已撤销，请重新选择。', { field: 'unit' })
  const isTownship = unit.kind === 'street' || unit.kind === 'town'
  if (isTownship && input.basisKind !== 'township') {
    throw new Refusal(
      'not-in-list',
      `${unit.shortName}是街道或乡镇，只有列入乡镇（街道）履职事项清单的事项才由它负责；需要它配合的，请由主管部门主办、它列入配合单位。`,
      { field: 'basisKind' },
    )
  }
  if (!isTownship && input.basisKind === 'township')
    throw new Refusal('not-township', '乡镇（街道）履职事项清单只适用于街道和乡镇，请改选依据。', {
      field: 'basisKind',
    })
  if (input.jointUnitIds.includes(input.unitId))
    throw new Refusal('joint-itself', '负责的单位不用再列为配合单位。', { field: 'joint' })
  if (input.jointUnitIds.some((id) => !units.get(id)?.active))
    throw new Refusal('no-unit', '有配合单位不存在或已撤销，请重新填写。', { field: 'joint' })
}

/** Whether a row that holds for one place says anything about another: a county's row holds in its streets and towns too. */
export function holdsAt(divisionCode: string | null, place: string): boolean {
  if (divisionCode === null) return true
  return place.startsWith(
    divisionCode.endsWith('00') && divisionCode.length === 6 ? divisionCode.slice(0, 4) : divisionCode,
  )
}

/** The word of a row that a text has, or null: its subject and what people call it, as they stand. */
export function wordInCommon({ subject, words }: { subject: string; words: string }, text: string): string | null {
  const said = [...words.split(/\s+/), ...subject.split(/[、和及，,\s]+/)].filter((word) => word.length >= 2)
  return said.find((word) => text.includes(word)) ?? null
}
