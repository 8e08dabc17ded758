import { limitText } from '#core/calendar/index.ts'
import { DataTable, DateText, Section } from '#ui/index.ts'
import type { PublicOverrun } from './public-promises.ts'

/** 超过承诺时限的，办理单位公开说明的理由. */
export function OverrunList({ overruns }: { overruns: readonly PublicOverrun[] }) {
  return (
    <Section title="超过承诺时限的说明" id="overruns">
      <DataTable<PublicOverrun>
        caption="超过承诺时限的说明"
        captionHidden
        rows={overruns}
        rowKey={({ id }) => id}
        columns={[
          { key: 'about', label: '事项', cell: ({ promise }) => `${promise.title}（承诺${limitText(promise.limit)}）` },
          { key: 'unit', label: '单位', cell: ({ promise }) => promise.unitName },
          { key: 'due', label: '承诺的日期', tight: true, cell: ({ dueOn }) => <DateText date={dueOn} /> },
          {
            key: 'done',
            label: '办结',
            tight: true,
            cell: ({ doneOn }) => (doneOn ? <DateText date={doneOn} /> : '说明时还在办理'),
          },
          { key: 'reason', label: '理由', cell: ({ reason }) => reason },
        ]}
      />
    </Section>
  )
}
