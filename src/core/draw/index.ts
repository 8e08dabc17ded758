/**
 * 随机抽取：先把名单和规则写进公示存证，再等外面来的随机数，用 HMAC 排队取前几个；谁都可以从公开的文件重抽一遍（优化营商环境条例 第54条“随机抽取检查对象”）。
 *
 * A room declares what it draws for (`definePurpose`), freezes its candidates with `commitDraw` in a transaction of its own, and goes on when it is told
 * that the draw has ended (the fact `draw-ended`).
 */
import { definePlaces, defineRecordTypes, placeOf } from '#core/ledger/index.ts'
import { routes } from '#platform/http/env.ts'
import type { Module } from '#platform/module.ts'
import { urls } from '#urls.ts'
import { deskDrawRoutes } from './desk-draw-routes.tsx'
import { drawRoutes } from './draw-routes.tsx'
import { findDrawId } from './read-draws.ts'
import './register.ts'
import { runDraws } from './run-draws.ts'

export { demoAt } from './beacons.ts'
export { ChanceFields, chanceFields, readChance } from './chance-form.tsx'
export { checkDraws } from './check-draws.ts'
export { type Candidate, commitDraw } from './commit-draw.ts'
export { type DrawEnded, drawEnded } from './draw-ended.ts'
export { definePurpose } from './purposes.ts'
export { drawnSubjects, drawsOf, findDraw, forgetSubject, labelOf, peopleOf } from './read-draws.ts'
export { runDraws } from './run-draws.ts'
export { quotasOf } from './sortition.ts'

defineRecordTypes({ 'draw.committed': '抽取方案', 'draw.drawn': '抽取结果', 'draw.cancelled': '撤销抽取' })

definePlaces(async (db, number) => {
  const id = await findDrawId(db, number)
  if (!id) return null
  return (
    (await placeOf(db, { subjectType: 'draw', subjectId: id, version: 2 })) ??
    (await placeOf(db, { subjectType: 'draw', subjectId: id, version: 1 }))
  )
})

export const drawModule: Module = {
  name: 'draw',
  title: '随机抽取',
  routes: routes().route('/', drawRoutes).route('/', deskDrawRoutes),
  jobs: {
    tasks: { 'draw:run': async (house) => runDraws(house) },
    cron: ['* * * * * draw:run'],
  },
  permissions: [
    { act: '看随机抽取，下载文件，自己重抽', roles: ['*'], rows: '全部' },
    { act: '观察人写几个字', roles: ['*'], rows: '持有观察码的那一次' },
    { act: '录入开奖号码，撤销抽取', roles: ['supervisor', 'dispatcher', 'editor', 'head'], rows: '本单位发起的抽取' },
  ],
  navigation: {
    desk: [
      {
        group: '督查',
        label: '随机抽取',
        href: urls.deskDraws(),
        roles: ['supervisor', 'dispatcher', 'editor', 'head', 'shift-leader'],
      },
    ],
  },
}
