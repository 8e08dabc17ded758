import { fullDayText } from '#core/calendar/index.ts'
import { PaperList } from '#core/casework/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Card,
  Columns,
  DateTimeText,
  DescriptionList,
  Disclosure,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  NumberText,
  PageHeader,
  PlainText,
  Section,
  StateBadge,
  TextArea,
  Timeline,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { FollowedDisclosure } from './followed-disclosure.ts'

export type FollowAct = 'corrections' | 'reasons' | 'withdrawal'
export type FollowTyped = { act: FollowAct; words: string; errors: FieldErrors }

export type FollowPageProps = {
  disclosure: FollowedDisclosure
  /** One key a form: each can be sent once. */
  keyOf: (act: FollowAct) => string
  typed: FollowTyped | null
  /** Why an act was refused whose form is not offered any more. */
  refusal?: string
  byCode: boolean
}

/** Where it is, until when and why, what the applicant has to do now, and what came of it. */
export function FollowPage(props: FollowPageProps) {
  const { disclosure, byCode, refusal, typed } = props
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            公开申请 · 编号 <NumberText value={disclosure.number} />
          </>
        }
        title={disclosure.title}
        meta={<StateBadge state={disclosure.state.word} tone={disclosure.state.tone} />}
        actions={
          byCode && (
            <form method="post" action={urls.followClosure()}>
              <Button variant="quiet" icon="leave">
                看完了，关掉
              </Button>
            </form>
          )
        }
      />
      {refusal && (
        <Alert tone="warn" title="没有办成" live>
          <p>{refusal}</p>
          {typed?.words && (
            <Disclosure summary="您刚才写的内容，可以复制下来" open>
              <PlainText text={typed.words} />
            </Disclosure>
          )}
        </Alert>
      )}
      <Columns
        asideLabel="申请的内容"
        main={
          <>
            <Now disclosure={disclosure} />
            <ToDo {...props} />
            <Answer disclosure={disclosure} />
            <PaperList papers={disclosure.papers} hrefOf={(key) => urls.followPaper(disclosure.number, key)} />
            <Section title="办理经过">
              <Timeline
                items={disclosure.stops.map((stop) => ({
                  title: stop.title,
                  when: stop.at && <DateTimeText at={stop.at} />,
                  body: stop.body,
                  state: stop.state,
                }))}
              />
            </Section>
          </>
        }
        aside={<Aside disclosure={disclosure} />}
      />
    </>
  )
}

function Now({ disclosure }: { disclosure: FollowedDisclosure }) {
  const { due, stops, number, state } = disclosure
  const now = stops.find((stop) => stop.state === 'now')
  if (!now && !due) return null
  return (
    <Card title={now?.title ?? state.word} icon="clock" tone="sun">
      {now?.body && <p>{now.body}</p>}
      {due && (
        <>
          <p>
            {due.isExact ? '答复期限' : '最迟答复'}：<b>{fullDayText(due.on)}</b>
            {due.isPaused && '（现在没有计时，结束以后会重新告诉您日期）'}
            {due.provisional && '（那一年的放假安排还没公布，日期可能变动）'}
          </p>
          <ButtonRow>
            <LinkButton href={urls.followWhy(number)} variant="secondary" icon="calendar">
              为什么是这一天
            </LinkButton>
            <LinkButton href={urls.followCalendarFile(number)} variant="quiet" icon="download">
              存进日历
            </LinkButton>
          </ButtonRow>
        </>
      )}
    </Card>
  )
}

/** What only the applicant can do next. */
function ToDo(props: FollowPageProps) {
  const { disclosure } = props
  const { correction, reasonsAsked, fee } = disclosure
  return (
    <>
      {correction && (
        <Card title="请您补正" icon="info">
          <PlainText text={correction.text} />
          {correction.by && <p>请在 {fullDayText(correction.by)} 之前补正，逾期不补正的视为放弃申请。</p>}
          <WordsForm
            {...props}
            act="corrections"
            label="补正的内容"
            button="提交补正"
            hint="要哪一份文件、哪一年、关于什么"
          />
        </Card>
      )}
      {reasonsAsked !== null && (
        <Card title="请您说明理由" icon="info">
          <PlainText text={reasonsAsked} />
          <WordsForm {...props} act="reasons" label="申请的理由" button="提交理由" hint="需要这些信息做什么" />
        </Card>
      )}
      {fee !== null && (
        <Card title="收费通知" icon="info">
          <PlainText text={fee} />
          <p>请到办理机关窗口缴纳，先核实再缴费。我们不会在短信、电话里要求转账。</p>
        </Card>
      )}
    </>
  )
}

function WordsForm({
  disclosure,
  keyOf,
  typed,
  act,
  label,
  button,
  hint,
}: FollowPageProps & { act: FollowAct; label: string; button: string; hint: string }) {
  const mine = typed?.act === act ? typed : null
  const name = act
  return (
    <>
      <ErrorSummary errors={errorList(mine?.errors ?? {}, [name])} />
      <Form action={urls.followAct(disclosure.number, act)} formKey={keyOf(act)} keep={`${act}-${disclosure.number}`}>
        <TextArea
          name={name}
          label={label}
          hint={hint}
          value={mine?.words}
          error={mine?.errors[name]}
          maxLength={2000}
          rows={5}
          required
        />
        <Button>{button}</Button>
      </Form>
    </>
  )
}

function Answer({ disclosure }: { disclosure: FollowedDisclosure }) {
  const { answer, files, number } = disclosure
  if (!answer) return null
  return (
    <Card title={answer.type} icon="letter" meta={<DateTimeText at={answer.at} />}>
      {answer.conclusion && <p>{answer.conclusion}</p>}
      <PlainText text={answer.reasons} />
      {files.length > 0 && (
        <ul>
          {files.map(({ id, name }) => (
            <li key={id}>
              <a href={urls.followFile(number, id)} download>
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
      <p class="field-hint">答复书（带字号、可核验）在下面“文书”里下载，怎么申请行政复议也写在里面。</p>
    </Card>
  )
}

function Aside({ disclosure }: { disclosure: FollowedDisclosure }) {
  const { number, unit, phone, classWord, wanted, openedAt, body, supplements, may } = disclosure
  return (
    <>
      <Card title="申请的内容">
        <DescriptionList
          items={[
            { label: '申请', value: classWord },
            { label: '机关', value: unit },
            phone !== null && { label: '电话', value: <a href={`tel:${phone}`}>{phone}</a> },
            { label: '形式、领取', value: wanted },
            { label: '提出时间', value: <DateTimeText at={openedAt} /> },
          ]}
        />
        <PlainText text={body} />
        {supplements.map((supplement) => (
          <Disclosure
            key={supplement.at.toString()}
            summary={
              <>
                后来补充 · <DateTimeText at={supplement.at} />
              </>
            }
          >
            <PlainText text={supplement.text} />
          </Disclosure>
        ))}
        <p>
          <a href={urls.followData(number)}>这份申请里我的信息：谁看过、带走、更正、删除</a>
        </p>
      </Card>
      {may.withdraw && (
        <p>
          <a href={urls.followAct(number, 'withdrawal')}>不需要了，撤回申请</a>
        </p>
      )}
      <p>
        <a href={urls.disclosure()}>依申请公开怎么办、收不收费、不服怎么办</a>
      </p>
    </>
  )
}
