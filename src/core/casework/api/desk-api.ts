import type { Api } from '#core/interface/index.ts'
import { addActingOperations, type DeskApi } from './acting-api.ts'
import { addReadingOperations } from './reading-api.ts'

/** Lists, reading and every act of a desk as JSON: the same reads and verbs as its pages. */
export function addDeskOperations(api: Api, of: DeskApi): void {
  addReadingOperations(api, of)
  addActingOperations(api, of)
}
