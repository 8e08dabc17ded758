import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  Card,
  CheckboxField,
  Columns,
  DataTable,
  DateTimeText,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  formatCount,
  KeyPager,
  LinkButton,
  PageHeader,
  Prose,
  Section,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { leastLetters } from './topic.ts'
import type { ListedTopic, readTopic, TopicLetter } from './topics.ts'
import { growthWords } from './topics-page.tsx'

export function DeskTopicsPage({ topics, nextHref }: { topics: ListedTopic[]; nextHref?: string }) {
  return (
    <>
      <PageHeader
        title="热点话题"
        lead={`公开的来信按用词归到一起；满 ${leastLetters} 封的公众看得到。请定名、指定一个单位统一答复。`}
        actions={
          <LinkButton href={urls.letterTopics()} variant="secondary">
            公众看到的
          </LinkButton>
        }
      />
      <DataTable
        caption="热点话题"
        captionHidden
        rows={topics}
        rowKey={(topic) => topic.id}
        rowHref={(topic) => urls.deskTopic(topic.id)}
        columns={[
          { key: 'title', label: '话题', cell: (topic) => topic.title },
          { key: 'letters', label: '来信', tight: true, cell: (topic) => `${formatCount(topic.letters)} 封` },
          { key: 'growth', label: '变化', cell: growthWords },
          { key: 'same', label: '也有', tight: true, cell: (topic) => `${formatCount(topic.same)} 人次` },
          { key: 'unit', label: '答复单位', cell: (topic) => topic.unitName ?? '待指定' },
          {
            key: 'state',
            label: '状态',
            tight: true,
            cell: (topic) => (topic.answeredAt ? <Badge tone="good">已答复</Badge> : <Badge>待答复</Badge>),
          },
        ]}
        empty={<EmptyState title="没有要您答复的话题">指定由本单位统一答复的话题会出现在这里。</EmptyState>}
      />
      {topics.length > 0 && <KeyPager shown={topics.length} nextHref={nextHref} />}
    </>
  )
}

type Topic = NonNullable<Awaited<ReturnType<typeof readTopic>>>

type Props = {
  topic: Topic
  letters: TopicLetter[]
  may: { name: boolean; draft: boolean; publish: boolean }
  draftedBy: string
  units: string[]
  typed: Record<string, string>
  errors: FieldErrors
  formKey: () => string
}

export function DeskTopicPage(props: Props) {
  const { topic, letters, may, errors } = props
  return (
    <>
      <PageHeader
        title={topic.title}
        lead={`公开来信 ${formatCount(topic.letters)} 封，${growthWords(topic)}；${formatCount(topic.same)} 人次说也有这个问题。`}
        meta={topic.isHidden ? <Badge tone="warn">公众看不到</Badge> : undefined}
      />
      <ErrorSummary errors={errorList(errors, ['title', 'unit', 'body', 'ground', 'answer'])} />
      <Columns
        asideLabel="办理"
        main={
          <>
            <AnswerPart {...props} />
            <Section title="话题里的来信">
              <DataTable
                caption="话题里的来信"
                captionHidden
                rows={letters}
                rowKey={(letter) => letter.id}
                rowHref={(letter) => urls.letter(letter.number)}
                columns={[
                  { key: 'title', label: '标题', cell: (letter) => letter.title },
                  { key: 'place', label: '地点', cell: (letter) => letter.divisionName },
                  { key: 'unit', label: '答复单位', cell: (letter) => letter.unitName },
                ]}
              />
            </Section>
          </>
        }
        aside={may.name ? <NamingForm {...props} /> : <Card title="答复单位">{topic.unitName ?? '待指定'}</Card>}
      />
    </>
  )
}

function NamingForm({ topic, units, typed, errors, formKey }: Props) {
  const isBack = 'title' in typed
  return (
    <Card title="定名和指定单位" tone="sun">
      <Form action={urls.deskTopicAct(topic.id, 'naming')} formKey={formKey()}>
        <TextField
          name="title"
          label="话题名称"
          hint="写给公众看的，例如“老旧小区加装电梯”"
          value={typed.title ?? topic.name ?? ''}
          error={errors.title}
          maxLength={40}
          required
        />
        <TextField
          name="unit"
          label="由哪个单位统一答复"
          hint="名称、简称或拼音首字母；暂不指定可以不填"
          value={typed.unit ?? topic.unitName ?? ''}
          error={errors.unit}
          list={units}
          autocomplete="off"
          required={false}
        />
        <CheckboxField
          name="isHidden"
          label="不对公众显示"
          hint="归到一起的不是一回事，或者不宜作为话题的，请勾选"
          checked={isBack ? typed.isHidden === 'yes' : topic.isHidden}
        />
        <ButtonRow>
          <Button>保存</Button>
        </ButtonRow>
      </Form>
    </Card>
  )
}

function AnswerPart({ topic, may, draftedBy, typed, errors, formKey }: Props) {
  const latest = topic.answers.at(-1)
  const { draft } = topic
  return (
    <Section title="统一答复" id="answer">
      {errors.answer && (
        <Alert tone="bad" live>
          <p>{errors.answer}</p>
        </Alert>
      )}
      {latest && (
        <Card
          title={`公开的第 ${latest.version} 版`}
          meta={latest.publishedAt && <DateTimeText at={latest.publishedAt} />}
          tone="sunk"
        >
          <Prose plain={latest.body} />
        </Card>
      )}
      {draft && (
        <Card title={`待审核的第 ${draft.version} 版`} meta={<DateTimeText at={draft.draftedAt} />}>
          <Prose plain={draft.body} />
          <p>
            <small>
              {draftedBy}起草{draft.ground && `；更正说明：${draft.ground}`}
            </small>
          </p>
          {may.publish && (
            <Form action={urls.deskTopicAct(topic.id, 'answer')} formKey={formKey()}>
              <ButtonRow>
                <Button>审核通过，公开</Button>
              </ButtonRow>
            </Form>
          )}
        </Card>
      )}
      {may.draft && (
        <Form action={urls.deskTopicAct(topic.id, 'draft')} formKey={formKey()} keep={`topic-${topic.id}`}>
          <TextArea
            name="body"
            label={latest ? '更正后的统一答复' : '统一答复'}
            hint="先说结论，再说依据、什么时候做、谁负责；审核通过后公开"
            rows={10}
            maxLength={5000}
            value={typed.body ?? draft?.body ?? latest?.body ?? ''}
            error={errors.body}
            required
          />
          {latest && (
            <TextField
              name="ground"
              label="更正说明"
              value={typed.ground ?? draft?.ground ?? ''}
              error={errors.ground}
              maxLength={200}
              width="wide"
              required
            />
          )}
          <ButtonRow>
            <Button variant="secondary">提交审核</Button>
          </ButtonRow>
        </Form>
      )}
      {!latest && !draft && !may.draft && (
        <p>{topic.unitName ? `等${topic.unitName}起草。` : '先指定由哪个单位答复。'}</p>
      )}
    </Section>
  )
}
