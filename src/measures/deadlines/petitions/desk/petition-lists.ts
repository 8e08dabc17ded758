import { and, arrayContains, eq, inArray } from 'drizzle-orm'
import { type DeskList, heldByUs, isUnderWay } from '#core/casework/index.ts'
import { matters } from '#core/matters/index.ts'

/** Of the office: what is to be passed on, and objections to decide; of whoever gave an opinion: its delivery. */
export const petitionLists: DeskList[] = [
  {
    id: 'dispatch',
    label: '待转送',
    next: (rule) => `新登记的信访事项会出现在这里，${rule('PET-1').span}内转送、交办。`,
    order: 'due',
    where: (asking) => and(eq(matters.state, 'opened'), heldByUs(asking)),
    todayFor: ['handler', 'head', 'clerk'],
    landsFor: ['handler', 'head', 'clerk', 'dispatcher'],
  },
  {
    id: 'objections',
    label: '异议待答复',
    next: '没有等本单位答复的异议。',
    order: 'due',
    where: ({ actor }) =>
      and(
        isUnderWay,
        arrayContains(matters.marks, ['objected']),
        inArray(matters.filingUnitId, [...actor.roles.map(({ unitId }) => unitId), nowhere]),
      ),
    todayFor: ['handler', 'head', 'clerk'],
  },
  {
    id: 'undelivered',
    label: '待送达',
    next: '意见书都已送达。',
    order: 'due',
    where: (asking) => and(eq(matters.state, 'answered'), heldByUs(asking)),
    todayFor: ['handler'],
  },
]

const nowhere = '00000000-0000-7000-8000-000000000000'
