import type { Unit } from '#core/people/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import type { DeskUrls } from '#urls.ts'
import type { Desk, DeskFilter, MoreColumns } from '../desk.ts'
import type { DeskWords } from '../desk-words.ts'
import type { BulkDispatch } from './bulk.ts'
import type { DeskList } from './usual-lists.ts'

export type Opening = {
  href: string
  label: string
  roles: readonly string[]
  /** Where the role is not enough: only some units enter them. */
  isFor?(actor: StaffActor, units: readonly Unit[]): boolean
}

export const mayOpen = (opening: Opening | undefined, actor: StaffActor, units: readonly Unit[]): boolean =>
  opening !== undefined && hasRole(actor, ...opening.roles) && (opening.isFor?.(actor, units) ?? true)

/** The work lists of one desk, or of all desks as one. */
export type WorkLists = {
  /** Names the export. */
  name: string
  words: DeskWords
  urls: Pick<DeskUrls, 'list' | 'one' | 'signatures' | 'dispatches' | 'handover' | 'handoverFile'>
  desks(): readonly Desk[]
  lists: readonly DeskList[]
  opening?: Opening
  columns?: MoreColumns
  /** Words of the doors by which its matters come, where a list may be narrowed by them. */
  channels?: Readonly<Record<string, string>>
  filter?: DeskFilter
  bulkDispatch?: BulkDispatch
}

export const listOf = ({ lists }: WorkLists, id: string): DeskList | undefined => lists.find((list) => list.id === id)

/** The word before a list's own name, and the name of its export. */
export const exportName = ({ name }: Pick<WorkLists, 'name'>): string => `desk-${name}`
