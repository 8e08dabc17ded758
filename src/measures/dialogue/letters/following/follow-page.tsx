import { type DuePaper, PaperList } from '#core/casework/index.ts'
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
  type Stop,
  Supplements,
  WaySection,
} from '#core/following/index.ts'
import type { InRecord } from '#core/ledger/index.ts'
import { Card, Columns, DateTimeText, DescriptionList, Disclosure, PlainText, type Tone } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Emergency } from '../letter-words.ts'
import { EmergencyCall } from '../writing/emergency-call.tsx'
import { type FollowAct, RejectionForm, SupplementForm, solvedWords, supplementMost } from './follow-forms.tsx'

export type FollowedFile = { id: string; name: string; size: string }

/** A letter as its writer follows it: offices and dates, no person but the first asked; their own words and what was answered. */
export type FollowedLetter = {
  number: string
  title: string
  body: string
  place: string
  classTitle: string
  division: string
  openedAt: Temporal.Instant
  state: { id: string; word: string; tone: Tone }
  round: 1 | 2
  /** 最迟 before the dispatch, exact after it; null once nothing is due any more. */
  due: { on: Temporal.PlainDate; isExact: boolean; provisional: boolean } | null
  stops: Stop[]
  /** Whom the writer may ask to the end (首问责任): the one person who is named to them. */
  firstAsked: { unit: string; person: string | null }
  question: string | null
  answers: { text: string; unit: string; at: Temporal.Instant }[]
  supplements: { text: string; at: Temporal.Instant }[]
  files: FollowedFile[]
  papers: DuePaper[]
  inRecord: ReadonlyMap<string, InRecord>
  rating: { solved: boolean | null; satisfied: number | null } | null
  /** What the writer may do now. */
  may: { supplement: boolean; decide: boolean; rate: boolean; withdraw: boolean; reopen: boolean }
  publishedHref: string | null
  isSecret: boolean
  emergency: Emergency | null
}

export type FollowPageProps = FollowProps<FollowAct> & { letter: FollowedLetter }

export function FollowPage({ letter, keyOf, typed, refusal, byCode }: FollowPageProps) {
  return (
    <>
      <FollowHead matter={letter} byCode={byCode} />
      <RefusedAct sentence={refusal} typed={typed} fields={['supplement', 'why', 'remark', 'fact']} />
      {letter.emergency && <EmergencyCall emergency={letter.emergency} />}
      <Columns
        main={
          <>
            <NowCard
              matter={letter}
              what={letter.due?.isExact === false ? '最迟答复' : '答复期限'}
              moving="，一有变动会通知您"
              calendar="存进手机日历"
            />
            {letter.question !== null && <Question letter={letter} keyOf={keyOf} typed={typed} />}
            {letter.answers.length > 0 && <Answers letter={letter} keyOf={keyOf} typed={typed} />}
            <WaySection stops={letter.stops} />
          </>
        }
        aside={
          <>
            <OwnLetter letter={letter} keyOf={keyOf} typed={typed} />
            <PaperList
              papers={letter.papers}
              inRecord={letter.inRecord}
              hrefOf={(key) => urls.followPaper(letter.number, key)}
            />
          </>
        }
        asideLabel="我的信"
      />
    </>
  )
}

type Part = Pick<FollowPageProps, 'letter' | 'keyOf' | 'typed'>

function Question({ letter, keyOf, typed }: Part) {
  return (
    <Card title="请您补充情况" icon="info">
      <PlainText text={letter.question ?? ''} />
      {letter.may.supplement && <SupplementForm number={letter.number} formKey={keyOf('supplements')} typed={typed} />}
    </Card>
  )
}

function Answers({ letter, keyOf, typed }: Part) {
  const form = { number: letter.number, typed }
  return (
    <>
      {letter.answers.map((answer, at) => (
        <AnswerCard
          key={at}
          title={letter.answers.length > 1 ? `答复（之${'一二三四五六七八九'[at] ?? at + 1}）` : '答复'}
          answer={answer}
        />
      ))}
      {letter.may.decide && (
        <Card title="这个答复，您认可吗？" icon="star">
          <p>{`认可，这封信就办结，再请您评个价。不认可，${letter.round === 1 ? '换一位工作人员重新办' : '转入复核'}。`}</p>
          <ClickForm number={letter.number} act="acceptance" formKey={keyOf('acceptance')} size="large" icon="check">
            认可这个答复
          </ClickForm>
          <Disclosure summary="不认可" open={typed?.act === 'rejection'}>
            <RejectionForm {...form} formKey={keyOf('rejection')} round={letter.round} />
          </Disclosure>
        </Card>
      )}
      {letter.may.rate && (
        <Card title="请您评价" icon="star">
          <RatingForm {...form} formKey={keyOf('rating')} solved={solvedWords} remarkHint="哪里好、哪里不好" />
        </Card>
      )}
      {letter.rating && <RatedAlert rating={letter.rating} words={solvedWords} />}
    </>
  )
}

function OwnLetter({ letter, keyOf, typed }: Part) {
  return (
    <>
      <Card title="我写的信">
        <DescriptionList
          items={[
            { label: '类别', value: letter.classTitle },
            { label: '时间', value: <DateTimeText at={letter.openedAt} /> },
            { label: '地点', value: `${letter.division}${letter.place ? ` ${letter.place}` : ''}` },
            {
              label: letter.firstAsked.person ? '首问责任人' : '首问责任单位',
              value: [letter.firstAsked.unit, letter.firstAsked.person].filter(Boolean).join(' '),
            },
            { label: '保密', value: letter.isSecret ? '办理单位看不到您的姓名和手机号' : null },
            {
              label: '公开',
              value: letter.publishedHref && <a href={letter.publishedHref}>经您同意已公开，看公开页</a>,
            },
          ]}
        />
        <Disclosure summary="看原文" open={letter.body.length < 300}>
          <PlainText text={letter.body} />
        </Disclosure>
        <Supplements supplements={letter.supplements} />
        {letter.files.length > 0 && (
          <ul>
            {letter.files.map((file) => (
              <li key={file.id}>
                <a href={urls.followFile(letter.number, file.id)}>{file.name}</a> <small>{file.size}</small>
              </li>
            ))}
          </ul>
        )}
        <OwnDataLink number={letter.number} thing="这封信" />
      </Card>
      {letter.may.supplement && letter.question === null && (
        <Disclosure summary="补充说明" open={typed?.act === 'supplements'}>
          <SupplementForm number={letter.number} formKey={keyOf('supplements')} typed={typed} />
        </Disclosure>
      )}
      {letter.may.reopen && (
        <Disclosure summary="有新的情况，请求重新办理" open={typed?.act === 'reopening'}>
          <ReopeningForm
            number={letter.number}
            formKey={keyOf('reopening')}
            typed={typed}
            most={supplementMost}
            rows={4}
          />
        </Disclosure>
      )}
      {letter.may.withdraw && (
        <p>
          <a href={urls.followAct(letter.number, 'withdrawal')}>撤回这封信</a>
        </p>
      )}
      <p>
        有疑问请拨打 <a href="tel:12345">12345</a>，报上编号即可。
      </p>
    </>
  )
}
