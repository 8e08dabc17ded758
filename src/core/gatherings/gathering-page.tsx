import {
  Alert,
  Button,
  ButtonRow,
  DateTimeText,
  DescriptionList,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  PageHeader,
  PlainText,
  Section,
  SelectField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Gathering, type GatheringState, kindWords, type Registration, stateWords } from './gathering.ts'

export type GatheringPageProps = {
  gathering: Gathering
  state: GatheringState
  unitName: string
  registered: number
  draw: { number: string; state: string; drawAt: Temporal.Instant } | null
  /** Of the citizen who reads; null for everybody else. */
  own: { registration: Registration | null; label: string | null } | null
  isStaff: boolean
  counties: { value: string; label: string }[]
  errors: FieldErrors
  formKey: string
  timeZone: string
}

/** One event: what it is, when and where, and what the reader can do about it now. */
export function GatheringPage(props: GatheringPageProps) {
  const { gathering, state, unitName, registered, draw, timeZone, errors } = props
  return (
    <>
      <PageHeader title={gathering.title} lead={`${kindWords[gathering.kind]} · ${unitName} · ${stateWords[state]}`} />
      <ErrorSummary errors={errorList(errors, ['division'])} />
      {state === 'cancelled' && (
        <Alert tone="warn" title="活动已经取消">
          <p>{gathering.cancelledGround}</p>
        </Alert>
      )}
      <DescriptionList
        items={[
          { label: '时间', value: <DateTimeText at={gathering.startsAt} timeZone={timeZone} /> },
          { label: '结束', value: <DateTimeText at={gathering.endsAt} timeZone={timeZone} /> },
          { label: '地点', value: gathering.place },
          { label: '报名截止', value: <DateTimeText at={gathering.registerUntil} timeZone={timeZone} /> },
          {
            label: '名额',
            value: `${gathering.seats} 人，候补 ${gathering.substitutes} 人${gathering.byDivision ? '，按县（区）报名人数分配' : ''}`,
          },
          { label: '已报名', value: `${registered} 人` },
          draw && {
            label: '抽取',
            value: (
              <a href={urls.draw(draw.number)}>
                {draw.state === 'drawn' ? '看结果，自己重抽一遍' : '看方案和抽取时刻'}
              </a>
            ),
          },
        ]}
      />
      <PlainText text={gathering.about} />
      {(state === 'registering' || state === 'drawing' || state === 'invited') && <Own {...props} />}
      <p>
        <a href={urls.gatheringCalendarFile(gathering.number)}>放进手机日历</a>
      </p>
    </>
  )
}

/** What the reader can do: sign in, register, withdraw, answer. */
function Own(props: GatheringPageProps) {
  const { gathering, state, own, isStaff, counties, errors, formKey } = props
  const { number } = gathering
  if (isStaff) return null
  if (!own)
    return state === 'registering' ? (
      <Section title="报名">
        <p>用手机号登录后报名，不用填别的。不会上网的，可拨 12345，由家里人登录后代办。</p>
        <LinkButton href={urls.signIn(urls.gathering(number))}>登录后报名</LinkButton>
      </Section>
    ) : null
  const { registration, label } = own
  const isIn = registration !== null && registration.withdrawnAt === null
  if (state === 'registering')
    return (
      <Section title="报名">
        {isIn ? (
          <>
            <Alert tone="good" title="您已经报名">
              <p>报名截止后定名额，结果会发短信给您。报名的人超过名额时随机抽取。</p>
            </Alert>
            <Form action={urls.gatheringAct(number, 'withdrawal')} formKey={formKey}>
              <Button variant="secondary">撤回报名</Button>
            </Form>
          </>
        ) : (
          <Form action={urls.gatheringAct(number, 'registration')} formKey={formKey}>
            <SelectField
              name="division"
              label="您住在哪个县（区）"
              hint={gathering.byDivision ? '名额按县（区）分配' : undefined}
              empty="请选择"
              options={counties}
              error={errors.division}
              required
            />
            <Button>报名</Button>
          </Form>
        )}
      </Section>
    )
  if (!isIn) return null
  return (
    <Section title="您的报名">
      {label && (
        <p>
          您在抽取名单上的标签：<code class="digest">{label}</code>
        </p>
      )}
      <Outcome registration={registration} state={state} number={number} formKey={formKey} />
    </Section>
  )
}

function Outcome(props: { registration: Registration; state: GatheringState; number: string; formKey: string }) {
  const { registration, state, number, formKey } = props
  if (registration.answer === 'coming') return <Alert tone="good" title="您说了会来，到时候见" />
  if (registration.answer === 'declined') return <Alert tone="info" title="您说了不来，名额已经给了候补的人" />
  if (registration.invitedAt)
    return (
      <>
        <Alert tone="good" title="邀请您参加">
          <p>请说一声来不来：不来的名额会给候补的人。</p>
        </Alert>
        <Form action={urls.gatheringAct(number, 'answer')} formKey={formKey}>
          <HiddenField name="answer" value="coming" />
          <ButtonRow>
            <Button>我来</Button>
          </ButtonRow>
        </Form>
        <Form action={urls.gatheringAct(number, 'answer')} formKey={formKey}>
          <HiddenField name="answer" value="declined" />
          <Button variant="secondary">我来不了</Button>
        </Form>
      </>
    )
  if (state === 'drawing') return <p>报名已经截止，正在定名额，结果会发短信给您。</p>
  if (registration.standby !== null)
    return (
      <Alert tone="info" title={`候补第 ${registration.standby + 1} 位`}>
        <p>有人不来就依次递补，会发短信给您。</p>
      </Alert>
    )
  return (
    <Alert tone="info" title="这次没有抽中">
      <p>怎么抽的在抽取的页面上，您可以自己重抽一遍核对。</p>
    </Alert>
  )
}
