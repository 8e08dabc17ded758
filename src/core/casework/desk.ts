import type { SQL } from 'drizzle-orm'
import type { VNode } from 'preact'
import { defineExport } from '#core/documents/index.ts'
import {
  type Kind,
  kindOf,
  type MatterEvent,
  type MatterRow,
  type MatterState,
  type StateName,
  type TextPart,
} from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Description } from '#ui/index.ts'
import type { DeskUrls } from '#urls.ts'
import type { Choice, DeskAct, Doing, Typed } from './acts/act.ts'
import { usualActs } from './acts/usual-acts.ts'
import { type DeskWords, deskWords } from './desk-words.ts'
import type { BulkDispatch } from './lists/bulk.ts'
import { listExport } from './lists/list-export.ts'
import { type DeskList, usualLists } from './lists/usual-lists.ts'
import type { Opening, WorkLists } from './lists/work-lists.ts'
import type { ReplyTemplate } from './page/desk-matter.ts'
import type { OpenedMatter } from './page/open-at-desk.ts'
import type { Names, Told } from './page/timeline.tsx'
import type { Why } from './why-due.ts'

/** What a desk's own reads are given of the house. */
export type Reading = Pick<House, 'db' | 'clock' | 'secrets' | 'config'>

/** What the working page shows of one matter besides the usual. Pure pieces over what the room has read. */
export type Pieces = {
  /** Buttons beside the title. */
  actions?: VNode | false | null
  /** Above what may be done: what helps to decide it. */
  first?: VNode | null
  /** More rows under what was asked. */
  details?: (Description | false)[]
  /** Sections of the main column, before 办理经过. */
  main?: VNode | null
  /** Sections at the end of the side column. */
  side?: VNode | null
}

/** More columns of the work lists, of words without personal data: the export has them too. */
export type MoreColumns = {
  columns: readonly { key: string; label: string; width: number }[]
  /** For all rows of a page at once, by matter id and key. */
  load(
    db: Db,
    rows: readonly MatterRow[],
    asking: { house: Reading; actor: StaffActor },
  ): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>>
}

/**
 * 一类办件的工作台: all that a room declares so that its staff have work lists, a working page with every act, sheets and exports. What the engine allows is
 * the kind's matter (`defineKind`); here stand words, addresses, and what only this kind has. Absent means as usual.
 */
export type DeskDeclaration = {
  /** letters, referrals …: names the export; never changed. */
  name: string
  /** The engine's kinds on this desk. Parts of joint handling stand on the desk of their main matter by themselves. */
  kinds: readonly [string, ...string[]]
  words: Pick<DeskWords, 'matter' | 'asker'> & Partial<DeskWords>
  /** `deskUrls('/desk/…')` */
  urls: DeskUrls
  /** The button over the lists by which staff enter a new one. */
  opening?: Opening

  /** Which text stands as the title; `title` unless said. */
  titlePart?: TextPart
  /** The class in words where more than the class counts. */
  classWord?(row: Pick<MatterRow, 'class' | 'marks'>): string | undefined
  stateWords?: Partial<Record<StateName, string>>
  /** Of the kind's own marks. */
  markWords?: Readonly<Record<string, string>>
  /** Marks that are said otherwise and not shown as such. */
  silentMarks?: readonly string[]
  /** What its dates are called where 答复期限 and 派单期限 would not be true. */
  dateWords?(state: MatterState): { due: string; dispatch: string }
  /** The dates as 这个日期怎么算的 shows them, where the usual titles would not be true. */
  explain?(state: MatterState, why: readonly Why[]): Why[]
  /** Tells an event another way than usual; null hides it, undefined leaves it to the usual way. */
  tell?(event: MatterEvent, names: Names): Told | null | undefined

  /** Why a matter of one class is not turned into the other; null where it may be. */
  reclassBar?(now: string, to: string): string | null
  /** Grounds of the kind's rules on which the clock may stand still; none: no pause. */
  pauseGrounds?: readonly Choice[]
  /** The usual acts without some, and the kind's own: one of a usual noun stands in its place, others before all. */
  acts?: {
    without?: readonly string[]
    own?: readonly DeskAct[]
    /** What a usual act needs or does besides, before it is done and in its transaction: by noun, throws `NotFilled` or a Refusal. */
    also?: Readonly<Record<string, Also>>
    /** A usual act with fields of its own, by noun. */
    changed?: Readonly<Record<string, (act: DeskAct) => DeskAct>>
  }
  /** The usual lists without some, other words when one is empty, and the kind's own, which stand first. */
  lists?: { without?: readonly string[]; next?: Readonly<Record<string, DeskList['next']>>; own?: readonly DeskList[] }
  columns?: MoreColumns
  /** Words of the doors by which its matters come, where the lists may be narrowed by them. */
  channels?: Readonly<Record<string, string>>
  filter?: DeskFilter
  /** How ticked ones are dispatched, where a dispatch of this kind says more than the unit. */
  bulkDispatch?: BulkDispatch
  /** False where nobody outside asks: no contact is shown or unmasked. */
  hasContact?: boolean

  /** What may be put into a draft: the unit's own words, and what fits this matter. */
  templates?(
    house: Reading,
    actor: StaffActor,
    of: { row: MatterRow; words: string },
  ): Promise<readonly ReplyTemplate[]>
  /** One of them was put into a draft. */
  templateUsed?(house: Reading, id: string): Promise<void>
  /** What the forms of own acts offer to choose from: `choices.own`. */
  choices?(house: Reading, actor: StaffActor, row: MatterRow): Promise<Readonly<Record<string, readonly Choice[]>>>
  /** Not for parts: they have no more than is asked of them. */
  pieces?(house: Reading, actor: StaffActor, opened: OpenedMatter): Promise<Pieces>
}

/** What the lists of one desk can be narrowed by besides the usual. */
export type DeskFilter = {
  /** As it stands in the address. */
  name: string
  label: string
  options(db: Db): Promise<readonly Choice[]>
  where(value: string): SQL
}

type Also = (doing: Doing, typed: Typed) => void | Promise<void>

/** A declaration with all that was left out filled in. */
export type Desk = WorkLists &
  Omit<DeskDeclaration, 'words' | 'acts' | 'lists'> &
  Required<
    Pick<
      DeskDeclaration,
      'titlePart' | 'stateWords' | 'markWords' | 'silentMarks' | 'reclassBar' | 'pauseGrounds' | 'hasContact'
    >
  > & {
    urls: DeskUrls
    acts: readonly DeskAct[]
    /** Codes and words of all classes of its kinds. */
    classes: Readonly<Record<string, string>>
  }

const desks = new Map<string, Desk>()

/** Makes and registers the desk of some kinds, which are defined before; a room does it once, at import. */
export function defineDesk(declared: DeskDeclaration): Desk {
  const kinds = declared.kinds.map(kindOf)
  const base = {
    titlePart: 'title' as const,
    stateWords: {},
    markWords: {},
    silentMarks: [],
    reclassBar: () => null,
    pauseGrounds: [],
    hasContact: true,
    ...declared,
    words: deskWords(declared.words),
    classes: Object.assign({}, ...kinds.map(({ classes }) => classes)) as Record<string, string>,
  }
  const desk: Desk = {
    ...base,
    desks: () => [desk],
    acts: actsOf(base, [...kinds, kindOf('part')], declared.acts),
    lists: listsOf(base.words, declared.lists),
  }
  for (const kind of declared.kinds) {
    if (desks.has(kind)) throw new Error(`two desks for the kind ${kind}`)
    desks.set(kind, desk)
  }
  defineExport(listExport(desk))
  return desk
}

/** Every desk of the house, in the order of their definition. */
export const allDesks = (): Desk[] => [...new Set(desks.values())]

/** The desk of a matter: of a part that of its main matter. Undefined for a kind without one. */
export const deskOfKind = (kind: string): Desk | undefined => desks.get(kind)

function actsOf(
  of: Pick<Desk, 'words' | 'classes' | 'reclassBar' | 'pauseGrounds'>,
  kinds: readonly Kind[],
  { without = [], own = [], also = {}, changed = {} }: NonNullable<DeskDeclaration['acts']> = {},
): DeskAct[] {
  const usual = usualActs({ ...of, kinds }).filter(({ noun }) => !without.includes(noun))
  const isUsual = (noun: string) => usual.some((act) => act.noun === noun)
  return [
    ...own.filter(({ noun }) => !isUsual(noun)),
    ...usual.map((act) => {
      const change = changed[act.noun]
      return own.find(({ noun }) => noun === act.noun) ?? asking(change ? change(act) : act, also[act.noun])
    }),
  ]
}

const asking = (act: DeskAct, before: Also | undefined): DeskAct =>
  before
    ? {
        ...act,
        perform: async (doing, typed) => {
          await before(doing, typed)
          return act.perform(doing, typed)
        },
      }
    : act

function listsOf(
  words: DeskWords,
  { without = [], next = {}, own = [] }: NonNullable<DeskDeclaration['lists']> = {},
): DeskList[] {
  const usual = usualLists(words).filter(({ id }) => !without.includes(id))
  return [...own, ...usual.map((list) => ({ ...list, next: next[list.id] ?? list.next }))]
}
