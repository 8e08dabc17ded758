import {
  Alert,
  Badge,
  Columns,
  DateTimeText,
  DescriptionList,
  Disclosure,
  ErrorSummary,
  errorList,
  Light,
  LinkButton,
  NumberText,
  PageHeader,
  Prose,
  Section,
  StateBadge,
  Timeline,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { PaperList } from '../papers/paper-list.tsx'
import { ActPanel, type ActPanelProps, ReplyActs } from './desk-act-panel.tsx'
import { Chain, Clock } from './desk-letter-side.tsx'
import { Contact, Files, JointParts, Supplements } from './desk-letter-words.tsx'

export type DeskLetterProps = ActPanelProps & {
  /** The full number, for this one answer only: the act that showed it is in the audit. */
  unmasked: { name: string; phone: string } | null
  /** Of an answered letter, for editors. */
  publicationHref: string | null
}

/** The working page: the letter on the left, what to do now and by when on the right. */
export function DeskLetterPage(props: DeskLetterProps) {
  const { letter } = props
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            {letter.className} · <NumberText value={letter.number} />
          </>
        }
        title={letter.title}
        meta={
          <>
            <StateBadge state={letter.state.word} tone={letter.state.tone} />
            {letter.round === 2 && <Badge tone="warn">二次办理</Badge>}
            {letter.marks.map((mark) => (
              <Badge key={mark} tone="warn">
                {mark}
              </Badge>
            ))}
            <Light color={letter.clock.light.colour} text={letter.clock.light.text} />
          </>
        }
        actions={
          <>
            {props.publicationHref && (
              <LinkButton href={props.publicationHref} variant="secondary">
                公开处理
              </LinkButton>
            )}
            <LinkButton
              href={urls.deskLetterPrint(letter.number)}
              variant="quiet"
              icon="print"
              keys="p"
              keysLabel="打印办理单"
            >
              打印办理单
            </LinkButton>
          </>
        }
      />
      <ErrorSummary errors={errorList(props.errors)} title="没有办成，请看下面" />
      <Columns
        asideLabel="办理"
        main={<LetterSide {...props} />}
        aside={
          <>
            <ActPanel {...props} />
            <Clock letter={letter} />
            <Chain letter={letter} />
            <PaperList papers={letter.papers} hrefOf={(key) => urls.deskLetterPaper(letter.number, key)} />
          </>
        }
      />
    </>
  )
}

function LetterSide(props: DeskLetterProps) {
  const { letter, unmasked } = props
  return (
    <>
      {letter.mergedInto && (
        <Alert tone="info" title="本件已并单">
          <p>
            与主件 <a href={urls.deskLetter(letter.mergedInto)}>{letter.mergedInto}</a> 一起办理和答复。
          </p>
        </Alert>
      )}
      {letter.main && (
        <Alert tone="info" title="协办件">
          <p>
            主办：{letter.main.unit}。请答复要本单位协办的事项，由主办单位汇总后答复写信人。
            {letter.main.number && <a href={urls.deskLetter(letter.main.number)}>看主件</a>}
          </p>
        </Alert>
      )}
      {letter.unreached.length > 0 && (
        <Alert tone="warn" title="有消息没有送到写信人">
          <ul>
            {letter.unreached.map(({ title, at, why }) => (
              <li key={String(at)}>
                “{title}”，
                <DateTimeText at={at} />：{why}
              </li>
            ))}
          </ul>
          <p>请电话告知写信人；凭编号和查询码，他在“查我的信”里仍看得到。</p>
        </Alert>
      )}
      <Section title={letter.kind === 'part' ? '要本单位协办的事项' : '来信内容'}>
        <Prose plain={letter.body} />
        <Files letter={letter} />
        <DescriptionList
          columns={2}
          items={[
            { label: '写信时间', value: <DateTimeText at={letter.openedAt} /> },
            { label: '地点', value: letter.place ? `${letter.division} ${letter.place}` : letter.division },
            { label: '写信人', value: <Contact letter={letter} unmasked={unmasked} /> },
            letter.concerns !== null && { label: letter.concernsLabel, value: letter.concerns },
            { label: '是否愿意公开', value: letter.wantsPublic ? '愿意公开（公开前须隐去个人信息）' : '不公开' },
          ]}
        />
      </Section>
      <Supplements letter={letter} />
      <JointParts letter={letter} />
      <Replies {...props} />
      <Section title="办理经过">
        <Timeline items={letter.timeline} />
      </Section>
    </>
  )
}

function Replies(props: DeskLetterProps) {
  const { submitted, answer, drafts } = props.letter
  const acts = props.acts.filter((act) => act.place === 'reply')
  if (!submitted && !answer && drafts.length === 0 && acts.length === 0) return null
  return (
    <Section title="答复" id="reply">
      {answer && (
        <>
          <Prose plain={answer.text} />
          <p>
            <small>
              <DateTimeText at={answer.at} /> 答复写信人
            </small>
          </p>
        </>
      )}
      {submitted && !answer && (
        <>
          <p>
            <Badge tone="sun">待审核</Badge>{' '}
            <small>
              {submitted.by}，<DateTimeText at={submitted.at} />
            </small>
          </p>
          <Prose plain={submitted.text} />
        </>
      )}
      <ReplyActs {...props} />
      {drafts.length > 0 && (
        <Disclosure summary={`历次草稿（${drafts.length}）`}>
          {drafts.map((draft) => (
            <div key={draft.id}>
              <p>
                <small>
                  {draft.by}，<DateTimeText at={draft.at} />
                </small>
              </p>
              <Prose plain={draft.text} />
            </div>
          ))}
        </Disclosure>
      )}
    </Section>
  )
}
