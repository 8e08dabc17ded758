import {
  Alert,
  Card,
  CardGrid,
  DataTable,
  DateTimeText,
  DescriptionList,
  EmptyState,
  KeyPager,
  LinkButton,
  type NavItem,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { RecordedEntry } from './record.ts'
import { isPrivateType, recordTypeName } from './record-types.ts'
import type { Witnessed } from './witnesses.ts'

export const ledgerBreadcrumbs: NavItem[] = [
  { href: urls.home(), label: '首页' },
  { href: urls.ledger(), label: '公示存证' },
]

type Log = {
  origin: string
  publishedSize: number
  publishedAt: Temporal.Instant | null
  checkedAt: Temporal.Instant | null
  faults: string[] | null
} | null

/** 公示存证: what it is in plain words, how it stands, and what was entered last. */
export function LedgerPage(props: {
  log: Log
  witnesses: Witnessed[]
  quorum: number
  entries: RecordedEntry[]
  previousHref?: string | undefined
  nextHref?: string | undefined
  timeZone: string
}) {
  const { log, witnesses, quorum, entries, previousHref, nextHref, timeZone } = props
  return (
    <>
      <PageHeader
        title="公示存证"
        lead="政府公开过什么、什么时候公开的，一条一条记在这里。记下的不能悄悄改、悄悄删：谁都可以自己核对。"
      />
      <CardGrid>
        <Card title="① 公开时记一笔">
          <p>
            每公开、更正或撤下一样东西，就记一条：时间，和内容的“指纹”。内容改一个字，指纹就完全不同。里面没有任何人的信息。
          </p>
        </Card>
        <Card title="② 一环扣一环">
          <p>所有记录的指纹两两合并，最后合成一个总指纹。以前的任何一条被改、被删、被插入，总指纹都会变。</p>
        </Card>
        <Card title="③ 签名公布，人人可查">
          <p>总指纹一分钟内签名公布，叫“检查点”。您今天存下的检查点，明年拿来一对，就知道这一年里有没有人动过手脚。</p>
        </Card>
      </CardGrid>
      <figure class="ledger-picture">
        <img
          src="/assets/ledger.svg"
          alt="四条记录的指纹两两合并成两个，再合并成一个总指纹，由本市签名公布"
          width="720"
          height="260"
        />
      </figure>
      <Section title="现在的检查点">
        {log?.publishedAt ? (
          <>
            {log.faults && log.faults.length > 0 && (
              <Alert tone="bad" title={`自查发现 ${log.faults.length} 处不符`}>
                {log.faults.map((fault) => (
                  <p key={fault}>{fault}</p>
                ))}
              </Alert>
            )}
            <DescriptionList
              items={[
                { label: '记录', value: `${log.publishedSize} 条` },
                { label: '公布时间', value: <DateTimeText at={log.publishedAt} timeZone={timeZone} /> },
                {
                  label: '上次自查',
                  value: log.checkedAt ? (
                    <>
                      <DateTimeText at={log.checkedAt} timeZone={timeZone} />
                      {log.faults?.length === 0 && '，没有发现不符'}
                    </>
                  ) : (
                    '五分钟一次，还没有到时间'
                  ),
                },
                { label: '名称', value: log.origin },
                {
                  label: '外部见证',
                  value: <Witnesses {...{ witnesses, quorum, timeZone }} size={log.publishedSize} />,
                },
              ]}
            />
            <div class="page-actions">
              <LinkButton href={urls.ledgerCheckpoint()} variant="secondary">
                看检查点原文
              </LinkButton>
              <LinkButton href={urls.ledgerKey()} variant="secondary">
                看验签公钥
              </LinkButton>
            </div>
          </>
        ) : (
          <p>还没有公布过检查点。第一条记录写下后一分钟内就会公布。</p>
        )}
      </Section>
      <Section title="最近的记录">
        {entries.length === 0 ? (
          <EmptyState title="还没有记录">公开第一样东西后，这里会有第一条记录。</EmptyState>
        ) : (
          <>
            <DataTable
              caption="最近的记录"
              captionHidden
              rows={entries}
              rowKey={(entry) => entry.id}
              columns={[
                {
                  key: 'index',
                  label: '号',
                  tight: true,
                  cell: (entry) => <a href={urls.ledgerEntry(entry.index)}>第 {entry.index} 号</a>,
                },
                { key: 'type', label: '公开了什么', cell: (entry) => recordTypeName(entry.type) },
                { key: 'at', label: '时间', cell: (entry) => <DateTimeText at={entry.at} timeZone={timeZone} /> },
              ]}
            />
            <KeyPager shown={entries.length} previousHref={previousHref} nextHref={nextHref} />
          </>
        )}
      </Section>
    </>
  )
}

/** Who outside has signed, and whether they are enough. */
function Witnesses(props: { witnesses: Witnessed[]; quorum: number; size: number; timeZone: string }) {
  const { witnesses, quorum, size, timeZone } = props
  if (witnesses.length === 0) return <>尚无见证：还没有别的机构为检查点签名</>
  const signed = witnesses.filter(({ signedSize }) => signedSize === size).length
  return (
    <>
      <p>{signed >= quorum ? `已有 ${signed} 家见证` : `尚无足够见证：${signed} 家已签，至少要 ${quorum} 家`}</p>
      <ul class="plain-list">
        {witnesses.map(({ name, signedSize, signedAt, refusal }) => (
          <li key={name}>
            {name}：
            {signedAt ? (
              <>
                签到第 {signedSize} 条，
                <DateTimeText at={signedAt} timeZone={timeZone} />
              </>
            ) : (
              '还没有签过'
            )}
            {refusal && `；上次没有签：${refusal}`}
          </li>
        ))}
      </ul>
    </>
  )
}

/** One entry: what it proves, what can be fetched, and how to check it oneself. */
export function EntryPage({ entry, timeZone }: { entry: RecordedEntry; timeZone: string }) {
  return (
    <>
      <PageHeader title={`存证第 ${entry.index} 号`} lead={recordTypeName(entry.type)} />
      {entry.isPublished ? (
        <Alert tone="good" title="已存证">
          <p>这条记录已写进公布的检查点，不能悄悄改动。</p>
        </Alert>
      ) : (
        <Alert tone="info" title="正在存证">
          <p>已经排定位置，一分钟内写进公布的检查点。</p>
        </Alert>
      )}
      <DescriptionList
        items={[
          { label: '时间', value: <DateTimeText at={entry.at} timeZone={timeZone} /> },
          { label: '内容指纹（SHA-256）', value: <code class="digest">{entry.sha256}</code> },
          { label: '内容指纹（SM3）', value: <code class="digest">{entry.sm3}</code> },
        ]}
      />
      {!entry.hasDocument && !entry.isLost && isPrivateType(entry.type) && (
        <Alert tone="info" title="只记指纹">
          <p>
            这是发给当事人或者单位的文书，内容不公开，这里只记它的指纹。手里有这份 PDF 的人，可以
            <a href={urls.verify({ record: String(entry.index) })}>放进核对页</a>，证明它一个字也没有改。
          </p>
        </Alert>
      )}
      {entry.isLost && (
        <Alert tone="warn" title="原文不在现在的数据里">
          <p>
            这条记录公布以后，本站从较早的备份恢复过数据，备份里没有它的原文。记录是从公布过的副本接回来的，时间和指纹没有变。
          </p>
        </Alert>
      )}
      {!entry.hasDocument && !entry.isLost && !isPrivateType(entry.type) && (
        <Alert tone="info" title="原文已不公开">
          <p>
            这条记录的内容后来依法撤下，原文和加在指纹里的随机数都已删除。记录本身仍在：什么时候公开过、指纹是什么，都没有变。
          </p>
        </Alert>
      )}
      <div class="page-actions">
        {entry.isPublished && (
          <>
            <LinkButton href={urls.verify({ record: String(entry.index) })}>在我的浏览器里核对</LinkButton>
            <LinkButton href={urls.ledgerProof(entry.index)} variant="secondary">
              下载证明文件
            </LinkButton>
          </>
        )}
        <LinkButton href={urls.ledgerLeaf(entry.index)} variant="secondary">
          看记录本身
        </LinkButton>
        {entry.hasDocument && (
          <LinkButton href={urls.ledgerDocument(entry.id)} variant="secondary">
            看公开时的原文
          </LinkButton>
        )}
      </div>
      <Section title="自己核对">
        <ol>
          <li>
            下载证明文件、记录和原文，原文的随机数在应答头 <code>Ledger-Salt</code> 里；PDF 的也写在 PDF 的关键词里。
          </li>
          <li>随机数接上原文，算 SHA-256：应当等于上面的指纹。</li>
          <li>记录的指纹按证明文件逐层合并，应当得到检查点里的总指纹；检查点的签名用验签公钥核对。</li>
        </ol>
        <p>格式是公开的标准（C2SP tlog-tiles、tlog-proof，RFC 6962），用任何一家的工具都能核对。</p>
      </Section>
    </>
  )
}
