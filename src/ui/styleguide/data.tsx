import { Button, LinkButton } from '../buttons.tsx'
import { Card, CardGrid, Columns, Section } from '../containers.tsx'
import { BulkBar, type Column, DataTable, DescriptionList, KeyPager } from '../data-table.tsx'
import { Chart, NumberText, StatFigure, StatRow } from '../figures.tsx'
import { Steps, Tabs, Timeline } from '../navigation.tsx'
import { Badge, Light, type LightColour, StateBadge } from '../states.tsx'
import { DateText } from '../text.tsx'
import { sampleMonths, sampleShares } from './sample-figures.ts'

type Row = {
  number: string
  title: string
  unit: string
  state: string
  light: LightColour
  left: string
  due: string
  votes: number
}

const rows: Row[] = [
  {
    number: '20261123000017',
    title: '炳草岗大桥桥头路灯不亮',
    unit: '市城市管理局',
    state: '办理中',
    light: 'green',
    left: '还剩 3 个工作日',
    due: '2026-12-02',
    votes: 12,
  },
  {
    number: '20261119000025',
    title: '弄弄坪公交末班车能不能晚半小时',
    unit: '市交通运输局',
    state: '待签收',
    light: 'yellow',
    left: '今天到期',
    due: '2026-11-23',
    votes: 105,
  },
  {
    number: '20261112000033',
    title: '小区加装电梯补贴怎么申请',
    unit: '市住房和城乡建设局',
    state: '已超期',
    light: 'red',
    left: '超期 2 个工作日',
    due: '2026-11-19',
    votes: 1048,
  },
]

const columns: Column<Row>[] = [
  { key: 'title', label: '标题', cell: (row) => row.title },
  { key: 'number', label: '编号', cell: (row) => <NumberText value={row.number} />, tight: true },
  { key: 'unit', label: '承办单位', cell: (row) => row.unit },
  {
    key: 'state',
    label: '状态',
    cell: (row) => <StateBadge state={row.state} tone={row.light === 'red' ? 'bad' : 'info'} />,
    tight: true,
  },
  { key: 'light', label: '时限', cell: (row) => <Light color={row.light} text={row.left} />, tight: true },
  { key: 'due', label: '最迟', cell: (row) => <DateText date={row.due} />, sortHref: '#tables', sorted: 'ascending' },
  { key: 'votes', label: '同样遇到', numeric: true, cell: (row) => row.votes.toLocaleString('zh-CN') },
]

export function DataSamples() {
  return (
    <>
      <Section title="列表" id="tables" more={{ href: '#tables', label: '全部来信' }}>
        <Tabs
          label="来信列表"
          items={[
            { href: '#mine', label: '我的', badge: 3, current: true },
            { href: '#unit', label: '本单位', badge: 28 },
            { href: '#today', label: '今日到期', badge: 2 },
            { href: '#overdue', label: '已超期' },
          ]}
        />
        <DataTable
          columns={columns}
          rows={rows}
          rowKey={(row) => row.number}
          rowHref={(row) => `#${row.number}`}
          caption="本单位的来信，按最迟答复日排序"
          selectable={{ name: 'letter', value: (row) => row.number, label: (row) => `选择 ${row.title}` }}
        />
        <KeyPager shown={3} nextHref="#tables" note="共 1000+ 条" />
        <BulkBar name="letter">
          <Button type="button" keys="s" keysLabel="签收勾选的来信">
            签收
          </Button>
        </BulkBar>
      </Section>
      <Section title="一件事的经过" id="timeline">
        <Steps
          items={[
            { label: '写信', state: 'done' },
            { label: '转办', state: 'done', note: '11月23日' },
            { label: '办理', state: 'now', note: '最迟 12月2日' },
            { label: '答复', state: 'next' },
            { label: '评价', state: 'next' },
          ]}
        />
        <Columns
          main={
            <Timeline
              items={[
                { title: '收到来信', when: <DateText date="2026-11-23" long />, who: '市长信箱办公室', state: 'done' },
                { title: '转给市城市管理局', when: <DateText date="2026-11-23" long />, state: 'done' },
                {
                  title: '市城市管理局正在办理',
                  when: '已签收 1 个工作日',
                  state: 'now',
                  body: <p>已安排路灯所到现场查看。</p>,
                },
                { title: '给您答复', when: '最迟 12月2日（周三）', state: 'next' },
              ]}
            />
          }
          aside={
            <Card title="现在由谁在办" tone="sun" icon="user" headingLevel={3}>
              <DescriptionList
                items={[
                  { label: '承办单位', value: '市城市管理局' },
                  { label: '首问责任', value: '市长信箱办公室' },
                  { label: '最迟答复', value: <DateText date="2026-12-02" long /> },
                ]}
              />
            </Card>
          }
        />
      </Section>
      <Section title="卡片" id="cards">
        <CardGrid>
          <Card title="写信" href="/letters/new" icon="letter" headingLevel={3}>
            <p>咨询、求助、投诉、举报、建议、表扬，五分钟写完。</p>
          </Card>
          <Card title="查进度" href="/follow" icon="clock" headingLevel={3}>
            <p>凭编号和查询码，看谁在办、最迟哪天。</p>
          </Card>
          <Card
            title="看答复"
            href="/letters"
            icon="search"
            headingLevel={3}
            footer={<Badge tone="sun">1,400 件</Badge>}
          >
            <p>别人问过的，也许正是您想问的。</p>
          </Card>
        </CardGrid>
      </Section>
      <Section title="数字与图" id="figures">
        <StatRow>
          <StatFigure label="本月来信" value="1,284" unit="件" delta="比上月多 6.2%" />
          <StatFigure
            label="按时答复率"
            value="96.4"
            unit="%"
            delta="比上月高 1.1 个百分点"
            deltaTone="good"
            formula="按时答复的件数 ÷ 应当答复的件数；延期经批准的，按批准后的日期算。"
          />
          <StatFigure label="答复用时中位数" value="4" unit="个工作日" />
          <StatFigure label="群众满意" value="88.0" unit="%" delta="未评价 312 件，不计入" />
        </StatRow>
        <CardGrid columns={2}>
          <Chart
            title="每月来信与按时答复"
            src="/styleguide/months.svg"
            narrowSrc="/styleguide/months.svg?narrow=1"
            alt="近六个月来信从 980 件升到 1,284 件，按时答复始终在九成以上。"
            table={{
              caption: '每月来信与按时答复（件）',
              columns: ['月份', '来信', '按时答复'],
              rows: sampleMonths.map((month) => [month.label, month.letters, month.inTime]),
            }}
            download={{ href: '/styleguide/months.svg', label: '下载这张图' }}
          />
          <Chart
            title="来信都在说什么"
            src="/styleguide/shares.svg"
            narrowSrc="/styleguide/shares.svg?narrow=1"
            alt="城市管理最多，占三成；其次是住房、交通、教育和社保。"
            table={{
              caption: '来信的类别（件）',
              columns: ['类别', '件数'],
              rows: sampleShares.map((share) => [share.name, share.value]),
            }}
          />
        </CardGrid>
        <LinkButton href="#figures" variant="secondary" icon="download">
          下载全部数据
        </LinkButton>
      </Section>
    </>
  )
}
