import { Badge, StateBadge } from '#ui/index.ts'
import { stateTones, stateWords, type WorkState } from './work.ts'

/** The state; beside 受阻 also that a date went by, which it never hides. */
export function WorkStateBadge({ state, isPastDue }: { state: WorkState; isPastDue: boolean }) {
  return (
    <>
      <StateBadge state={stateWords[state]} tone={stateTones[state]} />
      {state === 'blocked' && isPastDue && (
        <>
          {' '}
          <Badge tone="bad">节点过期</Badge>
        </>
      )}
    </>
  )
}
