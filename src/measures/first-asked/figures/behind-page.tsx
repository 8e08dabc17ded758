import {
  Button,
  DataTable,
  DateTimeText,
  EmptyState,
  Form,
  HiddenField,
  KeyPager,
  NumberText,
  PageHeader,
  Tabs,
} from '#ui/index.ts'
import { deskUrls, urls } from '#urls.ts'
import { behindExport } from './behind-export.ts'
import type { Behind, BehindList } from './behind-figures.ts'
import { hoursText } from './figures-page.tsx'

const labels: Record<BehindList, string> = {
  in: '别人转来的',
  out: '转给别人的',
  registered: '首问登记的',
  dropped: '断线的',
}

/** What stands behind a unit's figures. */
export function BehindPage(props: {
  unit: { id: string; shortName: string }
  list: BehindList
  rows: Behind[]
  nextHref: string | undefined
  formKey: string
}) {
  const { unit, list, rows, nextHref, formKey } = props
  const isHandOver = list === 'in' || list === 'out'
  return (
    <>
      <PageHeader
        title={`${unit.shortName}：首问责任`}
        lead="数字后面是哪几件。只列出您有权查看的；举报不列、也不计数。"
      />
      <Tabs
        label="哪一项"
        items={(Object.keys(labels) as BehindList[]).map((one) => ({
          href: urls.deskFirstAskedUnit(unit.id, { list: one }),
          label: labels[one],
          current: one === list,
        }))}
      />
      <DataTable<Behind>
        caption={labels[list]}
        captionHidden
        rows={rows}
        rowKey={({ number, at }) => `${number} ${at}`}
        rowHref={({ number }) => deskUrls('/desk/matters').one(number)}
        columns={[
          { key: 'title', label: '事项', cell: ({ title }) => title },
          { key: 'number', label: '编号', tight: true, cell: ({ number }) => <NumberText value={number} /> },
          { key: 'at', label: isHandOver ? '转出' : '登记', tight: true, cell: ({ at }) => <DateTimeText at={at} /> },
          {
            key: 'other',
            label: list === 'in' ? '从' : list === 'out' ? '到' : '现在由谁办',
            cell: ({ other }) => other,
          },
          { key: 'end', label: '结果', cell: ({ end }) => end },
          ...(isHandOver
            ? [
                {
                  key: 'hours',
                  label: '用时（小时）',
                  numeric: true,
                  cell: ({ hours }: Behind) => hoursText(hours),
                },
              ]
            : []),
          { key: 'state', label: '状态', tight: true, cell: ({ state }) => state },
        ]}
        empty={<EmptyState title={`没有${labels[list]}`}>换一项看看。</EmptyState>}
      />
      {rows.length > 0 && (
        <>
          <KeyPager shown={rows.length} nextHref={nextHref} />
          <Form action={urls.deskExports()} formKey={formKey}>
            <HiddenField name="source" value={behindExport} />
            <HiddenField name="list" value={list} />
            <HiddenField name="unit" value={unit.id} />
            <Button variant="quiet" icon="download">
              导出 Excel
            </Button>
          </Form>
        </>
      )}
    </>
  )
}
