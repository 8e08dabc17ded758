import { Alert, LinkButton, PageHeader, Section, TextField } from '#ui/index.ts'
import { urls } from '#urls.ts'

export type VerifyPageProps = {
  typed: string
  /** What was meant; null when nothing was found, undefined when nothing was asked. */
  index: number | null | undefined
  /** Verifier keys of the bodies that cosign. */
  witnesses: string[]
}

/** 核对存证: the visitor's own browser computes; the server only says where the files are. */
export function VerifyPage({ typed, index, witnesses }: VerifyPageProps) {
  const isFound = typeof index === 'number'
  return (
    <>
      <PageHeader
        title="核对存证"
        lead="在您自己的浏览器里算，不用相信我们：公开的内容、发给您的文书有没有被改过，这条记录在不在签名公布的检查点里。"
      />
      <form class="form" method="get" action={urls.verify()}>
        <TextField
          name="record"
          label="网址、编号或存证号"
          value={typed}
          hint="例如公开来信的网址、来信编号、文书核验码，或者“第 12 号”"
          required
        />
        <button class="btn btn-primary" type="submit">
          <span>核对</span>
        </button>
      </form>
      {index === null && (
        <Alert tone="warn" title="没有找到">
          <p>请核对网址或编号。刚刚公开的，一分钟后才有存证号；没有公开过的，没有存证。</p>
        </Alert>
      )}
      <Section title={isFound ? `存证第 ${index} 号` : '手里有文件'}>
        <verify-record {...(isFound && { 'data-index': String(index) })} data-witnesses={witnesses.join('\n')}>
          <noscript>
            <Alert tone="info" title="这个浏览器没有开启脚本">
              <p>在浏览器里核对需要脚本。也可以下载证明文件，用核对程序或别家的工具核对。</p>
            </Alert>
          </noscript>
          <ol class="verify-steps" aria-live="polite" />
          <p class="verify-file" hidden>
            <label>
              把 PDF、证明文件或公开的原文拖到这里，或者选择它。文件不会上传，只在您的浏览器里核对：
              <input type="file" />
            </label>
          </p>
        </verify-record>
        {isFound && (
          <p>
            <LinkButton href={urls.ledgerEntry(index)} variant="secondary">
              看这条记录
            </LinkButton>
          </p>
        )}
      </Section>
      <Section title="更彻底的核对">
        <p>
          整个记录可以用核对程序从头算一遍，它不用服务器的任何代码；别的机构也可以为检查点见证。见
          <a href={urls.ledger()}>公示存证</a>。
        </p>
      </Section>
    </>
  )
}
