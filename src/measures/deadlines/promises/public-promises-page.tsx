import { limitText } from '#core/calendar/index.ts'
import { type InRecord, RecordedMark } from '#core/ledger/index.ts'
import { Badge, ButtonRow, DataTable, DateText, EmptyState, FilterBar, LinkButton, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { KeptFigures } from './not-kept.ts'
import { OverrunList } from './overrun-list.tsx'
import type { PublicOverrun, PublicPromise } from './public-promises.ts'

export type PromiseFilters = { q?: string | undefined; unit?: string | undefined; set?: 'law' | 'own' | undefined }

/** Those that the filters leave. */
export const narrowedPromises = (
  promises: readonly PublicPromise[],
  { q, unit, set }: PromiseFilters,
): PublicPromise[] =>
  promises.filter(
    (promise) =>
      (!unit || promise.unitId === unit) &&
      (!set || (promise.law === null) === (set === 'own')) &&
      (!q || `${promise.title}\n${promise.unitName}`.includes(q)),
  )

/** 承诺时限: what each unit publishes that it does faster than it must, or how long it takes where no law says. */
export function PublicPromisesPage({
  promises,
  inRecord,
  units,
  filters,
  today,
  overruns,
  notKept,
}: {
  promises: readonly PublicPromise[]
  /** By the id of the promise. */
  inRecord: ReadonlyMap<string, InRecord>
  units: readonly { value: string; label: string }[]
  filters: PromiseFilters
  today: Temporal.PlainDate
  overruns: readonly PublicOverrun[]
  notKept: ReadonlyMap<string, KeptFigures>
}) {
  const isNarrowed = Object.values(filters).some(Boolean)
  const all = { value: '', label: '全部' }
  return (
    <>
      <PageHeader
        title="承诺时限"
        lead="各单位公开承诺的办理时限。有法定期限的只能更短，不能更长；超过承诺的，单位在这里说明理由。"
      />
      <FilterBar
        action={urls.promises()}
        search={{ name: 'q', label: '找事项', value: filters.q, placeholder: '例如：答复、许可、登记' }}
        selects={[
          { name: 'unit', label: '单位', value: filters.unit, options: [all, ...units] },
          {
            name: 'set',
            label: '种类',
            value: filters.set,
            options: [all, { value: 'law', label: '有法定期限' }, { value: 'own', label: '没有法定期限' }],
          },
        ]}
        clearHref={isNarrowed ? urls.promises() : undefined}
      />
      {promises.length === 0 ? (
        <EmptyState title={isNarrowed ? '没有符合条件的承诺' : '还没有单位公布承诺时限'}>
          没有公布承诺的，按<a href={urls.rules()}>规定的期限</a>办理；没有规定的，能当场办的当场办结。
        </EmptyState>
      ) : (
        <>
          <Table promises={promises} inRecord={inRecord} today={today} notKept={notKept} />
          <p>超过承诺的件数由系统按每一件的日期数出来，不由单位填报；只数可以公开统计的事项。</p>
          <ButtonRow>
            <LinkButton href={urls.promisesFile('xlsx', filters)} variant="secondary" icon="download">
              下载 Excel
            </LinkButton>
            <LinkButton href={urls.promisesFile('csv', filters)} variant="secondary" icon="download">
              下载 CSV
            </LinkButton>
            <LinkButton href={urls.apiPromises()} variant="quiet">
              数据接口（JSON）
            </LinkButton>
          </ButtonRow>
        </>
      )}
      {overruns.length > 0 && <OverrunList overruns={overruns} />}
    </>
  )
}

type TableProps = {
  promises: readonly PublicPromise[]
  inRecord: ReadonlyMap<string, InRecord>
  today: Temporal.PlainDate
  notKept: ReadonlyMap<string, KeptFigures>
}

function Table({ promises, inRecord, today, notKept }: TableProps) {
  return (
    <DataTable<PublicPromise>
      caption="各单位的承诺时限"
      captionHidden
      rows={promises}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'title',
          label: '事项',
          cell: ({ law, title }) =>
            law ? (
              <a class="row-link" href={urls.rule(law.id)}>
                {title}
              </a>
            ) : (
              <b>{title}</b>
            ),
        },
        { key: 'unit', label: '单位', cell: ({ unitName }) => unitName },
        { key: 'limit', label: '承诺', tight: true, cell: ({ limit }) => <b>{limitText(limit)}</b> },
        { key: 'law', label: '规定', tight: true, cell: ({ law }) => (law?.limit ? limitText(law.limit) : '没有规定') },
        {
          key: 'from',
          label: '执行',
          cell: ({ from, to }) => (
            <>
              <DateText date={from} note={to ? `到 ${to}` : '起'} />
              {Temporal.PlainDate.compare(from, today) > 0 && <Badge tone="info">尚未执行</Badge>}
            </>
          ),
        },
        {
          key: 'notKept',
          label: '超过承诺',
          cell: ({ id }) => {
            const figures = notKept.get(id)
            return figures ? `${figures.notKept} 件，说明了理由的 ${figures.explained} 件` : ''
          },
        },
        { key: 'record', label: '公示存证', cell: ({ id }) => <RecordedMark record={inRecord.get(id)} /> },
      ]}
    />
  )
}
