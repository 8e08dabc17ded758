import {
  Badge,
  Card,
  type Column,
  Columns,
  DataTable,
  EmptyState,
  formatDateTime,
  LinkButton,
  PageHeader,
  StatFigure,
  StatRow,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { callStateWords, operatorStateWords, outcomeWords, secondsBetween, skillWord } from './call.ts'
import type { Call, Seat, Waiting } from './calls.ts'
import { CallsLive, Ticking } from './calls-live.tsx'

export type CallsHomeProps = {
  line: { mine: string | null; waiting: number; mark: string }
  inHand: { id: string; number: string; state: Call['state'] } | null
  own: Seat | null
  waiting: Waiting[]
  seats: Seat[]
  todo: (Call & { number: string })[]
  latest: (Call & { number: string })[]
  missed: number
  now: Temporal.Instant
  timeZone: string
}

/** 话务台: waits for the next call, and shows what is still to be entered. */
export function CallsHomePage(props: CallsHomeProps) {
  const { line, inHand, own, waiting, seats, todo, latest, missed, now, timeZone } = props
  const ready = seats.filter(({ state }) => state === 'ready')
  return (
    <>
      <PageHeader
        title="12345 话务台"
        lead="有来电转到您的坐席，这里自动打开。"
        meta={
          own ? <span>{`${own.seat} 号席 · ${stateWord(own.state)}`}</span> : <span>话务系统还没有报告您的坐席</span>
        }
      />
      <CallsLive line={line} />
      {inHand && (
        <Card title={`正在通话：${inHand.number}`} icon="phone" tone="sun">
          <LinkButton href={urls.deskCall(inHand.id)} size="large" accessKey="n">
            打开这一通
          </LinkButton>
        </Card>
      )}
      <StatRow>
        <StatFigure label="排队" value={waiting.length} unit="通" />
        <StatFigure label="空闲坐席" value={ready.length} unit={`/ ${seats.length}`} />
        <StatFigure label="待登记" value={todo.length} unit="通" />
        <StatFigure label="漏接待回拨" value={missed} unit="通" href={urls.deskCallsMissed()} />
      </StatRow>
      <Columns
        main={
          <>
            {todo.length > 0 && (
              <Card title="已结束，还没有登记">
                <CallTable rows={todo} caption="还没有登记的来电" timeZone={timeZone} />
              </Card>
            )}
            <Card title="最近接的">
              <CallTable rows={latest} caption="最近接的来电" timeZone={timeZone} />
            </Card>
          </>
        }
        aside={<QueueCard waiting={waiting} seats={seats} now={now} />}
        asideLabel="排队和专席"
      />
    </>
  )
}

export const stateWord = (state: string): string =>
  ({ ...operatorStateWords, ...callStateWords })[state as keyof typeof operatorStateWords] ?? state

export function QueueCard({ waiting, seats, now }: { waiting: Waiting[]; seats: Seat[]; now: Temporal.Instant }) {
  return (
    <Card title="排队" icon="clock">
      {waiting.length === 0 && <p>没有人在等。</p>}
      <ul class="plain-list">
        {waiting.map(({ id, skill, startedAt }) => {
          const able = seats.filter((seat) => skill === null || seat.skills.includes(skill))
          return (
            <li key={id}>
              <Badge tone={skill && skill !== 'mandarin' ? 'warn' : 'neutral'}>{skillWord(skill)}</Badge> 已等{' '}
              <Ticking seconds={Math.max(0, secondsBetween(startedAt, now))} />
              {skill && (
                <>
                  <br />
                  <small>
                    {able.length === 0
                      ? '现在没有会这种话的坐席在岗'
                      : `专席：${able.map(({ seat, state }) => `${seat}（${stateWord(state)}）`).join('、')}`}
                  </small>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

export function CallTable({
  rows,
  caption,
  timeZone,
}: {
  rows: (Call & { number: string })[]
  caption: string
  timeZone: string
}) {
  const columns: Column<Call & { number: string }>[] = [
    {
      key: 'at',
      label: '时间',
      tight: true,
      cell: ({ startedAt }) => formatDateTime(startedAt, timeZone),
    },
    { key: 'number', label: '号码', tight: true, cell: ({ number }) => number },
    {
      key: 'talk',
      label: '通话',
      tight: true,
      cell: ({ answeredAt, endedAt, state }) =>
        answeredAt && endedAt
          ? `${Math.round(secondsBetween(answeredAt, endedAt) / 6) / 10} 分钟`
          : callStateWords[state],
    },
    {
      key: 'outcome',
      label: '登记',
      cell: ({ outcome }) =>
        outcome ? <Badge tone="good">{outcomeWords[outcome]}</Badge> : <Badge tone="warn">待登记</Badge>,
    },
  ]
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => urls.deskCall(id)}
      empty={<EmptyState title="还没有接过来电">有来电转到您的坐席，这里会自动打开。</EmptyState>}
    />
  )
}
