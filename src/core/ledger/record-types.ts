const words = new Map<string, string>()

/** A room says in words what the public acts are called that it enters; called once, at import time. */
export function defineRecordTypes(more: Record<string, string>): void {
  for (const [type, name] of Object.entries(more)) words.set(type, name)
}

export const recordTypeName = (type: string): string => words.get(type) ?? type
