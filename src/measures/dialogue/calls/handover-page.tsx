import {
  Button,
  Card,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  formatDateTime,
  HiddenField,
  LinkButton,
  PageHeader,
  TextArea,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { callStateWords, skillWord } from './call.ts'
import type { Call, Missed } from './calls.ts'
import { CallTable } from './home-page.tsx'
import type { ShiftNote } from './shift.ts'

export type HandoverProps = {
  open: (Call & { number: string })[]
  todo: (Call & { number: string })[]
  missed: (Missed & { number: string })[]
  notes: ShiftNote[]
  now: Temporal.Instant
  timeZone: string
}

/** 交接班: what goes on, what is left to enter, whom to call back, and what was written for the next shift. Also as a sheet. */
export function HandoverSheet({ open, todo, missed, notes, now, timeZone }: HandoverProps) {
  return (
    <>
      <p>截至 {formatDateTime(now, timeZone)}</p>
      <Card title={`正在进行 ${open.length} 通`}>
        {open.length === 0 ? (
          <p>没有。</p>
        ) : (
          <ul class="plain-list">
            {open.map(({ id, number, state, seat, startedAt, skill }) => (
              <li key={id}>
                {callStateWords[state]} · {state === 'waiting' ? skillWord(skill) : `${seat ?? '—'} 号席 ${number}`} ·{' '}
                {formatDateTime(startedAt, timeZone)} 打进
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={`还没有登记 ${todo.length} 通`}>
        {todo.length === 0 ? <p>没有。</p> : <CallTable rows={todo} caption="还没有登记的来电" timeZone={timeZone} />}
      </Card>
      <Card title={`待回拨 ${missed.length} 通`}>
        {missed.length === 0 ? (
          <p>没有。</p>
        ) : (
          <ul class="plain-list">
            {missed.map(({ id, number, startedAt, tries, skill }) => (
              <li key={id}>
                {formatDateTime(startedAt, timeZone)} · {number} · {skillWord(skill)} · 回拨过 {tries} 次
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title="交代的事">
        {notes.length === 0 ? (
          <p>没有。</p>
        ) : (
          <ul class="plain-list">
            {notes.map(({ id, at, name, text }) => (
              <li key={id}>
                {text}
                <br />
                <small>
                  {name} · {formatDateTime(at, timeZone)}
                </small>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}

export function HandoverPage(
  props: HandoverProps & { typed: string; errors: FieldErrors; formKey: string; takeKey: string },
) {
  const { typed, errors, formKey, takeKey, notes } = props
  return (
    <>
      <PageHeader
        title="交接班"
        actions={
          <LinkButton href={urls.deskCallHandoverPrint()} variant="secondary" icon="print">
            打印
          </LinkButton>
        }
      />
      <ErrorSummary errors={errorList(errors, ['note'])} />
      <HandoverSheet {...props} />
      <Form action={urls.deskCallHandover()} formKey={formKey} keep="shift-note">
        <TextArea
          name="note"
          label="给下一班交代"
          rows={3}
          value={typed}
          error={errors.note}
          maxLength={500}
          required
        />
        <Button name="deed" value="leave" accessKey="s">
          记下来
        </Button>
      </Form>
      {notes.length > 0 && (
        <Form action={urls.deskCallHandover()} formKey={takeKey}>
          {notes.map(({ id }) => (
            <HiddenField key={id} name="seen" value={id} />
          ))}
          <Button name="deed" value="take" variant="secondary" accessKey="a">
            {`接班：以上 ${notes.length} 件事我都看到了`}
          </Button>
        </Form>
      )}
    </>
  )
}
