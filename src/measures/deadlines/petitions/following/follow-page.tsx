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
  LinkButton,
  NumberText,
  PageHeader,
  PlainText,
  Section,
  StateBadge,
  Timeline,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { FollowAct } from './follow-acts.ts'
import { DeliveryForm, type FollowTyped, RatingForm, SupplementForm } from './follow-forms.tsx'
import type { FollowedPetition } from './followed-petition.ts'
import { NextCard } from './next-card.tsx'

export type FollowPageProps = {
  petition: FollowedPetition
  /** One key a form: each can be sent once. */
  keyOf: (act: FollowAct) => string
  typed: FollowTyped | null
  /** Why an act was refused whose form is not offered any more. */
  refusal?: string
  /** By number and code, on a machine that others may use too. */
  byCode: boolean
}

/** Where it is, by which day, with which paper, and what may be asked next. */
export function FollowPage(props: FollowPageProps) {
  const { petition, byCode, refusal, typed } = props
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            {petition.classWord} · 编号 <NumberText value={petition.number} />
          </>
        }
        title={petition.title}
        meta={<StateBadge state={petition.state.word} tone={petition.state.tone} />}
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
      {refusal && <Refused sentence={refusal} typed={typed} />}
      <Columns
        asideLabel="文书和我反映的事"
        main={
          <>
            <Now petition={petition} />
            {petition.question !== null && (
              <Card title="请您补充情况" icon="info">
                <PlainText text={petition.question} />
                <SupplementForm number={petition.number} formKey={props.keyOf('supplements')} typed={typed} />
              </Card>
            )}
            <Opinion {...props} />
            <NextCard petition={petition} keyOf={props.keyOf} typed={typed} />
            {petition.told.map((told) => (
              <Card key={told.at.toString()} title={told.title} icon="letter" meta={<DateTimeText at={told.at} />}>
                <PlainText text={told.text} />
              </Card>
            ))}
            <Section title="办理经过">
              <Timeline
                items={petition.stops.map((stop) => ({
                  title: stop.title,
                  when: stop.at && <DateTimeText at={stop.at} />,
                  body: stop.body,
                  state: stop.state,
                }))}
              />
            </Section>
          </>
        }
        aside={<Aside {...props} />}
      />
    </>
  )
}

/** The page has moved on since the form was opened: what was typed is shown, to be copied, because its form is gone. */
function Refused({ sentence, typed }: { sentence: string; typed: FollowTyped | null }) {
  const words = ['supplement', 'reason', 'remark'].flatMap((name) => typed?.values[name] || [])
  return (
    <Alert tone="warn" title="没有办成" live>
      <p>{sentence}</p>
      {words.map((text) => (
        <Disclosure key={text} summary="您刚才写的内容，可以复制下来" open>
          <PlainText text={text} />
        </Disclosure>
      ))}
    </Alert>
  )
}

function Now({ petition }: { petition: FollowedPetition }) {
  const now = petition.stops.find((stop) => stop.state === 'now')
  if (!now && !petition.due) return null
  return (
    <Card title={now?.title ?? petition.state.word} icon="clock" tone="sun">
      {now?.body && <p>{now.body}</p>}
      {petition.due && (
        <>
          <p>
            {petition.due.what}：<b>{fullDayText(petition.due.on)}</b>
            {petition.due.provisional && '（那一年的放假安排还没公布，日期可能变动）'}
          </p>
          <ButtonRow>
            <LinkButton href={urls.followWhy(petition.number)} variant="secondary" icon="calendar">
              为什么是这一天
            </LinkButton>
          </ButtonRow>
        </>
      )}
    </Card>
  )
}

function Opinion({ petition, keyOf, typed }: FollowPageProps) {
  const { opinion, may, number } = petition
  if (!opinion) return null
  return (
    <>
      <Card
        title={opinion.title}
        icon="letter"
        meta={
          <>
            {opinion.unit} · <DateTimeText at={opinion.at} />
          </>
        }
      >
        {opinion.choice && (
          <p>
            结论：<b>{opinion.choice}</b>
          </p>
        )}
        <PlainText text={opinion.text} />
        {may.confirmDelivery && (
          <>
            <p>
              盖章的意见书在“文书”里下载，也会送到您留的住址。收到了，请点一下：从收到之日起计算申请复查、复核的30日。
            </p>
            <DeliveryForm number={number} formKey={keyOf('delivery')} typed={typed} />
          </>
        )}
      </Card>
      {petition.isConcluded && (
        <Alert tone="info" title="信访终结">
          <p>
            复核意见是信访终结意见。仍以同一事实和理由提出的，各级信访部门和其他机关、单位不再受理（信访工作条例
            第36条）。有新的事实和理由，可以<a href={urls.newPetition()}>另行提出</a>。
          </p>
        </Alert>
      )}
    </>
  )
}

function Aside({ petition, keyOf, typed }: FollowPageProps) {
  const { may, number } = petition
  return (
    <>
      <PaperList papers={petition.papers} hrefOf={(key) => urls.followPaper(number, key)} />
      {petition.chain.length > 0 && (
        <Card title="信访事项、复查、复核">
          <ul>
            {petition.chain.map((link) => (
              <li key={link.number}>
                {link.isHere ? <b>{link.word}</b> : <a href={urls.followMatter(link.number)}>{link.word}</a>}{' '}
                {link.isOpen ? '办理中' : '已办结'}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title="我反映的事">
        <DescriptionList
          items={[
            { label: '类别', value: petition.classWord },
            { label: '登记时间', value: <DateTimeText at={petition.openedAt} /> },
            ...(petition.nationalNumber ? [{ label: '全国信访信息系统编号', value: petition.nationalNumber }] : []),
          ]}
        />
        {petition.claim && <PlainText text={petition.claim} />}
        <PlainText text={petition.facts} />
        {petition.supplements.map((supplement) => (
          <Disclosure
            key={supplement.at.toString()}
            summary={
              <>
                补充 · <DateTimeText at={supplement.at} />
              </>
            }
          >
            <PlainText text={supplement.text} />
          </Disclosure>
        ))}
      </Card>
      {may.supplement && petition.question === null && (
        <Disclosure summary="补充情况" open={typed?.act === 'supplements'}>
          <SupplementForm number={number} formKey={keyOf('supplements')} typed={typed} />
        </Disclosure>
      )}
      {may.rate && (
        <Disclosure summary="评价办理情况" open={typed?.act === 'rating'}>
          <p>评价不影响您申请复查、复核。</p>
          <RatingForm number={number} formKey={keyOf('rating')} typed={typed} />
        </Disclosure>
      )}
      {petition.rating && <p>您已经评价过，谢谢。</p>}
      <p>
        <a href={urls.followData(number)}>这件事里我的信息：谁看过、带走、更正、删除</a>
      </p>
      {may.withdraw && (
        <p>
          <a href={urls.followAct(number, 'withdrawal')}>不反映了，撤回</a>
        </p>
      )}
    </>
  )
}
