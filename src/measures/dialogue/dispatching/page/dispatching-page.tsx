import type { Measured } from '#core/documents/index.ts'
import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  DataTable,
  DateTimeText,
  DescriptionList,
  Disclosure,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  formatShare,
  HiddenField,
  PageHeader,
  Section,
  StatFigure,
  StatRow,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { DispatchingFigures, Version } from './figures.ts'

type Props = { figures: DispatchingFigures; keyOf: () => string; typed: Record<string, string>; errors: FieldErrors }

/** 派单建议: how good it is, how it was learnt, whether it is on, and how often dispatchers decide as it says. */
export function DispatchingPage({ figures, keyOf, typed, errors }: Props) {
  const { versions, isOn, names } = figures
  const inUse = versions.find(({ state }) => state === 'inUse')
  const waiting = versions.filter(({ state }) => state === 'waiting')
  return (
    <>
      <PageHeader
        title="派单建议"
        lead="建议从本市办结的来信、来信分类和职责目录里学出来，在本机学，不送到外面；怎么派由派单员决定。"
        actions={
          <Form action={urls.deskAdviceLearning()} formKey={keyOf()}>
            <Button variant="secondary">现在重学一次</Button>
          </Form>
        }
      />
      <ErrorSummary errors={errorList(errors)} />
      {!isOn && (
        <Alert tone="warn" title="建议已关闭">
          <p>派单页上不显示建议。原因：{figures.switched[0]?.why}</p>
        </Alert>
      )}
      {waiting.map((version) => (
        <Waiting key={version.id} version={version} inUse={inUse} formKey={keyOf()} />
      ))}
      {inUse ? (
        <InUse version={inUse} names={names} />
      ) : (
        <EmptyState title="还没有学过">今晚会自动学一次；也可以点“现在重学一次”。</EmptyState>
      )}
      <Section title="派单员的决定与建议一致的比率">
        <DataTable
          caption="按周，只算有建议的派单；不区分派单员"
          rows={figures.agreement}
          rowKey={({ week }) => week}
          columns={[
            { key: 'week', label: '周一', tight: true, cell: ({ week }) => week },
            { key: 'advised', label: '有建议的派单', numeric: true, cell: ({ advised }) => advised },
            { key: 'unit', label: '单位一致', numeric: true, cell: (row) => formatShare(row.sameUnit, row.advised) },
            {
              key: 'three',
              label: '在三个建议里',
              numeric: true,
              cell: (row) => formatShare(row.amongThree, row.advised),
            },
            {
              key: 'category',
              label: '分类一致',
              numeric: true,
              cell: (row) => formatShare(row.sameCategory, row.advised),
            },
          ]}
          empty={<EmptyState title="还没有">有建议的来信派出后，这里按周算出来。</EmptyState>}
        />
      </Section>
      <Section title={isOn ? '关闭建议' : '打开建议'}>
        <Form action={urls.deskAdviceSwitch()} formKey={keyOf()}>
          <HiddenField name="on" value={isOn ? 'no' : 'yes'} />
          <TextField
            name="why"
            label="原因"
            hint="所有能看这一页的人都看得到"
            value={typed.why}
            error={errors.why}
            maxLength={200}
            width="wide"
            required
          />
          <ButtonRow>
            <Button variant={isOn ? 'danger' : 'primary'}>{isOn ? '关闭建议' : '打开建议'}</Button>
          </ButtonRow>
        </Form>
        {figures.switched.length > 0 && (
          <ul>
            {figures.switched.map((one) => (
              <li key={String(one.at)}>
                <DateTimeText at={one.at} /> {one.by}
                {one.isOn ? '打开' : '关闭'}：{one.why}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="各版">
        <DataTable
          caption="各版，最新的在前"
          captionHidden
          rows={versions}
          rowKey={({ id }) => id}
          columns={[
            { key: 'version', label: '版', tight: true, cell: ({ version }) => `第 ${version} 版` },
            { key: 'learntAt', label: '学习时间', tight: true, cell: ({ learntAt }) => <DateTimeText at={learntAt} /> },
            { key: 'letters', label: '有分类的来信', numeric: true, cell: ({ categoryLetters }) => categoryLetters },
            { key: 'units', label: '有答复单位的来信', numeric: true, cell: ({ unitLetters }) => unitLetters },
            { key: 'f1', label: '分类宏平均 F1', numeric: true, cell: ({ measured }) => f1Text(measured.categories) },
            { key: 'unitF1', label: '单位宏平均 F1', numeric: true, cell: ({ measured }) => f1Text(measured.units) },
            {
              key: 'state',
              label: '状态',
              tight: true,
              cell: ({ state, takenBy }) => (
                <>
                  <Badge tone={state === 'inUse' ? 'good' : state === 'waiting' ? 'warn' : 'neutral'}>
                    {stateWords[state]}
                  </Badge>
                  {takenBy && ` ${takenBy}启用`}
                </>
              ),
            },
          ]}
          empty={<EmptyState title="还没有">学过一次后会出现在这里。</EmptyState>}
        />
      </Section>
    </>
  )
}

const stateWords: Record<Version['state'], string> = { inUse: '在用', waiting: '等人决定', replaced: '已替换' }

export const f1Text = (measured: Measured | null): string => (measured ? measured.macroF1.toFixed(3) : '来信太少')

function Waiting({ version, inUse, formKey }: { version: Version; inUse: Version | undefined; formKey: string }) {
  return (
    <Alert tone="warn" title={`第 ${version.version} 版比在用的明显差，没有自动启用`}>
      <p>
        分类宏平均 F1：在用的 {f1Text(inUse?.measured.categories ?? null)}，这一版 {f1Text(version.measured.categories)}
        。来信的内容变了，变差也可能是对的；确认后再启用。
      </p>
      <Form action={urls.deskAdviceTaking(version.id)} formKey={formKey}>
        <Button variant="secondary" size="small">
          启用第 {version.version} 版
        </Button>
      </Form>
    </Alert>
  )
}

function InUse({ version, names }: { version: Version; names: ReadonlyMap<string, string> }) {
  const { categories, units } = version.measured
  return (
    <Section title={`在用的：第 ${version.version} 版`}>
      <StatRow>
        <StatFigure label="分类宏平均 F1" value={f1Text(categories)} formula={formula} />
        <StatFigure label="单位宏平均 F1" value={f1Text(units)} formula={formula} />
        <StatFigure label="学过的来信" value={version.unitLetters} unit="封" />
      </StatRow>
      <DescriptionList
        items={[
          { label: '学习时间', value: <DateTimeText at={version.learntAt} /> },
          {
            label: '从什么学',
            value: `派单员确认过分类、已办结的来信 ${version.categoryLetters} 封，已办结并有答复单位的来信 ${version.unitLetters} 封，分类和职责目录里的说法 ${version.catalogueLines} 条。举报和投诉工作人员的来信不学。`,
          },
          {
            label: '怎么量',
            value: `五折交叉验证：每一类的来信随机分成五份（随机种子 ${version.seed}，各版相同），每一份都由只学过另外四份和目录的模型来判断；少于五封的类不量。`,
          },
          {
            label: '里面有什么',
            value: '只有带密钥的散列词和数字，至少三封来信都有的词才学，读不出哪一封信。',
          },
        ]}
      />
      {categories && <Told measured={categories} names={names} what="分类" />}
      {units && <Told measured={units} names={names} what="单位" />}
    </Section>
  )
}

const formula = '每一类的 F1 = 2×判断对的 ÷（判断成这一类的 + 真是这一类的），各类取平均'

/** By label, and what was taken for what. */
function Told({ measured, names, what }: { measured: Measured; names: ReadonlyMap<string, string>; what: string }) {
  const name = (label: string) => names.get(label) ?? '原分类'
  const wrong = measured.confusion.filter(({ label, told }) => label !== told).toSorted((a, b) => b.letters - a.letters)
  return (
    <Disclosure summary={`按${what}看，和判断错的`}>
      <DataTable
        caption={`各${what}的 F1`}
        rows={measured.byLabel.toSorted((a, b) => b.letters - a.letters)}
        rowKey={({ label }) => label}
        columns={[
          { key: 'label', label: what, cell: ({ label }) => name(label) },
          { key: 'letters', label: '来信', numeric: true, cell: ({ letters }) => letters },
          { key: 'f1', label: 'F1', numeric: true, cell: ({ f1 }) => f1.toFixed(3) },
        ]}
      />
      <DataTable
        caption="判断错的，多的在前"
        rows={wrong.slice(0, 30)}
        rowKey={({ label, told }) => `${label} ${told}`}
        columns={[
          { key: 'label', label: `真是哪一${what === '单位' ? '个' : '类'}`, cell: ({ label }) => name(label) },
          { key: 'told', label: '判断成', cell: ({ told }) => name(told) },
          { key: 'letters', label: '来信', numeric: true, cell: ({ letters }) => letters },
        ]}
        empty={<EmptyState title="没有判断错的">全部判断对了。</EmptyState>}
      />
    </Disclosure>
  )
}
