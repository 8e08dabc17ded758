const words = new Map<string, string>()
const hashOnly = new Set<string>()

/** A room says in words what the public acts are called that it enters; called once, at import time. */
export function defineRecordTypes(more: Record<string, string>): void {
  for (const [type, name] of Object.entries(more)) words.set(type, name)
}

/** Those of which only the digests are in the record (`enterHash`). */
export function definePrivateTypes(more: Record<string, string>): void {
  defineRecordTypes(more)
  for (const type of Object.keys(more)) hashOnly.add(type)
}

export const isPrivateType = (type: string): boolean => hashOnly.has(type)

export const recordTypeName = (type: string): string => words.get(type) ?? type
