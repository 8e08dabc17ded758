/**
 * 办件工作台：一类办件要一整张桌子，只要一份声明。工作列表、办理页、派单到答复的每一个动作、交接清单、导出、打印、“这个日期怎么算的”，和同样的接口，各类办件都一样；
 * 一类办件自己的词、地址和别的办件没有的东西，写在它的声明里（`defineDesk`）。
 *
 * A room declares its kind (`defineKind`), then its desk, mounts `deskRoutes(desk)`, and gives its API `addDeskOperations`. The house then has them on
 * the page 今天 and on the one list over all kinds by itself. Its 文书 are one declaration too (`definePapers`, `PaperList`, and `paperRoutes` of `core/following`).
 */

export {
  type ActFormProps,
  type ActsOf,
  type Choice,
  choice,
  type DeskAct,
  type Doing,
  maybeWords,
  NotFilled,
  readForm,
  type Typed,
  unitWord,
  type Working,
  words,
} from './acts/act.ts'
export { ChoiceField, UnitField, WordsField } from './acts/act-fields.tsx'
export { chooseUnit } from './acts/choose-unit.ts'
export { disputeActs } from './acts/dispute-acts.tsx'
export { stepAct } from './acts/step-act.tsx'
export { acceptFiles } from './api/accept-files.ts'
export { auditKey, type DeskApi, done } from './api/acting-api.ts'
export { addDeskOperations } from './api/desk-api.ts'
export * as apiParts from './api/parts.ts'
export { type ApiNames, deskShapes } from './api/shapes.ts'
export {
  type Desk,
  type DeskDeclaration,
  type DeskFilter,
  defineDesk,
  deskOfKind,
  type MoreColumns,
  type Pieces,
  type Reading,
} from './desk.ts'
export { deskPermissions } from './desk-permissions.ts'
export { deskActor, readTyped } from './desk-request.ts'
export { deskRoutes, everyDeskRoutes } from './desk-routes.ts'
export type { BulkDispatch } from './lists/bulk.ts'
export { everyDesk } from './lists/every-desk.ts'
export type { DeskRow } from './lists/list-page.tsx'
export { type Key, readDeskList } from './lists/read-list.ts'
export { type DeskList, heldByUs, isUnderWay, type ListAsking } from './lists/usual-lists.ts'
export type { OpenedMatter } from './page/open-at-desk.ts'
export type { Told } from './page/timeline.tsx'
export { definePapers, type Papers } from './papers/define-papers.ts'
export type { DuePaper } from './papers/due-papers.ts'
export type { PaperMoment } from './papers/issue-papers.ts'
export { PaperList } from './papers/paper-list.tsx'
export { readToday, type TodayPart } from './today.ts'
export { WhyDates } from './why-dates.tsx'
export { sourceOf, type Why, whyDue } from './why-due.ts'
