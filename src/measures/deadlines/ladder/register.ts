import { bases, register } from '#platform/register.ts'
import { ladderRungs, ladderSteps } from './tables.ts'

register(ladderRungs, {
  title: '提醒和督办的阶梯',
  purpose: '到什么时候提醒谁、催办、建议督办，公开在“提醒和督办规则”',
  basis: bases.none,
  retention: '长期，供核对以前的提醒',
  columns: {
    id: 'code',
    position: 'count',
    title: 'official',
    trigger: 'code',
    amount: 'count',
    act: 'code',
    tells: 'code',
    source: 'official',
    quote: 'official',
    confidence: 'code',
    isLocal: 'count',
    effectiveFrom: 'instant',
    effectiveTo: 'instant',
  },
})
register(ladderSteps, {
  title: '已经到过的阶梯',
  purpose: '同一件事同一级只提醒一次',
  basis: bases.none,
  retention: '长期',
  columns: { matterId: 'key', run: 'code', rungId: 'code', at: 'instant', roundAt: 'instant', isTaken: 'count' },
})
