import { z } from 'zod'

/**
 * `isPublic`: of what everybody may read, so every endpoint may ask for it; `about`: what is in it, where the title does not say it all; `data`: the shape of what
 * is told, for the reference.
 */
export type MessageType = { title: string; about?: string; isPublic: boolean; data: z.ZodObject }

const types = new Map<string, MessageType>()

/** A room says which messages it sends. */
export function defineMessageTypes(more: Record<string, MessageType>): void {
  for (const [type, about] of Object.entries(more)) types.set(type, about)
}

export const messageTypes = (): (MessageType & { type: string })[] =>
  [...types].map(([type, about]) => ({ type, ...about })).sort((a, b) => a.type.localeCompare(b.type))

export const isMessageType = (type: string): boolean => types.has(type)

export const isPublicType = (type: string): boolean => types.get(type)?.isPublic === true

defineMessageTypes({ 'test.ping': { title: '连通测试', isPublic: true, data: z.object({}) } })
