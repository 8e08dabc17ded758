import { bases, register } from '#platform/register.ts'
import { takenFacts } from './tables.ts'

register(takenFacts, {
  title: '已转达的事实',
  purpose: '一件事告诉另一个模块，只告诉一次',
  basis: bases.none,
  retention: '60 天*',
  columns: { fact: 'code', by: 'code', key: 'key', takenAt: 'instant' },
})
