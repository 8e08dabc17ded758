import {
  AnswerCard,
  ClickForm,
  FollowHead,
  type FollowProps,
  NowCard,
  OwnDataLink,
  RatedAlert,
  RatingForm,
  RefusedAct,
  ReopeningForm,
  SupplementForm,
  Supplements,
  WaySection,
} from '#core/following/index.ts'
import {
  Alert,
  Badge,
  Card,
  Columns,
  DataTable,
  DateTimeText,
  DescriptionList,
  Disclosure,
  PlainText,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { AskerBreach } from '../breaches/asker-breaches.ts'
import { AskerBreachesSection, ComplaintLink } from '../breaches/asker-breaches-section.tsx'
import { type InquiryAct, mostWords } from './follow-acts.ts'
import { RejectionForm, solvedWords } from './follow-forms.tsx'
import type { FollowedInquiry, Link } from './followed-inquiry.ts'

export type FollowPageProps = FollowProps<InquiryAct> & { inquiry: FollowedInquiry; breaches: AskerBreach[] }

/** Where it is, who had it, who watches: the truth at each step. */
export function FollowPage(props: FollowPageProps) {
  const { inquiry, byCode, refusal, typed } = props
  return (
    <>
      <FollowHead matter={inquiry} byCode={byCode} />
      <RefusedAct sentence={refusal} typed={typed} fields={['supplement', 'why', 'remark', 'fact']} />
      <Columns
        asideLabel="首问责任人和我问的事"
        main={
          <>
            <NowCard matter={inquiry} what="答复期限" />
            {inquiry.question !== null && (
              <Card title="请您补充情况" icon="info">
                <PlainText text={inquiry.question} />
                {inquiry.may.supplement && (
                  <SupplementForm
                    number={inquiry.number}
                    formKey={props.keyOf('supplements')}
                    typed={typed}
                    most={mostWords}
                  />
                )}
              </Card>
            )}
            <Answers {...props} />
            <AskerBreachesSection breaches={props.breaches} />
            <WaySection stops={inquiry.stops} />
            {inquiry.chain.length > 1 && <Chain inquiry={inquiry} />}
          </>
        }
        aside={<Aside {...props} />}
      />
    </>
  )
}

function Answers({ inquiry, keyOf, typed }: FollowPageProps) {
  const form = { number: inquiry.number, typed }
  return (
    <>
      {inquiry.answers.map((answer, at) => (
        <AnswerCard key={at} title={answer.unit === '复核意见' ? '复核意见' : '答复'} answer={answer} />
      ))}
      {inquiry.may.decide && (
        <Card title="办成了吗？" icon="star">
          <p>认可，就办结；不认可，{inquiry.round === 1 ? '换一个人再办' : '转入复核'}。</p>
          <ClickForm number={inquiry.number} act="acceptance" formKey={keyOf('acceptance')} size="large" icon="check">
            办成了，认可
          </ClickForm>
          <Disclosure summary="不认可" open={typed?.act === 'rejection'}>
            <RejectionForm {...form} formKey={keyOf('rejection')} round={inquiry.round} />
          </Disclosure>
        </Card>
      )}
      {inquiry.may.rate && (
        <Card title="请您评价" icon="star">
          <RatingForm {...form} formKey={keyOf('rating')} solved={solvedWords} />
        </Card>
      )}
      {inquiry.rating && <RatedAlert rating={inquiry.rating} words={solvedWords} />}
      {inquiry.may.thank && (
        <ClickForm number={inquiry.number} act="thanks" formKey={keyOf('thanks')} variant="secondary" icon="star">
          谢谢帮我跟到底的人
        </ClickForm>
      )}
      {inquiry.thanked && (
        <Alert tone="good" title="您的感谢已经转达">
          <p>首问单位和办成这件事的单位都记下了一次感谢。</p>
        </Alert>
      )}
    </>
  )
}

/** 转办链: names to whoever asked, as to the units on it. */
function Chain({ inquiry }: { inquiry: FollowedInquiry }) {
  return (
    <Section title="经过了哪些单位">
      <DataTable<Link>
        caption="经过的单位"
        captionHidden
        rows={inquiry.chain}
        rowKey={({ since }) => since.toString()}
        columns={[
          {
            key: 'unit',
            label: '单位',
            cell: ({ unit, isFirst, isNow }) => (
              <>
                {unit} {isFirst && <Badge tone="sun">首问</Badge>} {isNow && <Badge tone="info">现在</Badge>}
              </>
            ),
          },
          { key: 'person', label: '经办人', cell: ({ person }) => person ?? '—' },
          { key: 'since', label: '从', tight: true, cell: ({ since }) => <DateTimeText at={since} /> },
        ]}
      />
      {inquiry.returns > 0 && <p>途中被退回或没有人接 {inquiry.returns} 次。</p>}
    </Section>
  )
}

function Aside({ inquiry, keyOf, typed }: FollowPageProps) {
  const { firstAsked, may, number } = inquiry
  return (
    <>
      <Card title="首问责任人" icon="user" tone="sun">
        <p>
          <b>
            {firstAsked.unit} {firstAsked.person}
          </b>
        </p>
        {inquiry.watcher && <p>现在由 {inquiry.watcher} 接着盯办。</p>}
        {firstAsked.phone && (
          <p>
            电话 <a href={`tel:${firstAsked.phone}`}>{firstAsked.phone}</a>
          </p>
        )}
        <p>转到哪里都由他跟到底，您有结果之前不能结束。</p>
      </Card>
      <Card title="我问的事">
        <DescriptionList
          items={[
            { label: '类别', value: inquiry.classWord },
            { label: '时间', value: <DateTimeText at={inquiry.openedAt} /> },
            { label: '登记', value: inquiry.ticket || null },
          ]}
        />
        <PlainText text={inquiry.body} />
        <Supplements supplements={inquiry.supplements} />
        <OwnDataLink number={number} thing="这件事" />
      </Card>
      {may.supplement && inquiry.question === null && (
        <Disclosure summary="补充说明" open={typed?.act === 'supplements'}>
          <SupplementForm number={number} formKey={keyOf('supplements')} typed={typed} most={mostWords} />
        </Disclosure>
      )}
      {may.reopen && (
        <Disclosure summary="有新的情况，请求重新办理" open={typed?.act === 'reopening'}>
          <ReopeningForm number={number} formKey={keyOf('reopening')} typed={typed} most={mostWords} rows={3} />
        </Disclosure>
      )}
      {may.withdraw && (
        <p>
          <a href={urls.followAct(number, 'withdrawal')}>不办了，撤回</a>
        </p>
      )}
      <p>
        没人管、推来推去、态度不好，可以反映；也可以拨打 <a href="tel:12345">12345</a>，报上编号即可。
      </p>
      <ComplaintLink number={number} />
    </>
  )
}
