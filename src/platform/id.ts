import { v7, validate } from 'uuid'

/** A new key: uuid v7, so that rows written together lie together. */
export const newId = (): string => v7()

export const isId = (text: string): boolean => validate(text)
