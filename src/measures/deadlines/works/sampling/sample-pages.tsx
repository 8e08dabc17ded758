import {
  Alert,
  Badge,
  Button,
  CopyCode,
  DataTable,
  DateTimeText,
  DescriptionList,
  Disclosure,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  PageHeader,
  RadioGroup,
  Section,
  SelectField,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type SampleRow, workSources } from '../tables.ts'
import type { Typed } from '../words.ts'
import { sourceNames } from '../work.ts'
import type { DrawnWork } from './samples.ts'

const amongWords = { open: '已经开始、还没有销号的任务', proved: '节点都报告办成、还没有销号的任务' } as const

const scopeOf = ({ year, source, among }: SampleRow): string =>
  `${year} 年${source ? sourceNames[source] : '各类任务'}，${amongWords[among]}`

/** The verifiable draw of the house will take the place of this one. */
function Honestly() {
  return (
    <Alert tone="info" title="这次抽样怎么让人信得过">
      <p>
        先由系统生成种子并记下，再抽。每项任务按“种子加任务代码”的 SHA-256
        从小到大排队，取前几项；谁拿着种子和名单重算，结果都一样。
      </p>
      <p>种子由本系统生成，还不是公开的随机数；全市统一的“可核验随机抽取”启用后，由它代替这里的抽样。</p>
    </Alert>
  )
}

export function SamplesPage({
  samples,
  typed,
  errors,
  mayDraw,
  formKey,
}: {
  samples: SampleRow[]
  typed: Typed
  errors: FieldErrors
  mayDraw: boolean
  formKey: string
}) {
  return (
    <>
      <PageHeader title="督查抽样" lead="走访哪些任务由抽样决定，不由人挑。" />
      <DataTable<SampleRow>
        caption="抽样记录，从新到旧"
        captionHidden
        rows={samples}
        rowKey={({ id }) => id}
        rowHref={({ id }) => urls.deskWorksSample(id)}
        columns={[
          { key: 'title', label: '名称', cell: ({ title }) => title },
          { key: 'scope', label: '范围', cell: scopeOf },
          { key: 'size', label: '抽取', numeric: true, cell: ({ size }) => `${size} 项` },
          {
            key: 'state',
            label: '状态',
            tight: true,
            cell: ({ drawnAt }) =>
              drawnAt ? <Badge tone="good">已抽</Badge> : <Badge tone="warn">种子已记，待抽</Badge>,
          },
          { key: 'at', label: '记下种子', tight: true, cell: ({ notedAt }) => <DateTimeText at={notedAt} /> },
        ]}
        empty={
          <EmptyState title="还没有抽过样">
            <p>{mayDraw ? '在下面先记下一次抽样，再抽取。' : '督查人员抽样以后，会出现在这里。'}</p>
          </EmptyState>
        }
      />
      {mayDraw && (
        <Section title="新建抽样" id="new">
          <ErrorSummary errors={errorList(errors, ['title', 'year', 'source', 'among', 'size'])} />
          <Form action={urls.deskWorksSamples()} formKey={formKey}>
            <TextField
              name="title"
              label="名称"
              hint="例如：三季度民生实事走访"
              value={typed.title}
              error={errors.title}
              required
            />
            <TextField
              name="year"
              label="任务年度"
              inputMode="numeric"
              width="short"
              value={typed.year}
              error={errors.year}
              required
            />
            <SelectField
              name="source"
              label="来源"
              empty="四类都抽"
              options={workSources.map((source) => ({ value: source, label: sourceNames[source] }))}
              value={typed.source}
              error={errors.source}
            />
            <RadioGroup
              name="among"
              label="从哪些里抽"
              options={[
                { value: 'proved', label: amongWords.proved },
                { value: 'open', label: amongWords.open },
              ]}
              value={typed.among ?? 'proved'}
              error={errors.among}
              required
            />
            <TextField
              name="size"
              label="抽几项"
              inputMode="numeric"
              width="short"
              value={typed.size}
              error={errors.size}
              required
            />
            <Button>记下种子</Button>
          </Form>
        </Section>
      )}
      <Honestly />
    </>
  )
}

export function SamplePage({
  sample,
  drawn,
  isReproduced,
  unitName,
  mayDraw,
  formKey,
}: {
  sample: SampleRow
  drawn: DrawnWork[]
  isReproduced: boolean
  unitName: (id: string) => string
  mayDraw: boolean
  formKey: string
}) {
  return (
    <>
      <PageHeader title={sample.title} lead={scopeOf(sample)} />
      <DescriptionList
        items={[
          { label: '抽取', value: `${sample.size} 项` },
          { label: '记下种子', value: <DateTimeText at={sample.notedAt} /> },
          sample.drawnAt && { label: '抽取时间', value: <DateTimeText at={sample.drawnAt} /> },
          sample.candidateIds && { label: '候选', value: `${sample.candidateIds.length} 项` },
        ]}
      />
      <CopyCode label="种子" code={sample.seed} groupSize={8} />
      {!sample.drawnAt && mayDraw && (
        <Form action={urls.deskWorksSampleDraw(sample.id)} formKey={formKey}>
          <p>种子已经记下，不能再改。抽取的时候，把范围里的任务排好队，取前 {sample.size} 项。</p>
          <Button>现在抽取</Button>
        </Form>
      )}
      {sample.drawnAt && (
        <>
          <Section title="抽到的任务">
            <DataTable<DrawnWork>
              caption="抽到的任务，按抽取的顺序"
              captionHidden
              rows={drawn}
              rowKey={({ id }) => id}
              rowHref={({ number }) => urls.deskWork(number)}
              columns={[
                { key: 'title', label: '任务', cell: ({ title }) => title },
                { key: 'unit', label: '牵头单位', cell: ({ leadUnitId }) => unitName(leadUnitId) },
                {
                  key: 'visited',
                  label: '走访',
                  tight: true,
                  cell: ({ isVisited }) =>
                    isVisited ? <Badge tone="good">已走访</Badge> : <Badge tone="warn">待走访</Badge>,
                },
              ]}
            />
          </Section>
          <Alert tone={isReproduced ? 'good' : 'bad'} title={isReproduced ? '重算过，结果一致' : '重算的结果不一致'}>
            <p>
              {isReproduced
                ? '打开本页时，系统用种子和候选名单重新算了一遍，抽到的就是这几项。'
                : '种子、候选名单或者结果被改动过，请联系审计管理员核对。'}
            </p>
          </Alert>
          <Disclosure summary={`候选名单（${sample.candidateIds?.length ?? 0} 项任务的代码）`}>
            <pre>{sample.candidateIds?.join('\n')}</pre>
          </Disclosure>
        </>
      )}
      <Honestly />
      <LinkButton href={urls.deskWorksSamples()} variant="secondary">
        看全部抽样
      </LinkButton>
    </>
  )
}
