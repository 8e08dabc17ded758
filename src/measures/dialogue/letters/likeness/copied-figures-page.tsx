import { DataTable, EmptyState, formatCount, formatShare, LinkButton, PageHeader } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { CopiedFigures } from './copied-figures.ts'

/** 督查看的：whose answers stand word for word in others. */
export function CopiedFiguresPage({ figures }: { figures: CopiedFigures[] }) {
  return (
    <>
      <PageHeader
        title="答复雷同"
        lead="一年来，除去模板里的话，六成以上的内容与本单位以往的答复相同的（本市自定）。雷同不等于不对：同一件事答得一样是应当的，请点开看。"
        actions={
          <LinkButton href={urls.deskLetters({ list: 'copied' })} variant="secondary">
            看这些来信
          </LinkButton>
        }
      />
      <DataTable
        caption="各单位雷同的答复"
        captionHidden
        rows={figures}
        rowKey={(row) => row.unitId}
        columns={[
          { key: 'unit', label: '单位', cell: (row) => row.unitName },
          { key: 'answered', label: '答复来信', tight: true, cell: (row) => `${formatCount(row.answered)} 件` },
          { key: 'copied', label: '雷同', tight: true, cell: (row) => `${formatCount(row.copied)} 件` },
          { key: 'share', label: '占比', tight: true, cell: (row) => formatShare(row.copied, row.answered) },
        ]}
        empty={
          <EmptyState title="一年来没有雷同的答复">答复提交审核时与本单位以往的答复比对，雷同的会记在这里。</EmptyState>
        }
      />
    </>
  )
}
