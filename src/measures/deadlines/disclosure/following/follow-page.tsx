import { fullDayText } from '#core/calendar/index.ts'
import { PaperList } from '#core/casework/index.ts'
import {
  FollowHead,
  type FollowProps,
  NowCard,
  OwnDataLink,
  RefusedAct,
  Supplements,
  WaySection,
  WordsForm,
} from '#core/following/index.ts'
import { Card, Columns, DateTimeText, DescriptionList, PlainText } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { FollowAct } from './follow-acts.ts'
import type { FollowedDisclosure } from './followed-disclosure.ts'

export type FollowPageProps = FollowProps<FollowAct> & { disclosure: FollowedDisclosure }

/** Where it is, until when and why, what the applicant has to do now, and what came of it. */
export function FollowPage(props: FollowPageProps) {
  const { disclosure, byCode, refusal, typed } = props
  return (
    <>
      <FollowHead before="公开申请 · " matter={disclosure} byCode={byCode} />
      <RefusedAct sentence={refusal} typed={typed} fields={['corrections', 'reasons']} />
      <Columns
        asideLabel="申请的内容"
        main={
          <>
            <NowCard
              matter={disclosure}
              what={disclosure.due?.isExact === false ? '最迟答复' : '答复期限'}
              note={disclosure.due?.isPaused && '（现在没有计时，结束以后会重新告诉您日期）'}
              calendar="存进日历"
            />
            <ToDo {...props} />
            <Answer disclosure={disclosure} />
            <PaperList
              papers={disclosure.papers}
              inRecord={disclosure.inRecord}
              hrefOf={(key) => urls.followPaper(disclosure.number, key)}
            />
            <WaySection stops={disclosure.stops} />
          </>
        }
        aside={<Aside disclosure={disclosure} />}
      />
    </>
  )
}

/** What only the applicant can do next. */
function ToDo({ disclosure, keyOf, typed }: FollowPageProps) {
  const form = { number: disclosure.number, typed }
  const { correction, reasonsAsked, fee } = disclosure
  return (
    <>
      {correction && (
        <Card title="请您补正" icon="info">
          <PlainText text={correction.text} />
          {correction.by && <p>请在 {fullDayText(correction.by)} 之前补正，逾期不补正的视为放弃申请。</p>}
          <WordsForm
            {...form}
            formKey={keyOf('corrections')}
            act="corrections"
            name="corrections"
            words={{ label: '补正的内容', hint: '要哪一份文件、哪一年、关于什么', most: 2000, rows: 5 }}
          >
            提交补正
          </WordsForm>
        </Card>
      )}
      {reasonsAsked !== null && (
        <Card title="请您说明理由" icon="info">
          <PlainText text={reasonsAsked} />
          <WordsForm
            {...form}
            formKey={keyOf('reasons')}
            act="reasons"
            name="reasons"
            words={{ label: '申请的理由', hint: '需要这些信息做什么', most: 2000, rows: 5 }}
          >
            提交理由
          </WordsForm>
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
        <Supplements supplements={supplements} word="后来补充" />
        <OwnDataLink number={number} thing="这份申请" />
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
