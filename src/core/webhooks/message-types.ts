const types = new Map<string, { title: string; isPublic: boolean }>()

/** A room says which messages it sends; `isPublic`: of what everybody may read, so every endpoint may ask for it. */
export function defineMessageTypes(more: Record<string, { title: string; isPublic: boolean }>): void {
  for (const [type, about] of Object.entries(more)) types.set(type, about)
}

export const messageTypes = (): { type: string; title: string }[] =>
  [...types].map(([type, { title }]) => ({ type, title })).sort((a, b) => a.type.localeCompare(b.type))

export const isMessageType = (type: string): boolean => types.has(type)

export const isPublicType = (type: string): boolean => types.get(type)?.isPublic === true

defineMessageTypes({ 'test.ping': { title: '连通测试', isPublic: true } })
