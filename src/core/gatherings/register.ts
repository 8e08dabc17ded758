import { bases, register } from '#platform/register.ts'
import { gatheringRegistrations, gatherings } from './tables.ts'

register(gatherings, {
  title: '活动',
  purpose: '请群众来看、来听、来说',
  basis: bases.none,
  retention: '长期',
  columns: {
    id: 'key',
    number: 'code',
    kind: 'code',
    unitId: 'key',
    title: 'official',
    about: 'official',
    place: 'official',
    startsAt: 'instant',
    endsAt: 'instant',
    registerUntil: 'instant',
    seats: 'count',
    substitutes: 'count',
    byDivision: 'count',
    createdAt: 'instant',
    createdBy: 'key',
    allInvitedAt: 'instant',
    cancelledAt: 'instant',
    cancelledGround: 'official',
  },
})
register(gatheringRegistrations, {
  title: '活动报名',
  purpose: '定名额，通知报名的人',
  basis: bases.consent,
  retention: '活动结束后一年*',
  columns: {
    gatheringId: 'key',
    personId: 'key',
    divisionCode: 'code',
    registeredAt: 'instant',
    withdrawnAt: 'instant',
    standby: 'count',
    invitedAt: 'instant',
    answer: 'code',
    answeredAt: 'instant',
  },
})
