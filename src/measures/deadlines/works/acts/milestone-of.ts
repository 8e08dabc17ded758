import { z } from 'zod'
import type { OpenWork } from '../open-work.ts'
import type { MilestoneRow } from '../tables.ts'
import { NotFilled } from '../words.ts'

/** A milestone as people name it: its place in the work. */
export const milestoneNumber = z
  .string({ error: '请选择节点。' })
  .regex(/^\d{1,3}$/, { error: '请选择节点。' })
  .meta({ description: '第几个节点，从 1 起', example: '1' })

export function milestoneOf({ milestones }: OpenWork, number: string): MilestoneRow {
  const found = milestones.find(({ position }) => position === Number(number))
  if (!found) throw new NotFilled({ milestone: `没有第 ${number} 个节点，请从列表里选。` })
  return found
}
