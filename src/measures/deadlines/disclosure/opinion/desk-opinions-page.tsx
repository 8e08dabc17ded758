import { fullDayText } from '#core/calendar/index.ts'
import { DataTable, DateText, EmptyState, NumberText, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { OpenedLetter } from './find-letter.ts'

/** 征求本单位意见: letters of other agencies about what both made (第34条). */
export const DeskOpinionsPage = ({ letters }: { letters: OpenedLetter[] }) => (
  <>
    <PageHeader
      title="征求本单位意见"
      lead="别的机关收到公开申请，涉及与本单位共同制作的信息，来征求意见（政府信息公开条例第34条）。逾期没有意见的，视为同意公开。"
    />
    {letters.length === 0 ? (
      <EmptyState title="没有征求本单位意见的">别的机关发来征求意见书，会出现在这里。</EmptyState>
    ) : (
      <DataTable
        caption="征求本单位意见的公开申请"
        captionHidden
        rows={letters}
        rowKey={({ number }) => number}
        rowHref={({ number }) => urls.deskDisclosureOpinion(number)}
        columns={[
          { key: 'title', label: '申请公开的信息', cell: ({ title }) => title },
          { key: 'number', label: '征求意见书编号', tight: true, cell: ({ number }) => <NumberText value={number} /> },
          { key: 'unit', label: '哪个机关征求', cell: ({ unit }) => unit },
          { key: 'sent', label: '发出', tight: true, cell: ({ sentOn }) => <DateText date={sentOn} /> },
          {
            key: 'state',
            label: '现在',
            cell: ({ given, by, within }) =>
              given ?? (by ? `请在${fullDayText(by)}前提出` : `待签收，签收后${within}内提出`),
          },
        ]}
      />
    )}
  </>
)
