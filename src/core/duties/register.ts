import { bases, register } from '#platform/register.ts'
import { duties, rulings } from './tables.ts'

register(duties, {
  title: '职责目录',
  purpose: '一件事归哪个单位管、依据是什么',
  basis: bases.none,
  retention: '长期，改过的也留着，供核对当时的规定',
  columns: {
    id: 'key',
    subject: 'official',
    words: 'official',
    category: 'official',
    divisionCode: 'code',
    unitId: 'key',
    jointUnitIds: 'key',
    basisKind: 'code',
    basis: 'official',
    decidedByUnitId: 'key',
    decidedMatterId: 'key',
    since: 'instant',
    replacesId: 'key',
    enteredBy: 'key',
    enteredAt: 'instant',
    endedAt: 'instant',
    endedFor: 'official',
  },
})
register(rulings, {
  title: '职责争议的裁定',
  purpose: '裁定过的事写进职责目录，以后不再争',
  basis: bases.none,
  retention: '长期；没有文字',
  columns: {
    id: 'key',
    matterId: 'key',
    textId: 'key',
    unitId: 'key',
    deciderUnitId: 'key',
    decidedAt: 'instant',
    dutyId: 'key',
    leftAt: 'instant',
    leftBy: 'key',
  },
})
