import { Badge, type Step } from '#ui/index.ts'
import type { Draw } from './read-draws.ts'

export function DrawBadge({ draw }: { draw: Pick<Draw, 'state'> }) {
  if (draw.state === 'drawn') return <Badge tone="good">已抽取</Badge>
  if (draw.state === 'cancelled') return <Badge tone="warn">已撤销</Badge>
  return <Badge tone="info">等待抽取</Badge>
}

/** Where a draw stands, in the four steps that everybody can follow. */
export function drawSteps(draw: Pick<Draw, 'state' | 'checkpointedAt'>, isOver: boolean): Step[] {
  const step = (label: string, at: number): Step => ({ label, state: at < now ? 'done' : at === now ? 'now' : 'next' })
  const now = draw.state === 'drawn' ? 4 : isOver ? 2 : draw.checkpointedAt ? 1 : 0
  return [step('公布名单和规则', 0), step('等外面的随机数', 1), step('抽取', 2), step('公布结果，人人可重抽', 3)]
}

/** 共 120 个里抽 6 个，候补 2 个 */
export function sizeWords({ strata }: Pick<Draw, 'strata'>): string {
  const sum = (of: 'size' | 'quota' | 'substitutes') => strata.reduce((all, stratum) => all + stratum[of], 0)
  const substitutes = sum('substitutes')
  return `${sum('size')} 个里抽 ${sum('quota')} 个${substitutes > 0 ? `，候补 ${substitutes} 个` : ''}`
}
