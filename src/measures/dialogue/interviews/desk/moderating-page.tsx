import { Fragment } from 'preact'
import {
  Alert,
  Button,
  DateTimeText,
  DescriptionList,
  Disclosure,
  EmptyState,
  ErrorSummary,
  errorList,
  FileField,
  Form,
  HiddenField,
  type KeptUpload,
  LinkButton,
  PageHeader,
  Section,
  SelectField,
  StateBadge,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { isLeftover, moderationWords, outcomeWords, refusalGrounds, stateWords } from '../interview.ts'
import { LiveEntry } from '../live/live-entry.tsx'
import {
  type Moderated,
  PassedQuestion,
  type QuestionProps,
  speakersOf,
  WaitingQuestion,
} from './moderated-question.tsx'

export type ModeratingPageProps = Omit<QuestionProps, 'question'> & {
  questions: Moderated[]
  corrects: number | null
  kept: KeptUpload[]
  dueText: string | null
}

const entryFields = ['speaker', 'words', 'picture', 'pictureWords', 'link', 'ground']

/** 主持台: one page for the whole course; every act is a form, and each has its key. */
export function ModeratingPage(props: ModeratingPageProps) {
  const { interview, state, isHolder, questions, errors, dueText, timeZone } = props
  const waiting = questions.filter(({ moderation, outcome }) => moderation === 'waiting' && outcome === null)
  const passed = questions.filter(({ moderation }) => moderation === 'passed')
  const over = questions.filter(
    ({ moderation, outcome }) => moderation === 'refused' || (moderation === 'waiting' && outcome),
  )
  const leftovers = questions.filter(isLeftover).length
  return (
    <>
      <PageHeader
        title={interview.title}
        lead={<StateBadge state={stateWords[state]} tone={state === 'live' ? 'good' : 'neutral'} />}
        meta={<DateTimeText at={interview.startsAt} timeZone={timeZone} />}
        actions={
          <>
            <LinkButton href={urls.deskInterview(interview.number)} variant="secondary" keys="r" keysLabel="刷新">
              刷新
            </LinkButton>
            <LinkButton href={urls.interview(interview.number)} variant="secondary">
              看公开的页面
            </LinkButton>
          </>
        }
      />
      <ErrorSummary
        errors={errorList(errors, [
          ...entryFields,
          ...questions.flatMap(({ position }) => [
            `name${position}`,
            `body${position}`,
            `ground${position}`,
            `answer${position}`,
          ]),
        ])}
      />
      {state === 'ended' && leftovers > 0 && dueText && (
        <Alert tone="warn" title={`还有 ${leftovers} 个问题没有着落`}>
          <p>请在 {dueText} 以前书面答复或者转为来信；到时没有办的，系统会全部转为来信。</p>
        </Alert>
      )}
      {isHolder && <Course {...props} leftovers={leftovers} />}
      {isHolder && state === 'live' && <EntryForm {...props} />}
      <Section title={`等待审核的提问（${waiting.length}）`} id="waiting">
        {waiting.length === 0 && <EmptyState title="没有等待审核的提问">新的提问来了，刷新就能看到。</EmptyState>}
        {waiting.map((question, at) => (
          <WaitingQuestion key={question.id} {...props} question={question} isFirst={at === 0} />
        ))}
      </Section>
      <Section title={`已公开的提问（${passed.length}）`} id="passed">
        {passed.length === 0 && <p>还没有。</p>}
        {passed
          .toSorted((a, b) => Number(a.outcome !== null) - Number(b.outcome !== null) || b.supports - a.supports)
          .map((question) => (
            <PassedQuestion key={question.id} {...props} question={question} />
          ))}
      </Section>
      {over.length > 0 && (
        <Disclosure summary={`不公开的（${over.length}）`}>
          <ul>
            {over.map(({ id, position, body, ground, outcome }) => (
              <li key={id}>
                第 {position} 问：{body ?? '（原文已经删除）'}
                {'　'}
                {outcome ? outcomeWords[outcome] : `${moderationWords.refused}：${groundWord(ground)}`}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <LiveRecord {...props} />
    </>
  )
}

const groundWord = (ground: string | null): string => refusalGrounds[ground as keyof typeof refusalGrounds] ?? ''

/** Begin, end, archive, call off: what comes next, and nothing else. */
function Course({ interview, state, leftovers, typed, errors, formKey }: ModeratingPageProps & { leftovers: number }) {
  const { number } = interview
  if (state === 'announced')
    return (
      <Section title="开始">
        <Form action={urls.deskInterviewAct(number, 'opening')} formKey={formKey}>
          <Button keys="s">开始直播</Button>
        </Form>
        <Disclosure summary="取消访谈" open={errors.ground !== undefined}>
          <Form action={urls.deskInterviewAct(number, 'cancellation')} formKey={formKey}>
            <TextArea
              name="ground"
              label="取消的理由"
              hint="会公开；已经收到的问题转为来信办理"
              rows={2}
              value={typed.ground}
              error={errors.ground}
              required
            />
            <Button variant="danger">取消访谈</Button>
          </Form>
        </Disclosure>
      </Section>
    )
  if (state === 'live')
    return (
      <Form action={urls.deskInterviewAct(number, 'closing')} formKey={formKey}>
        <Button variant="danger">结束直播</Button>
      </Form>
    )
  if (state === 'ended')
    return leftovers === 0 ? (
      <Section title="归档">
        <p>每个问题都有了着落。归档以后，实录和问答存入公示存证、可以搜到；提问人的姓名、电话和原话同时删除。</p>
        <Form action={urls.deskInterviewAct(number, 'archive')} formKey={formKey}>
          <Button>归档</Button>
        </Form>
      </Section>
    ) : null
  return null
}

/** What is said, typed as it is said. */
function EntryForm({ interview, guests, corrects, typed, errors, formKey, kept }: ModeratingPageProps) {
  return (
    <Section title={corrects ? `更正第 ${corrects} 条` : '文字直播'} id="live">
      {corrects && (
        <p>
          原来的一条不改动，更正另发一条。<a href={urls.deskInterview(interview.number)}>不更正了</a>
        </p>
      )}
      <Form action={urls.deskInterviewAct(interview.number, 'entries')} formKey={formKey} upload>
        {corrects && <HiddenField name="corrects" value={corrects} />}
        <SelectField
          name="speaker"
          label="谁在说"
          options={speakersOf(guests).map((value) => ({ value, label: value }))}
          value={typed.speaker}
          error={errors.speaker}
          required
        />
        <TextArea
          name="words"
          label="说了什么"
          rows={4}
          maxLength={2000}
          value={typed.words}
          error={errors.words}
          required
        />
        <Disclosure
          summary="图片、链接"
          open={kept.length > 0 || !!errors.picture || !!errors.pictureWords || !!errors.link}
        >
          <FileField
            name="picture"
            label="图片"
            hint="JPEG、PNG、WebP，一张"
            accept="image/*"
            maxFiles={1}
            kept={kept}
            error={errors.picture}
          />
          <TextField
            name="pictureWords"
            label="图片上是什么"
            hint="给看不见图的人"
            value={typed.pictureWords}
            error={errors.pictureWords}
            width="wide"
          />
          <TextField
            name="link"
            label="链接"
            hint="以 https:// 开头"
            value={typed.link}
            error={errors.link}
            type="url"
            width="wide"
          />
        </Disclosure>
        <Button keys="p" keysLabel="发布这一条">
          发布
        </Button>
      </Form>
    </Section>
  )
}

const LiveRecord = ({ interview, state, isHolder, entries, guests, timeZone }: ModeratingPageProps) => (
  <Section title={`已经发布的（${entries.length}）`} id="record">
    {entries.length === 0 && (
      <DescriptionList
        items={[{ label: '嘉宾', value: guests.map(({ name, post }) => `${post} ${name}`).join('；') }]}
      />
    )}
    <ol class="live-list" reversed>
      {entries.toReversed().map((entry) => (
        <Fragment key={entry.seq}>
          <LiveEntry entry={entry} number={interview.number} timeZone={timeZone} />
          {isHolder && state === 'live' && entry.kind !== 'opened' && (
            <li class="live-act">
              <a href={`${urls.deskInterview(interview.number, entry.seq)}#live`}>更正第 {entry.seq} 条</a>
            </li>
          )}
        </Fragment>
      ))}
    </ol>
  </Section>
)
