import { type InRecord, RecordedMark } from '#core/ledger/index.ts'
import {
  ButtonRow,
  Card,
  DataTable,
  DateText,
  DescriptionList,
  EmptyState,
  FilterBar,
  KeyPager,
  LinkButton,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Duty, DutyFilters } from './duties.ts'

export type DutiesPageProps = {
  rows: Duty[]
  filters: DutyFilters
  units: { value: string; label: string }[]
  categories: string[]
  didYouMean: string | null
  nextHref: string | undefined
}

/** 这件事归谁管: searched by everybody, by the words people use. */
export function DutiesPage({ rows, filters, units, categories, didYouMean, nextHref }: DutiesPageProps) {
  const isFiltered = Boolean(filters.q || filters.unitId || filters.category)
  return (
    <>
      <PageHeader
        title="职责目录"
        lead="一件事归谁管、依据是什么。用平常的说法就能查；有过争议的，写明是谁裁定的，裁定一次，以后照办。"
        actions={
          <LinkButton href={urls.dutiesFile()} variant="secondary" icon="download" download>
            下载 Excel
          </LinkButton>
        }
      />
      <FilterBar
        action={urls.duties()}
        search={{ name: 'q', label: '什么事', value: filters.q, placeholder: '例如：半夜施工太吵' }}
        selects={[
          { name: 'unit', label: '负责单位', value: filters.unitId, options: [all, ...units] },
          {
            name: 'category',
            label: '类别',
            value: filters.category,
            options: [all, ...categories.map((value) => ({ value, label: value }))],
          },
        ]}
        submitLabel="查一查"
        clearHref={isFiltered ? urls.duties() : undefined}
      />
      {didYouMean && (
        <p class="search-hint">
          您是不是要找：<a href={urls.duties({ q: didYouMean })}>{didYouMean}</a>
        </p>
      )}
      <DataTable
        caption="职责目录"
        captionHidden
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => urls.duty(id)}
        columns={[
          { key: 'subject', label: '事项', cell: ({ subject }) => subject },
          { key: 'category', label: '类别', tight: true, cell: ({ category }) => category },
          { key: 'unit', label: '负责', cell: ({ unit }) => unit },
          { key: 'joint', label: '配合', cell: ({ joint }) => joint.join('、') || '—' },
          { key: 'basis', label: '依据', cell: basisText },
          { key: 'since', label: '写入', tight: true, cell: ({ since }) => <DateText date={since} /> },
        ]}
        empty={
          <EmptyState
            title={isFiltered ? '目录里没有查到' : '目录里还没有内容'}
            action={<LinkButton href={urls.newLetter()}>直接写信问</LinkButton>}
          >
            换一个说法再查。任何单位、任何工作人员，第一个被您问到的就是首问责任人，由他负责帮您找到该管的单位。
          </EmptyState>
        }
      />
      {rows.length > 0 && <KeyPager shown={rows.length} nextHref={nextHref} />}
    </>
  )
}

const all = { value: '', label: '全部' }

const basisText = ({ basisWord, basis, decidedBy }: Duty) => (
  <>
    {basisWord}：{basis}
    {decidedBy && `（${decidedBy}裁定）`}
  </>
)

type DutyProps = { duty: Duty; earlier: Duty[]; later: Duty | null; record: InRecord | undefined }

export function DutyPage({ duty, earlier, later, record }: DutyProps) {
  return (
    <>
      <PageHeader
        title={duty.subject}
        lead={duty.endedAt ? '这一条已经不再适用。' : `由${duty.unit}负责。`}
        meta={duty.endedFor && <span>{duty.endedFor}</span>}
      />
      {later && (
        <Card title="现在适用的" href={urls.duty(later.id)} icon="right">
          {later.subject}：{later.unit}
        </Card>
      )}
      <DescriptionList
        items={[
          { label: '负责单位', value: duty.unit },
          { label: '电话', value: duty.phone && <a href={`tel:${duty.phone}`}>{duty.phone}</a> },
          { label: '配合单位', value: duty.joint.join('、') || '没有' },
          { label: '类别', value: duty.category },
          { label: '也叫', value: duty.words || null },
          { label: '依据', value: `${duty.basisWord}：${duty.basis}` },
          { label: '裁定', value: duty.decidedBy && `两个单位说法不一，由${duty.decidedBy}裁定` },
          { label: '写入目录', value: <DateText date={duty.since} long /> },
          { label: '公示存证', value: record && <RecordedMark record={record} /> },
        ]}
      />
      {earlier.length > 0 && (
        <Section title="以前怎么定的">
          <DataTable
            caption="以前的版本"
            captionHidden
            rows={earlier}
            rowKey={({ id }) => id}
            rowHref={({ id }) => urls.duty(id)}
            columns={[
              { key: 'subject', label: '事项', cell: ({ subject }) => subject },
              { key: 'unit', label: '负责', cell: ({ unit }) => unit },
              { key: 'basis', label: '依据', cell: basisText },
              { key: 'since', label: '写入', tight: true, cell: ({ since }) => <DateText date={since} /> },
            ]}
          />
        </Section>
      )}
      <ButtonRow>
        <LinkButton href={urls.duties()} variant="secondary">
          回到目录
        </LinkButton>
      </ButtonRow>
    </>
  )
}
