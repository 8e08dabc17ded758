import {
  Badge,
  Button,
  Card,
  Columns,
  DataTable,
  EmptyState,
  Form,
  formatDateTime,
  LinkButton,
  PageHeader,
  StatFigure,
  StatRow,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { secondsBetween, skillWord } from './call.ts'
import type { Call, Seat, Waiting } from './calls.ts'
import { CallsLive, Ticking } from './calls-live.tsx'
import { CallTable, QueueCard, stateWord } from './home-page.tsx'

export type FloorPageProps = {
  line: { mine: string | null; waiting: number; mark: string }
  seats: Seat[]
  waiting: Waiting[]
  todo: (Call & { number: string })[]
  proposed: number
  missed: number
  now: Temporal.Instant
  timeZone: string
  formKey: string
}

/** 班长席: who is on, what they do, who waits, who asks for help. Nothing here counts anybody's calls. */
export function FloorPage({ line, seats, waiting, todo, proposed, missed, now, timeZone, formKey }: FloorPageProps) {
  const asking = seats.filter(({ helpAt }) => helpAt !== null)
  return (
    <>
      <PageHeader
        title="班长席"
        actions={
          <LinkButton href={urls.deskCallHandover()} variant="secondary">
            交接班
          </LinkButton>
        }
      />
      <CallsLive line={line} />
      {asking.map(({ callId, name, seat, helpAt }) => (
        <Card key={callId} title={`${seat} 号席 ${name} 请求帮助`} icon="warn" tone="sun">
          <p>{helpAt && `${formatDateTime(helpAt, timeZone)} 提出`}</p>
          <Form action={urls.deskCallAct(callId ?? '', 'help-end')} formKey={formKey}>
            <div class="button-row">
              <LinkButton href={urls.deskCall(callId ?? '')}>看这一通</LinkButton>
              <Button variant="secondary">已经去帮了</Button>
            </div>
          </Form>
        </Card>
      ))}
      <StatRow>
        <StatFigure label="在岗" value={seats.length} unit="席" />
        <StatFigure label="排队" value={waiting.length} unit="通" />
        <StatFigure label="漏接待回拨" value={missed} unit="通" href={urls.deskCallsMissed()} />
        <StatFigure label="骚扰来电待决定" value={proposed} unit="件" href={urls.deskCallLimits()} />
      </StatRow>
      <Columns
        main={
          <>
            <Card title="坐席">
              <DataTable<Seat>
                caption="坐席和现在的状态"
                captionHidden
                rows={seats}
                rowKey={({ personId }) => personId}
                columns={[
                  { key: 'seat', label: '坐席', tight: true, cell: ({ seat }) => `${seat} 号` },
                  { key: 'name', label: '话务员', cell: ({ name }) => name },
                  {
                    key: 'state',
                    label: '现在',
                    tight: true,
                    cell: ({ state, callId }) =>
                      callId ? (
                        <a href={urls.deskCall(callId)}>{stateWord(state)}</a>
                      ) : (
                        <Badge tone={state === 'ready' ? 'good' : 'neutral'}>{stateWord(state)}</Badge>
                      ),
                  },
                  {
                    key: 'since',
                    label: '已经',
                    tight: true,
                    cell: ({ since }) => <Ticking seconds={Math.max(0, secondsBetween(since, now))} />,
                  },
                  { key: 'skills', label: '会说', cell: ({ skills }) => skills.map(skillWord).join('、') || '—' },
                ]}
                empty={<EmptyState title="话务系统还没有报告谁在岗">一有坐席签入，这里就会显示。</EmptyState>}
              />
            </Card>
            {todo.length > 0 && (
              <Card title="已结束，还没有登记">
                <CallTable rows={todo} caption="还没有登记的来电" timeZone={timeZone} />
              </Card>
            )}
          </>
        }
        aside={<QueueCard waiting={waiting} seats={seats} now={now} />}
        asideLabel="排队"
      />
    </>
  )
}
