import { type Addressee, notice, slugOf } from '#core/implementation/index.ts'
import {
  Alert,
  Badge,
  DateTimeText,
  FilterBar,
  type FilterSelect,
  formatCount,
  LinkButton,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { firstYear, type Quarter, spanText } from './span.ts'
import type { EvidenceRow, MeasureRows, SentenceRow } from './table.ts'

export type Chosen = { year: number; quarter?: Quarter; addressee?: string }

export type ImplementationProps = {
  table: MeasureRows[]
  /** The columns: all seven, or the one that was chosen. */
  shown: Addressee[]
  addressees: Addressee[]
  departments: Addressee[]
  chosen: Chosen
  thisYear: number
  countedAt: Temporal.Instant
}

export const nothingYet = '尚无记录'

/** 落实对照表: each sentence of the notice, and what happened at each of those it is addressed to. */
export function ImplementationPage(props: ImplementationProps) {
  const { table, chosen, countedAt } = props
  const one = chosen.addressee ? props.shown[0] : undefined
  const sentences = table.flatMap((measure) => measure.sentences)
  const lived = sentences.filter(({ isLived }) => isLived).length
  return (
    <>
      <PageHeader
        title={one ? `落实对照：${one.name}` : '九条措施落实对照表'}
        lead={`${notice.number}写了 ${sentences.length} 句话。每一句后面，是${spanText(chosen.year, chosen.quarter)}实际发生的事，由系统从办理记录里数出来，没有人填报。`}
        meta={
          <>
            <span>
              {lived} 句有记录，{sentences.length - lived} 句{nothingYet}
            </span>
            <span>
              统计到 <DateTimeText at={countedAt} />
            </span>
          </>
        }
        actions={
          <LinkButton
            href={urls.implementationFile('xlsx', fieldsOf(chosen))}
            variant="secondary"
            icon="download"
            download
          >
            下载 Excel
          </LinkButton>
        }
      />
      {!one && <Choose {...props} />}
      <FilterBar action={urls.implementation()} submitLabel="看这一期" selects={selectsOf(props)} />
      {table.map(({ measure, sentences }) => (
        <Section
          key={measure.numeral}
          title={`${measure.numeral}、${measure.title}`}
          id={`measure-${slugOf(`${measure.numeral}-`).slice(0, 1)}`}
        >
          {one ? (
            <SentenceCards sentences={sentences} chosen={chosen} />
          ) : (
            <MatrixTable title={`${measure.numeral}、${measure.title}`} sentences={sentences} {...props} />
          )}
        </Section>
      ))}
      <Alert tone="info" title="怎么看这张表">
        <p>
          “{nothingYet}
          ”有两种：这一期没有发生，或者平台还没有这一项的办理记录。两种都照实写，不补填。各单位管的事不一样，数字多少不说明好坏，也不排名。
        </p>
      </Alert>
    </>
  )
}

const fieldsOf = ({ year, quarter, addressee }: Chosen) => ({ year, quarter, addressee })

function selectsOf({ chosen, thisYear, addressees, departments }: ImplementationProps): FilterSelect[] {
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_, at) => String(thisYear - at))
  return [
    {
      name: 'addressee',
      label: '看谁',
      value: chosen.addressee,
      options: [
        { value: '', label: '全部对象' },
        ...addressees.map(({ id, name }) => ({ value: id, label: name })),
        ...departments.map(({ id, name }) => ({ value: id, label: `部门：${name}` })),
      ],
    },
    {
      name: 'year',
      label: '年份',
      value: String(chosen.year),
      options: years.map((year) => ({ value: year, label: `${year} 年` })),
    },
    {
      name: 'quarter',
      label: '季度',
      value: chosen.quarter ? String(chosen.quarter) : '',
      options: [
        { value: '', label: '全年' },
        ...['1', '2', '3', '4'].map((quarter) => ({ value: quarter, label: `第${quarter}季度` })),
      ],
    },
  ]
}

/** On a phone the table has no room: first whom, then what. */
function Choose({ addressees, chosen }: ImplementationProps) {
  return (
    <nav class="matrix-choose" aria-label="选择对象">
      <p>先选一个对象，看它的每一句：</p>
      <ul>
        {addressees.map(({ id, name }) => (
          <li key={id}>
            <a class="btn btn-secondary" href={urls.implementation({ ...fieldsOf(chosen), addressee: id })}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function MatrixTable({
  title,
  sentences,
  addressees,
  chosen,
}: ImplementationProps & { title: string; sentences: SentenceRow[] }) {
  return (
    <div class="table-frame matrix-frame">
      <table class="matrix-table">
        <caption class="visually-hidden">{title}：每一句和每个对象</caption>
        <thead>
          <tr>
            <th scope="col">原文和看什么</th>
            {addressees.map(({ id, name }) => (
              <th key={id} scope="col">
                <a href={urls.implementation({ ...fieldsOf(chosen), addressee: id })}>{name}</a>
              </th>
            ))}
            <th scope="col">合计</th>
          </tr>
        </thead>
        {sentences.map((row) => (
          <SentenceBody key={row.sentence.id} row={row} chosen={chosen} addressees={addressees} />
        ))}
      </table>
    </div>
  )
}

function SentenceBody({
  row: { sentence, rows, isLived },
  chosen,
  addressees,
}: {
  row: SentenceRow
  chosen: Chosen
  addressees: Addressee[]
}) {
  const href = (addressee?: string) =>
    urls.implementationSentence(slugOf(sentence.id), { ...fieldsOf(chosen), addressee })
  return (
    <tbody>
      <tr class="matrix-sentence">
        <th scope="rowgroup" colSpan={addressees.length + 2}>
          <b>{sentence.id}</b> {sentence.text} {!isLived && <Badge>{nothingYet}</Badge>}
        </th>
      </tr>
      {isLived &&
        rows.map(({ evidence, counts, all }) => (
          <tr key={evidence.id}>
            <th scope="row">
              {evidence.title}
              <small>（{evidence.measureWord}）</small> {evidence.isShortfall && all > 0 && <Shortfall />}
            </th>
            {counts.map((count, at) => (
              <td key={addressees[at]?.id}>
                {count > 0 ? <a href={href(addressees[at]?.id)}>{formatCount(count)}</a> : <Nothing />}
              </td>
            ))}
            <td>{all > 0 ? <a href={href()}>{formatCount(all)}</a> : <Nothing />}</td>
          </tr>
        ))}
    </tbody>
  )
}

const Shortfall = () => <Badge tone="warn">不足</Badge>

const Nothing = () => <span class="matrix-nothing">{nothingYet}</span>

/** One addressee: a card a sentence, good on a phone. */
function SentenceCards({ sentences, chosen }: { sentences: SentenceRow[]; chosen: Chosen }) {
  return (
    <ul class="matrix-cards">
      {sentences.map(({ sentence, rows, isLived }) => (
        <li key={sentence.id} class="card-box card-plain">
          <p class="matrix-words">
            <b>{sentence.id}</b> {sentence.text}
          </p>
          {isLived ? (
            <>
              <EvidenceList rows={rows} />
              <a class="more-link" href={urls.implementationSentence(slugOf(sentence.id), fieldsOf(chosen))}>
                看怎么数的
              </a>
            </>
          ) : (
            <p>
              <Badge>{nothingYet}</Badge>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function EvidenceList({ rows }: { rows: EvidenceRow[] }) {
  return (
    <dl class="matrix-evidence">
      {rows.map(({ evidence, all }) => (
        <div key={evidence.id}>
          <dt>
            {evidence.title} {evidence.isShortfall && all > 0 && <Shortfall />}
          </dt>
          <dd>{all > 0 ? `${formatCount(all)} ${evidence.measureWord}` : <Nothing />}</dd>
        </div>
      ))}
    </dl>
  )
}
