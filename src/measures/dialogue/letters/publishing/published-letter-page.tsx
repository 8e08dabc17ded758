import { type InRecord, RecordedMark } from '#core/ledger/index.ts'
import {
  Alert,
  Badge,
  Card,
  DateText,
  DateTimeText,
  DescriptionList,
  Disclosure,
  LinkButton,
  NumberText,
  PageHeader,
  Prose,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { classWord } from '../letter.ts'
import { SameConcernForm } from '../topics/same-concern-form.tsx'
import { titleOf } from '../topics/topic.ts'
import type { Publication, PublicationVersion } from './publication.ts'
import type { Way } from './publications.ts'

/** `way`: names of the units that had it, in order. */
type Props = {
  letter: Publication & Way
  versions: PublicationVersion[]
  way: string[]
  timeZone: string
}

/** One question and its answer, as the public may read it. */
export function PublishedLetterPage({ letter, versions, way, timeZone }: Props) {
  const { topic } = letter
  const corrections = versions.filter((version) => version.act === 'correct')
  const absences = versions.filter((version) => version.act === 'withdraw' || version.act === 'restore')
  return (
    <article>
      <PageHeader
        eyebrow={<Badge>{classWord(letter.class)}</Badge>}
        title={letter.title}
        meta={
          <>
            <span>
              {letter.askedWeek.year}年{letter.askedWeek.month}月{letter.askedWeek.day}日当周来信
            </span>
            <span>{letter.divisionName}</span>
            {letter.isRewritten && <span>由编辑改写</span>}
          </>
        }
      />
      <Card title="来信" tone="plain">
        <Prose plain={letter.body} />
      </Card>
      <Card title={`${letter.unitName}的答复`} tone="sun" meta={<DateText date={letter.answeredOn} />}>
        <Prose plain={letter.reply} />
      </Card>
      {topic && (
        <Alert tone="info" title={`热点话题：${titleOf(topic)}`}>
          <p>
            {topic.answeredBy ? `${topic.answeredBy}已统一答复。` : '说这类事的来信合在一起看。'}
            <a href={urls.letterTopic(topic.id)}>看这个话题</a>
          </p>
        </Alert>
      )}
      {letter.class !== 'praise' && (
        <SameConcernForm action={urls.letterConcern(letter.number)} count={letter.concerns} />
      )}
      {corrections.length > 0 && (
        <Alert tone="warn" title={`这封信更正过 ${corrections.length} 次`}>
          {corrections.map((version) => (
            <p key={version.id}>
              {version.at && <DateTimeText at={version.at} timeZone={timeZone} />}：{version.ground}
            </p>
          ))}
        </Alert>
      )}
      {absences.length > 0 && (
        <Alert tone="info" title="这封信曾经紧急撤下，经另一人复核恢复公开">
          {absences.map((version) => (
            <p key={version.id}>
              <DateTimeText at={version.at} timeZone={timeZone} /> {version.act === 'withdraw' ? '撤下' : '恢复公开'}：
              {version.ground}
            </p>
          ))}
        </Alert>
      )}
      <Disclosure summary="这封信的登记信息">
        <DescriptionList
          items={[
            { label: '编号', value: <NumberText value={letter.number} /> },
            { label: '类别', value: classWord(letter.class) },
            { label: '答复单位', value: letter.unitName },
            { label: '经过的单位', value: way.join(' → ') },
            { label: '途中退回', value: letter.returns > 0 ? `${letter.returns} 次` : null },
            {
              label: '公开时间',
              value: letter.publishedAt && <DateTimeText at={letter.publishedAt} timeZone={timeZone} />,
            },
            {
              label: '公示存证',
              value: (
                <RecordedMark
                  record={recordOf(letter.place, versions.at(-1)?.at ?? letter.publishedAt)}
                  timeZone={timeZone}
                />
              ),
            },
            {
              label: 'PDF 的存证',
              value: letter.paperPlace && (
                <a href={urls.ledgerEntry(letter.paperPlace)}>已存证，第 {letter.paperPlace} 号</a>
              ),
            },
            {
              label: '写信人评价',
              value: letter.solved === null ? '未评价' : letter.solved ? '问题已解决' : '问题未解决',
            },
          ]}
        />
      </Disclosure>
      <div class="page-actions">
        <LinkButton href={urls.newLetter()}>我也要写信</LinkButton>
        <LinkButton href={urls.letterPaper(letter.number)} variant="secondary" icon="download">
          下载 PDF
        </LinkButton>
        <LinkButton href={urls.letters()} variant="secondary">
          看更多来信
        </LinkButton>
      </div>
    </article>
  )
}

const recordOf = (place: number | null, at: Temporal.Instant | null): InRecord | null => at && { place, at }

/** What stands where a letter was taken down: that it was there, when it went, and on what ground. */
export function WithdrawnLetterPage({ letter, timeZone }: { letter: Publication; timeZone: string }) {
  return (
    <>
      <PageHeader title="这封信已撤下" meta={<NumberText value={letter.number} />} />
      <Alert tone="info" title="撤下的原因">
        <p>{letter.withdrawalGround}</p>
        {letter.withdrawnAt && (
          <p>
            撤下时间：
            <DateTimeText at={letter.withdrawnAt} timeZone={timeZone} long />
          </p>
        )}
      </Alert>
      <LinkButton href={urls.letters()} variant="secondary">
        看其他来信
      </LinkButton>
    </>
  )
}
