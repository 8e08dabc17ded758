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
import type { Pieces } from '../desk.ts'
import { ActPanel, type ActPanelProps, ReplyActs } from './act-panel.tsx'
import { Chain, Clock } from './matter-side.tsx'
import { Contact, Files, JointParts, Supplements } from './matter-words.tsx'

export type MatterPageProps = ActPanelProps & {
  /** The full number, for this one answer only: the act that showed it is in the audit. */
  unmasked: { name: string; phone: string } | null
  /** What only this kind has. */
  pieces: Pieces
}

/** The working page: what was asked on the left, what to do now and by when on the right. */
export function MatterPage(props: MatterPageProps) {
  const { desk, matter, pieces } = props
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            {matter.className} · <NumberText value={matter.number} />
          </>
        }
        title={matter.title}
        meta={
          <>
            <StateBadge state={matter.state.word} tone={matter.state.tone} />
            {matter.round === 2 && <Badge tone="warn">二次办理</Badge>}
            {matter.marks.map((mark) => (
              <Badge key={mark} tone="warn">
                {mark}
              </Badge>
            ))}
            <Light color={matter.clock.light.colour} text={matter.clock.light.text} />
          </>
        }
        actions={
          <>
            {pieces.actions}
            <LinkButton
              href={desk.urls.print(matter.number)}
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
        main={<MatterSide {...props} />}
        aside={
          <>
            {pieces.first}
            <ActPanel {...props} />
            <Clock desk={desk} matter={matter} limitUnit={props.choices.limitUnit} />
            <Chain matter={matter} />
            {pieces.side}
          </>
        }
      />
    </>
  )
}

function MatterSide(props: MatterPageProps) {
  const { desk, matter, unmasked, pieces } = props
  const { asker, body, openedAt } = desk.words
  return (
    <>
      {matter.mergedInto && (
        <Alert tone="info" title="本件已并单">
          <p>
            与主件 <a href={desk.urls.one(matter.mergedInto)}>{matter.mergedInto}</a> 一起办理和答复。
          </p>
        </Alert>
      )}
      {matter.main && (
        <Alert tone="info" title="协办件">
          <p>
            主办：{matter.main.unit}。请答复要本单位协办的事项，由主办单位汇总后答复{asker}。
            {matter.main.number && <a href={desk.urls.one(matter.main.number)}>看主件</a>}
          </p>
        </Alert>
      )}
      {matter.unreached.length > 0 && (
        <Alert tone="warn" title={`有消息没有送到${asker}`}>
          <ul>
            {matter.unreached.map(({ title, at, why }) => (
              <li key={String(at)}>
                “{title}”，
                <DateTimeText at={at} />：{why}
              </li>
            ))}
          </ul>
          <p>请电话告知{asker}；凭编号和查询码，在网上仍看得到。</p>
        </Alert>
      )}
      <Section title={matter.kind === 'part' ? '要本单位协办的事项' : body}>
        <Prose plain={matter.body} />
        <Files desk={desk} matter={matter} />
        <DescriptionList
          columns={2}
          items={[
            { label: openedAt, value: <DateTimeText at={matter.openedAt} /> },
            { label: '地点', value: matter.place ? `${matter.division} ${matter.place}` : matter.division },
            desk.hasContact && { label: asker, value: <Contact desk={desk} matter={matter} unmasked={unmasked} /> },
            matter.concerns !== null && { label: matter.concernsLabel, value: matter.concerns },
            ...(pieces.details ?? []),
          ]}
        />
      </Section>
      <Supplements desk={desk} matter={matter} />
      <JointParts desk={desk} matter={matter} />
      <Replies {...props} />
      {pieces.main}
      <Section title="办理经过">
        <Timeline items={matter.timeline} />
      </Section>
    </>
  )
}

function Replies(props: MatterPageProps) {
  const { submitted, answer, drafts } = props.matter
  const acts = props.acts.filter((act) => act.place === 'reply')
  if (!submitted && !answer && drafts.length === 0 && acts.length === 0) return null
  return (
    <Section title="答复" id="reply">
      {answer && (
        <>
          <Prose plain={answer.text} />
          <p>
            <small>
              <DateTimeText at={answer.at} /> 答复{props.desk.words.asker}
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
          <div class="side-by-side">
            <div>
              <h3>{props.desk.words.body}</h3>
              <Prose plain={props.matter.body} />
            </div>
            <div>
              <h3>拟答复</h3>
              <Prose plain={submitted.text} />
            </div>
          </div>
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
