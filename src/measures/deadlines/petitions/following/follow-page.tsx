import { PaperList } from '#core/casework/index.ts'
import {
  AnswerCard,
  ClickForm,
  FollowHead,
  type FollowProps,
  NowCard,
  OwnDataLink,
  RatingForm,
  RefusedAct,
  SupplementForm,
  Supplements,
  WaySection,
} from '#core/following/index.ts'
import { Alert, Card, Columns, DateTimeText, DescriptionList, Disclosure, PlainText } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { stageWord } from '../recheck.ts'
import { type FollowAct, mostWords } from './follow-acts.ts'
import { solvedWords } from './follow-forms.tsx'
import type { FollowedPetition } from './followed-petition.ts'
import { NextCard } from './next-card.tsx'

export type FollowPageProps = FollowProps<FollowAct> & { petition: FollowedPetition }

/** Where it is, by which day, with which paper, and what may be asked next. */
export function FollowPage(props: FollowPageProps) {
  const { petition, byCode, refusal, typed } = props
  return (
    <>
      <FollowHead before={`${petition.classWord} · `} matter={petition} byCode={byCode} />
      <RefusedAct sentence={refusal} typed={typed} fields={['supplement', 'reason', 'remark']} />
      <Columns
        asideLabel="文书和我反映的事"
        main={
          <>
            <NowCard matter={petition} what={petition.due?.what ?? ''} />
            {petition.question !== null && (
              <Card title="请您补充情况" icon="info">
                <PlainText text={petition.question} />
                <SupplementForm
                  number={petition.number}
                  formKey={props.keyOf('supplements')}
                  typed={typed}
                  most={mostWords}
                />
              </Card>
            )}
            <Opinion {...props} />
            <NextCard petition={petition} keyOf={props.keyOf} typed={typed} />
            {petition.told.map((told) => (
              <Card key={told.at.toString()} title={told.title} icon="letter" meta={<DateTimeText at={told.at} />}>
                <PlainText text={told.text} />
              </Card>
            ))}
            <WaySection stops={petition.stops} />
          </>
        }
        aside={<Aside {...props} />}
      />
    </>
  )
}

function Opinion({ petition, keyOf }: FollowPageProps) {
  const { opinion, may, number } = petition
  if (!opinion) return null
  return (
    <>
      <AnswerCard
        title={opinion.title}
        answer={opinion}
        lead={
          opinion.choice && (
            <p>
              结论：<b>{opinion.choice}</b>
            </p>
          )
        }
      >
        {may.confirmDelivery && (
          <>
            <p>
              盖章的意见书在“文书”里下载，也会送到您留的住址。收到了，请点一下
              {petition.next
                ? `：从收到之日起计算申请${stageWord(petition.next.stage)}的${petition.next.askWithin}。`
                : '。'}
            </p>
            <ClickForm number={number} act="delivery" formKey={keyOf('delivery')} icon="check">
              我已收到意见书
            </ClickForm>
          </>
        )}
      </AnswerCard>
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
      <PaperList
        papers={petition.papers}
        inRecord={petition.inRecord}
        hrefOf={(key) => urls.followPaper(number, key)}
      />
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
        <Supplements supplements={petition.supplements} />
      </Card>
      {may.supplement && petition.question === null && (
        <Disclosure summary="补充情况" open={typed?.act === 'supplements'}>
          <SupplementForm number={number} formKey={keyOf('supplements')} typed={typed} most={mostWords} />
        </Disclosure>
      )}
      {may.rate && (
        <Disclosure summary="评价办理情况" open={typed?.act === 'rating'}>
          <p>评价不影响您申请复查、复核。</p>
          <RatingForm
            number={number}
            formKey={keyOf('rating')}
            typed={typed}
            solved={solvedWords}
            variant="secondary"
          />
        </Disclosure>
      )}
      {petition.rating && <p>您已经评价过，谢谢。</p>}
      <OwnDataLink number={number} thing="这件事" />
      {may.withdraw && (
        <p>
          <a href={urls.followAct(number, 'withdrawal')}>不反映了，撤回</a>
        </p>
      )}
    </>
  )
}
