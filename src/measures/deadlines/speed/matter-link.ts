import { deskOfKind, everyDesk } from '#core/casework/index.ts'

/** The desk's page of one matter by its kind; of a part of joint handling the address that leads to the desk of its main matter. */
export const deskUrlOf = (kind: string, number: string): string => (deskOfKind(kind) ?? everyDesk).urls.one(number)
