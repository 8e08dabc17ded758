import { v5, v7, validate } from 'uuid'

/** A new key: uuid v7, so that rows written together lie together. */
export const newId = (): string => v7()

export const isId = (text: string): boolean => validate(text)

/** The same id for the same name, every time: what a job does again after it was cut off is not done twice. */
export const idNamed = (name: string): string => v5(name, '0199c8c2-6f1e-7b7a-9d0e-2f6a4c1b3e55')
