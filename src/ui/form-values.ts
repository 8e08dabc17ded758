/** One sentence for each refused field, keyed by the field's `name`. */
export type FieldErrors = Record<string, string>

export type FieldError = { field: string; message: string }

/**
 * The errors in the order in which the fields stand on the page.
 * `order` lists field names; fields it does not name follow at the end, so that no error is ever swallowed.
 */
export function errorList(errors: FieldErrors, order: readonly string[] = []): FieldError[] {
  const named = order.filter((field) => errors[field] !== undefined)
  const rest = Object.keys(errors).filter((field) => !order.includes(field))
  return [...named, ...rest].map((field) => ({ field, message: errors[field] ?? '' }))
}
