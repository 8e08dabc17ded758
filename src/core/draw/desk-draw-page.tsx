import {
  Alert,
  Button,
  DataTable,
  DateTimeText,
  DescriptionList,
  Disclosure,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  PageHeader,
  Section,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { DrawBadge, sizeWords } from './draw-words.tsx'
import { purposeOf } from './purposes.ts'
import type { Draw, GivenRow } from './read-draws.ts'

export function DeskDrawsPage({
  draws,
  beginnings,
  timeZone,
}: {
  draws: Draw[]
  beginnings: { href: string; label: string }[]
  timeZone: string
}) {
  return (
    <>
      <PageHeader
        title="随机抽取"
        lead="本单位发起的抽取。方案一公布就不能再改；结果由系统到时刻自动抽出，公开给所有人核对。"
      />
      <div class="page-actions">
        {beginnings.map(({ href, label }) => (
          <LinkButton key={href} href={href}>
            {label}
          </LinkButton>
        ))}
      </div>
      <DataTable<Draw>
        caption="本单位的抽取，从新到旧"
        captionHidden
        rows={draws}
        rowKey={({ id }) => id}
        rowHref={({ number }) => urls.deskDraw(number)}
        columns={[
          { key: 'title', label: '抽什么', cell: ({ title }) => title },
          { key: 'size', label: '多少', cell: sizeWords },
          { key: 'at', label: '抽取时刻', cell: ({ drawAt }) => <DateTimeText at={drawAt} timeZone={timeZone} /> },
          { key: 'state', label: '状态', tight: true, cell: (draw) => <DrawBadge draw={draw} /> },
        ]}
        empty={<EmptyState title="本单位还没有抽取过">发起以后会出现在这里。</EmptyState>}
      />
    </>
  )
}

export type DeskDrawPageProps = {
  draw: Draw
  sources: GivenRow[]
  /** Of the observers, by their place among the sources. */
  codes: Map<number, string>
  now: Temporal.Instant
  typed: Record<string, string>
  errors: FieldErrors
  formKey: string
  timeZone: string
}

/** What the unit that draws has to do: hand out the codes, enter what was announced, or cancel in public. */
export function DeskDrawPage({ draw, sources, codes, now, typed, errors, formKey, timeZone }: DeskDrawPageProps) {
  const isWaiting = draw.state === 'waiting'
  const isOver = Temporal.Instant.compare(now, draw.drawAt) >= 0
  const purpose = purposeOf(draw.purpose)
  const next = draw.state === 'drawn' ? purpose.deskHref?.(draw) : undefined
  return (
    <>
      <PageHeader title={draw.title} lead={`${purpose.title} · ${sizeWords(draw)}`} />
      <ErrorSummary errors={errorList(errors, ['numbers', 'evidence', 'ground'])} />
      <div class="page-actions">
        {next && <LinkButton href={next}>看抽中的</LinkButton>}
        <LinkButton href={urls.draw(draw.number)} variant="secondary">
          看公开的页面
        </LinkButton>
      </div>
      <DescriptionList
        items={[
          { label: '状态', value: <DrawBadge draw={draw} /> },
          { label: '抽取时刻', value: <DateTimeText at={draw.drawAt} timeZone={timeZone} /> },
          isWaiting && {
            label: '方案',
            value: draw.checkpointedAt ? '已写进公布的检查点' : '正在写进检查点，一分钟内完成',
          },
          isWaiting && {
            label: '最迟',
            value: (
              <>
                <DateTimeText at={draw.endsAt} timeZone={timeZone} />
                ，随机数还不够就自动撤销
              </>
            ),
          },
          draw.state === 'cancelled' && { label: '撤销的理由', value: draw.ground },
        ]}
      />
      {isWaiting && codes.size > 0 && (
        <Section title="观察码">
          <p>
            每家一个，当面或者打电话交给观察人。观察人在公开页面上写几个字，抽取时刻以前都可以；写了的才算，至少要有两家。
          </p>
          <DataTable<GivenRow>
            caption="观察人的单位和观察码"
            captionHidden
            rows={sources.filter(({ seq }) => codes.has(seq))}
            rowKey={({ seq }) => String(seq)}
            columns={[
              { key: 'body', label: '单位', cell: ({ source }) => source.name },
              { key: 'code', label: '观察码', tight: true, cell: ({ seq }) => <code>{codes.get(seq)}</code> },
              {
                key: 'given',
                label: '写了没有',
                tight: true,
                cell: ({ value }) => (value === null ? '还没有' : '已写'),
              },
            ]}
          />
        </Section>
      )}
      {isWaiting &&
        sources
          .filter(({ source, value }) => source.kind === 'lottery' && value === null)
          .map(({ source, seq }) => (
            <Section key={seq} title={source.name}>
              {isOver ? (
                <Form action={urls.deskDrawAct(draw.number, 'numbers')} formKey={formKey}>
                  <HiddenField name="seq" value={String(seq)} />
                  <TextField
                    name="numbers"
                    label="开奖号码"
                    hint="照公布的录入，用空格隔开；录入后不能改"
                    value={typed.seq === String(seq) ? typed.numbers : ''}
                    error={typed.seq === String(seq) ? errors.numbers : undefined}
                    width="wide"
                    required
                  />
                  <TextField
                    name="evidence"
                    label="在哪里公布的"
                    hint="网址或者报纸的日期和版面，群众照着它核对"
                    value={typed.seq === String(seq) ? typed.evidence : ''}
                    error={typed.seq === String(seq) ? errors.evidence : undefined}
                    width="wide"
                    required
                  />
                  <Button>录入</Button>
                </Form>
              ) : (
                <p>开奖以后在这里录入号码。</p>
              )}
            </Section>
          ))}
      {isWaiting && (
        <Disclosure summary="撤销这次抽取" open={errors.ground !== undefined}>
          <Alert tone="warn" title="撤销会公开">
            <p>理由连同撤销写进公示存证，不能收回。要改名单或规则，只能撤销后重新发起。</p>
          </Alert>
          <Form action={urls.deskDrawAct(draw.number, 'cancellation')} formKey={formKey}>
            <TextArea name="ground" label="撤销的理由" rows={3} value={typed.ground} error={errors.ground} required />
            <Button variant="danger">撤销</Button>
          </Form>
        </Disclosure>
      )}
    </>
  )
}
