import { monthsFrom, rowsOf, type SeedRule, since } from './row.ts'

const row = rowsOf({
  measure: 'deadlines',
  source: '四川省人民政府办理人大代表建议和政协提案办法（2024年）',
  confidence: 'B',
  effectiveFrom: since('2024-01-01'),
})

/** 代表建议、政协提案 (NPC-1); by whom the time may be prolonged to six months could not be read. */
export const proposalRules: SeedRule[] = [
  row('NPC-1-suggestion', '答复人大代表建议', '', '', monthsFrom('assigned', 3)),
  row('NPC-1-proposal', '答复政协全会提案', '', '', monthsFrom('assigned', 5)),
  row('NPC-1-intersession', '答复政协闭会期间的提案', '', '', monthsFrom('assigned', 3)),
  row('NPC-1-longest', '答复建议、提案最长不超过', '', '', monthsFrom('assigned', 6)),
  row('NPC-1-again', '代表、委员不满意的，重新办理并答复', '', '', monthsFrom('dissatisfied', 3)),
]
