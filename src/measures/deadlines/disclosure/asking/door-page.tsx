import { type LimitRule, limitText } from '#core/calendar/index.ts'
import { ButtonRow, Card, Columns, DataTable, LinkButton, PageHeader, Section, Steps } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { pageSteps } from '../fee.ts'

type Props = {
  /** Of today, by id: how long each step takes is said by its row. */
  limits: ReadonlyMap<string, LimitRule>
}

/** 依申请公开: what can be asked for, how it goes, what it costs, what to do when one is refused. */
export function DoorPage({ limits }: Props) {
  const within = (id: string): string => {
    const limit = limits.get(id)?.limit
    return limit ? limitText(limit) : '法定期限内'
  }
  return (
    <>
      <PageHeader
        title="依申请公开"
        lead="政府没有主动公布的信息，可以申请公开。不用写理由，不用注册，一般不收费。"
        actions={
          <LinkButton href={urls.newDisclosure()} size="large">
            我要申请
          </LinkButton>
        }
      />
      <Columns
        asideLabel="其他办法"
        main={
          <>
            <Section title="申请以后怎么走">
              <Steps
                label="公开申请的办理步骤"
                items={[
                  { label: '提出申请', state: 'next', note: '当场给编号和查询码' },
                  { label: '机关确认收到', state: 'next', note: `${within('INF-10-confirm')}，从确认那天起算` },
                  { label: '需要时补正', state: 'next', note: `${within('INF-11-correction')}一次性告知` },
                  { label: '需要时征求意见', state: 'next', note: '涉及第三方的，时间另算' },
                  { label: '答复', state: 'next', note: `${within('INF-12')}，延长须告知理由` },
                ]}
              />
            </Section>
            <Fees />
            <Section title="不服答复怎么办">
              <p>
                认为应当公开而没有公开的，应当先申请行政复议：知道之日起
                {within('INF-22').replace('内', '以内')}
                ，向答复书写明的复议机关提出；对复议决定不服的，再向人民法院起诉。 答复书上都会写明。
              </p>
            </Section>
          </>
        }
        aside={
          <>
            <Card title="先找找看" icon="search">
              <p>已经公布的不用申请。</p>
              <ButtonRow>
                <LinkButton href={urls.search()} variant="secondary">
                  搜索
                </LinkButton>
                <LinkButton href={urls.letters()} variant="quiet">
                  看公开的答复
                </LinkButton>
              </ButtonRow>
            </Card>
            <Card title="已经申请了" icon="clock">
              <p>
                凭编号和查询码<a href={urls.follow()}>查进度</a>、补正、下载答复书。
              </p>
              <p>
                收到征求意见书的，<a href={urls.disclosureOpinion()}>在这里提出意见</a>。
              </p>
            </Card>
            <Card title="不方便写" icon="phone">
              <p>可以到机关窗口口头申请，由工作人员代为填写；也可以邮寄、传真。</p>
              <p>
                阅读有困难、视力或者听力不便的，请告诉我们，或者拨打 <a href="tel:12345">12345</a>。
              </p>
            </Card>
            <Card title="记录写错了" icon="user">
              <p>
                政府记录的本人信息不准确，有证据的，可以<a href={urls.newDisclosure({ of: 'ownRecord' })}>要求更正</a>。
              </p>
            </Card>
          </>
        }
      />
    </>
  )
}

const steps = pageSteps.map(({ upTo, each }, at) => ({
  from: at === 0 ? 1 : (pageSteps[at - 1]?.upTo ?? 0) + 1,
  upTo,
  each,
}))

const caseRows = [
  { range: '每月 10 件以内', price: '不收费' },
  { range: '第 11 到 30 件', price: '100 元/件' },
  { range: '第 31 件起', price: '每 10 件一档，每档每件加 100 元' },
]

const Fees = () => (
  <Section title="收费">
    <p>
      正常申请不收费。只有数量、频次明显超过合理范围的，才可以收信息处理费；按件、按页只能选一种，收费前会发书面通知。
    </p>
    <DataTable
      caption="按页计收（超过免费页数的部分，分段累计）"
      rows={steps}
      rowKey={({ from }) => String(from)}
      columns={[
        {
          key: 'range',
          label: '页数',
          cell: ({ from, upTo }) => (Number.isFinite(upTo) ? `${from} 到 ${upTo} 页` : `${from} 页以上`),
        },
        { key: 'each', label: '每页', cell: ({ each }) => (each === 0 ? '不收费' : `${each} 元`) },
      ]}
    />
    <DataTable
      caption="按件计收（同一申请人、同一机关、一个自然月）"
      rows={caseRows}
      rowKey={({ range }) => range}
      columns={[
        { key: 'range', label: '件数', cell: ({ range }) => range },
        { key: 'price', label: '标准', cell: ({ price }) => price },
      ]}
    />
    <p class="field-hint">依据：政府信息公开条例第42条、国办函〔2020〕109号。</p>
  </Section>
)
