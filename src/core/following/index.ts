/** 查进度：凭编号和查询码看一件事办到哪里了。一个门、一张表，不管哪一类办件；页面由各措施自己做。 */
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { dataRoutes } from './data-routes.tsx'
import { followRoutes } from './follow-routes.tsx'

export { actOnce } from './act-once.ts'
export { type FollowedMatter, findFollowedMatter, readFollowed } from './find-followed.ts'
export {
  askerWords,
  ratingForm,
  readActs,
  rejectionForm,
  usualCommands,
  usualForms,
} from './follow-acts.ts'
export { followedNow, handReceipt, openFollowed, receiptInHand } from './follow-cookie.ts'
export {
  ClickForm,
  type FollowFormProps,
  type FollowTyped,
  RejectionForm,
  ReopeningForm,
  SupplementForm,
  typedInto,
  WordsForm,
} from './follow-forms.tsx'
export { type Finder, type FollowProps, followedHere, needFollowed, type Opened, showFollowed } from './follow-room.tsx'
export { followBreadcrumbs } from './follow-routes.tsx'
export { defineFollowed } from './followed-kinds.ts'
export { bodiesOf, followedTexts } from './followed-texts.ts'
export { type DoorProps, NumberAndCodePage, readNumberAndCode } from './number-and-code.tsx'
export { openByCode, wrongCode } from './open-by-code.ts'
export { openByHeader } from './open-by-header.ts'
export {
  AnswerCard,
  FollowHead,
  NowCard,
  OwnDataLink,
  RatedAlert,
  RefusedAct,
  Supplements,
  WaySection,
} from './page-pieces.tsx'
export { paperRoutes } from './paper-routes.ts'
export { RatingForm, type SolvedWords } from './rating-form.tsx'
export { type RoomActs, type RoomRoutes, roomActRoutes, roomRoutes } from './room-routes.tsx'
export { type Stop, stopDone, stopNext, stopNow, type ToldStop } from './stops.ts'

export const followingModule: Module = {
  name: 'following',
  title: '查进度',
  routes: routes().route('/', followRoutes).route('/', dataRoutes),
  permissions: [{ act: '凭编号和查询码查进度', roles: ['*'], rows: '编号和查询码打开的那一件' }],
}
