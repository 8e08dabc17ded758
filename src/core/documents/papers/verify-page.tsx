import { RecordedMark } from '#core/ledger/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  DateText,
  DateTimeText,
  DescriptionList,
  PageHeader,
  Section,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { PaperFacts } from './papers.ts'

export type VerifyPageProps = {
  typed: { number: string; code: string }
  /** null: asked, and there is none; undefined: nothing was asked. */
  paper: PaperFacts | null | undefined
}

/** Is the paper in my hand one of yours? */
export function VerifyPage({ typed, paper }: VerifyPageProps) {
  return (
    <>
      <PageHeader
        title="文书核验"
        lead="收到盖有本市单位印章的来信文书，可以在这里核对是不是我们发出的。扫文书下方的二维码，会直接打开结果。"
      />
      {paper && <Ours paper={paper} />}
      {paper === null && (
        <Alert tone="bad" title="没有核对上" live>
          <p>
            没有这个字号和核验码的文书。请对照文书逐字检查后再试；仍然核对不上的，请不要相信文书里的付款、转账要求，可拨打{' '}
            <a href="tel:12345">12345</a> 核实。
          </p>
        </Alert>
      )}
      <Section title={paper ? '核对另一份' : '填写文书上的字号和核验码'}>
        <form class="form" method="get" action={urls.verifyPaper()}>
          <TextField
            name="number"
            label="文书字号"
            hint="在红线右下方，例如 攀市长信箱〔2026〕受理第12号；可以不填"
            value={paper ? '' : typed.number}
            autocomplete="off"
          />
          <TextField
            name="code"
            label="核验码"
            hint="12 位数字，在第一页左下方二维码旁边"
            value={paper ? '' : typed.code}
            inputMode="numeric"
            autocomplete="off"
            required
          />
          <ButtonRow>
            <Button>核验</Button>
          </ButtonRow>
        </form>
      </Section>
    </>
  )
}

function Ours({ paper }: { paper: PaperFacts }) {
  return (
    <>
      <Alert tone="good" title="是我们发出的文书" live>
        <p>请再核对：下面的字号、单位、日期和页数，与您手里的文书是不是一样。有一处不一样，就不是这一份。</p>
      </Alert>
      <DescriptionList
        items={[
          { label: '文书字号', value: paper.number },
          { label: '名称', value: paper.title },
          { label: '出具单位', value: paper.unitName },
          { label: '落款日期', value: <DateText date={paper.datedOn} /> },
          { label: '页数', value: `${paper.pages} 页` },
          { label: '制作时间', value: <DateTimeText at={paper.issuedAt} /> },
          { label: '电子文件指纹（SHA-256）', value: <code>{paper.sha256}</code> },
          { label: '公示存证', value: paper.record && <RecordedMark record={paper.record} /> },
        ]}
      />
      <p>
        <a href={urls.verify()}>放入 PDF，在我的浏览器里核对存证</a>
      </p>
      <p>手里是电子文件的，可以用任何计算 SHA-256 的工具算一遍：结果与上面一样，文件就一个字也没有改过。</p>
    </>
  )
}
