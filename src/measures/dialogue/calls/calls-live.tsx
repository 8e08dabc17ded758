import type { ComponentChildren } from 'preact'
import { urls } from '#urls.ts'
import { clockText } from './call.ts'

/** Seconds that go on by themselves where there is script. */
export const Ticking = ({ seconds }: { seconds: number }) => (
  <span class="call-time" data-seconds={seconds}>
    {clockText(seconds)}
  </span>
)

/** The line as it is now. `call` is the one whose console this is; without it the page goes where a new call goes. */
export function CallsLive({
  line,
  call,
  children,
}: {
  line: { mine: string | null; waiting: number; mark: string }
  call?: string
  children?: ComponentChildren
}) {
  return (
    <calls-live class="calls-live" data-mark={line.mark} data-mine={line.mine ?? ''} data-call={call}>
      {children}
      <span role="status" data-said>
        现在排队 {line.waiting} 通。
      </span>
      <a href={call ? urls.deskCall(call) : urls.deskCalls()}>看看有没有变化</a>
    </calls-live>
  )
}
