import type { Business } from '#core/on-the-spot/index.ts'
import {
  Alert,
  Button,
  DataTable,
  EmptyState,
  Form,
  HiddenField,
  PageHeader,
  Section,
  StatFigure,
  StatRow,
  Tabs,
} from '#ui/index.ts'
import { urls } from '#urls.ts'

/** Done today and in the last thirty days, of one business. */
export type Counted = { business: Business; today: number; month: number }

/** 当场办结: one key or tap a case; nothing is asked and nobody named. */
export function OnTheSpotPage({
  units,
  unitId,
  counted,
  undoable,
  error,
  formKey,
}: {
  units: readonly { id: string; name: string }[]
  unitId: string
  counted: readonly Counted[]
  undoable: { tapId: string; title: string } | null
  error?: string
  formKey: string
}) {
  return (
    <>
      <PageHeader
        title="当场办结"
        lead="当场办好一件，点一下（或按数字键）。不用填任何内容，不记是谁来办的，也不按人统计。"
      />
      {units.length > 1 && (
        <Tabs
          label="单位"
          items={units.map(({ id, name }) => ({ href: urls.onTheSpot(id), label: name, current: id === unitId }))}
        />
      )}
      {error && <Alert tone="bad" title={error} />}
      {counted.length === 0 ? (
        <EmptyState title="本单位还没有列出窗口业务">
          <p>请单位负责人在“承诺时限”页的“窗口业务”里列出常办的业务，列出后这里就能一点记一件。</p>
        </EmptyState>
      ) : (
        <>
          <Form action={urls.onTheSpot()} formKey={formKey}>
            <div class="tap-grid">
              {counted.map(({ business }, at) => (
                <Button
                  key={business.id}
                  variant="secondary"
                  size="large"
                  name="business"
                  value={business.id}
                  {...keyOf(at, business.title)}
                >
                  {at < 9 && <span class="tap-key">{at + 1}</span>}
                  {business.title}
                </Button>
              ))}
            </div>
          </Form>
          {undoable && (
            <Form action={urls.onTheSpotUndo()} formKey={formKey}>
              <HiddenField name="tap" value={undoable.tapId} />
              <HiddenField name="unit" value={unitId} />
              <p class="tap-done" role="status">
                刚记了一件“{undoable.title}”。
                <Button variant="quiet" size="small" keys="z" keysLabel="撤销刚才的一件">
                  点错了，撤销（一分钟内）
                </Button>
              </p>
            </Form>
          )}
          <Figures counted={counted} />
        </>
      )}
    </>
  )
}

const keyOf = (at: number, title: string) => (at < 9 ? { keys: String(at + 1), keysLabel: `记一件：${title}` } : {})

function Figures({ counted }: { counted: readonly Counted[] }) {
  const sum = (of: 'today' | 'month') => counted.reduce((total, one) => total + one[of], 0)
  return (
    <Section title="本单位的件数">
      <StatRow>
        <StatFigure label="今天" value={sum('today')} unit="件" />
        <StatFigure label="近30天" value={sum('month')} unit="件" />
      </StatRow>
      <DataTable<Counted>
        caption="按业务的件数"
        captionHidden
        rows={counted}
        rowKey={({ business }) => business.id}
        columns={[
          { key: 'title', label: '业务', cell: ({ business }) => business.title },
          { key: 'today', label: '今天', numeric: true, cell: ({ today }) => today },
          { key: 'month', label: '近30天', numeric: true, cell: ({ month }) => month },
        ]}
      />
    </Section>
  )
}
