import type { Unit } from '#core/people/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { type DutyInput, dutyForm } from './duty.ts'

/** A duty whose fields do not fit: each with its sentence. */
export class DutyNotFilled extends Error {
  readonly errors: FieldErrors
  constructor(errors: FieldErrors) {
    super('duty not filled')
    this.errors = errors
  }
}

/** What was typed, or sent by the API: units by their full or short names, or ids. */
export function readDuty(typed: Record<string, string>, units: readonly Unit[]): DutyInput {
  const read = dutyForm.safeParse(typed)
  const errors: FieldErrors = {}
  if (!read.success) for (const issue of read.error.issues) errors[String(issue.path[0])] ??= issue.message
  const unitId = unitNamed(typed.unit ?? '', units)
  if (!unitId) errors.unit = `没有“${typed.unit ?? ''}”这个单位，请填写全称或简称。`
  const jointNames = (typed.joint ?? '').split(/[、，,;；\s]+/).filter(Boolean)
  const jointUnitIds = jointNames.map((name) => unitNamed(name, units))
  const unknown = jointNames.filter((_, at) => jointUnitIds[at] === null)
  if (unknown.length > 0) errors.joint = `没有“${unknown.join('、')}”，请填写全称或简称。`
  if (!read.success || !unitId || Object.keys(errors).length > 0) throw new DutyNotFilled(errors)
  return { ...read.data, unitId, jointUnitIds: [...new Set(jointUnitIds.filter((id) => id !== null))] }
}

function unitNamed(typed: string, units: readonly Unit[]): string | null {
  const name = typed.trim()
  return units.find((unit) => [unit.id, unit.name, unit.shortName].includes(name))?.id ?? null
}

/** By field of the form; null for what is a page of its own. */
export function dutyErrors(error: unknown): FieldErrors | null {
  if (error instanceof DutyNotFilled) return error.errors
  return error instanceof Refusal && error.field && error.field !== 'formKey' ? { [error.field]: error.message } : null
}
