import {
  Alert,
  Button,
  ButtonRow,
  CheckboxField,
  DataTable,
  DateText,
  DateTimeText,
  type DiffPart,
  DiffText,
  Disclosure,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  NumberText,
  PageHeader,
  Section,
  StateBadge,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Unconfirmed } from '../taking-down/urgent-withdrawals.ts'
import type { Publication, PublishedWords } from './publication.ts'
import type { Publishable } from './publishables.ts'

const labels = {
  title: '标题',
  body: '来信',
  reply: '答复',
  ground: '理由',
  isRewritten: '已改写',
  secrecyReviewed: '保密审查',
}

export type PublishPageProps = {
  number: string
  /** The writer's words, which only the desk sees. */
  original: PublishedWords
  /** What is proposed, or typed so far. */
  words: PublishedWords
  diff: Record<keyof PublishedWords, DiffPart[]>
  masked: { kind: string; count: number }[]
  sensitive: string[]
  publication: Publication | null
  mustRewrite: boolean
  isRewritten: boolean
  bar: string | null
  ground: string
  withdrawalGround: string
  errors: FieldErrors
  formKeys: { main: string; withdrawal: string }
}

/** The editor's page: what the public will read beside what was written, with everything that was hidden marked. */
export function PublishPage(props: PublishPageProps) {
  const { number, publication, errors } = props
  const isShown = publication?.status === 'published'
  return (
    <>
      <PageHeader
        title={isShown ? '更正或撤下' : '公开这封信'}
        meta={
          <>
            <NumberText value={number} />
            <StateBadge
              state={
                publication
                  ? { prepared: '待公开', published: '已公开', withdrawn: '已撤下' }[publication.status]
                  : '未公开'
              }
              tone={isShown ? 'good' : 'neutral'}
            />
          </>
        }
        actions={
          <LinkButton href={urls.deskLetter(number)} variant="secondary">
            回到来信
          </LinkButton>
        }
      />
      <ErrorSummary errors={errorList(errors, Object.keys(labels))} />
      {props.bar && (
        <Alert tone="warn" title="现在不能公开">
          {props.bar}
        </Alert>
      )}
      {props.sensitive.length > 0 && (
        <Alert tone="bad" title="含有敏感词，请逐一核对">
          {props.sensitive.join('、')}
        </Alert>
      )}
      <Alert tone="info" title="涉密不上网">
        公开前逐条做保密审查。含有国家秘密、工作秘密的内容不得录入，另册办理。
      </Alert>
      <Section title="隐去了什么">
        {props.masked.length === 0 ? (
          <p>没有找到需要隐去的内容。请仍然通读一遍：写法特别的姓名和地址，机器可能认不出。</p>
        ) : (
          <p>
            {props.masked.map((item) => `${item.kind} ${item.count} 处`).join('，')}
            。划线的是原文，下划线的是公开后的写法。
          </p>
        )}
        {(['title', 'body', 'reply'] as const).map((part) => (
          <Disclosure key={part} summary={`${labels[part]}对照`} open={part === 'body'}>
            <DiffText parts={props.diff[part]} />
          </Disclosure>
        ))}
      </Section>
      {(!props.bar || isShown) && (
        <Section title={isShown ? '更正' : '公开后的样子（可以改）'}>
          <Form
            action={isShown ? `${urls.deskLetterPublication(number)}/correction` : urls.deskLetterPublication(number)}
            formKey={props.formKeys.main}
          >
            <TextField name="title" label={labels.title} value={props.words.title} error={errors.title} required />
            <TextArea name="body" label={labels.body} value={props.words.body} rows={10} error={errors.body} required />
            <TextArea
              name="reply"
              label={labels.reply}
              value={props.words.reply}
              rows={12}
              error={errors.reply}
              required
            />
            {props.mustRewrite && (
              <CheckboxField
                name="isRewritten"
                label="已改写成一般问题，看不出投诉的是谁、写信的是谁"
                checked={props.isRewritten}
                error={errors.isRewritten}
              />
            )}
            {isShown && (
              <TextField
                name="ground"
                label="更正了什么、为什么"
                value={props.ground}
                error={errors.ground}
                hint="会和更正后的内容一起公开"
                required
              />
            )}
            <CheckboxField
              name="secrecyReviewed"
              label="已逐条做保密审查，不含国家秘密、工作秘密、商业秘密和个人隐私"
              error={errors.secrecyReviewed}
            />
            <ButtonRow>
              <Button keys="p">{isShown ? '公开更正' : '公开'}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {isShown && (
        <Section title="撤下">
          <Form action={`${urls.deskLetterPublication(number)}/withdrawal`} formKey={props.formKeys.withdrawal}>
            <TextField
              name="withdrawalGround"
              label="撤下的理由"
              value={props.withdrawalGround}
              error={errors.withdrawalGround}
              hint="会公开显示在原来的网址上，例如：写信人要求撤下；含有他人隐私"
              required
            />
            <Button variant="danger">撤下</Button>
          </Form>
          <p>
            怀疑泄露隐私或涉密、来不及商量的：<a href={urls.deskUrgentWithdrawal(number)}>紧急撤稿</a>
            ，马上撤下，四小时内另一人复核。
          </p>
        </Section>
      )}
    </>
  )
}

type PublishablesProps = { rows: Publishable[]; nextHref?: string; unconfirmed: Unconfirmed[]; timeZone: string }

/** Answered letters whose writers agreed and that nobody has published yet; above them what was taken down and waits for a second person. */
export function PublishablesPage({ rows, nextHref, unconfirmed, timeZone }: PublishablesProps) {
  return (
    <>
      <PageHeader title="待公开" lead="写信人同意公开、已经答复、还没有公开的来信。" />
      {unconfirmed.length > 0 && (
        <Alert tone="bad" title={`紧急撤稿待复核（${unconfirmed.length}）`}>
          <ul>
            {unconfirmed.map((row) => (
              <li key={row.id}>
                <a href={urls.deskUrgentWithdrawal(row.number)}>
                  <NumberText value={row.number} />
                </a>
                ：{row.ground}（<DateTimeText at={row.confirmBy} timeZone={timeZone} /> 前由撤稿人以外的人复核）
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <DataTable
        caption="待公开的来信"
        captionHidden
        rows={rows}
        rowKey={(row) => row.number}
        rowHref={(row) => urls.deskLetterPublication(row.number)}
        columns={[
          { key: 'title', label: '标题', cell: (row) => row.title },
          { key: 'class', label: '类别', cell: (row) => row.classWord },
          { key: 'unit', label: '现在由谁办', cell: (row) => row.unit },
          { key: 'answered', label: '答复日期', tight: true, cell: (row) => <DateText date={row.answeredOn} /> },
        ]}
        empty={<EmptyState title="没有待公开的来信">答复后、写信人同意公开的来信会出现在这里。</EmptyState>}
      />
      {nextHref && (
        <LinkButton href={nextHref} variant="secondary">
          下一页
        </LinkButton>
      )}
    </>
  )
}
