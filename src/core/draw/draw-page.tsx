import {
  Alert,
  DataTable,
  DateTimeText,
  DescriptionList,
  Disclosure,
  LinkButton,
  PageHeader,
  PlainText,
  Section,
  Steps,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { drawSteps, sizeWords } from './draw-words.tsx'
import { purposeOf } from './purposes.ts'
import type { Chosen, Draw, GivenRow } from './read-draws.ts'
import type { StratumSize } from './tables.ts'

export type DrawPageProps = {
  draw: Draw
  unitName: string
  sources: GivenRow[]
  chosen: Chosen[]
  redraws: { of: Draw | null; by: Draw[] }
  /** Places in the record; null before the publisher came by. */
  manifestIndex: number | null
  resultIndex: number | null
  now: Temporal.Instant
  timeZone: string
}

/** One draw, as everybody sees it: before, while it is awaited, and after. */
export function DrawPage(props: DrawPageProps) {
  const { draw, unitName, sources, redraws, manifestIndex, now, timeZone } = props
  const isOver = Temporal.Instant.compare(now, draw.drawAt) >= 0
  const purpose = purposeOf(draw.purpose)
  const publicHref = purpose.publicHref?.(draw)
  return (
    <>
      <PageHeader title={draw.title} lead={`${purpose.title} · ${unitName} · ${sizeWords(draw)}`} />
      {draw.state !== 'cancelled' && <Steps label="抽取的步骤" items={drawSteps(draw, isOver)} />}
      <Standing {...props} isOver={isOver} />
      <Section title="怎么抽">
        <PlainText text={draw.rule} />
        {draw.strata.length > 6 ? (
          <Disclosure summary={`${draw.strata.length} 个组的名单和名额`}>
            <StrataTable strata={draw.strata} />
          </Disclosure>
        ) : (
          <StrataTable strata={draw.strata} />
        )}
        {draw.sending && (
          <p>
            抽中的每一件派 {draw.sending.perTask} 人，从 {draw.sending.people} 人里抽，每人最多 {draw.sending.most}{' '}
            件；要回避的人跳过，规则写在方案里。
          </p>
        )}
        {publicHref && (
          <p>
            <a href={publicHref}>为什么要抽</a>
          </p>
        )}
      </Section>
      <Section title="随机数从哪里来">
        <DataTable<GivenRow>
          caption="随机数的来源"
          captionHidden
          rows={sources}
          rowKey={({ seq }) => String(seq)}
          columns={[
            { key: 'name', label: '来源', cell: ({ source }) => source.name },
            {
              key: 'state',
              label: draw.state === 'drawn' ? '得到' : '现在',
              cell: (row) => <Came draw={draw} row={row} />,
            },
          ]}
        />
        {sources.some(({ source }) => source.kind === 'demo') && (
          <p class="text-muted">演示城市用自己的信标，只为看得见全过程；真的抽取要用外面来的随机数。</p>
        )}
        {draw.state === 'waiting' && !isOver && sources.some(({ source }) => source.kind === 'observer') && (
          <p>
            <LinkButton href={urls.drawWords(draw.number)} variant="secondary">
              我是观察人，写几个字
            </LinkButton>
          </p>
        )}
      </Section>
      <Section title="存证">
        <DescriptionList
          items={[
            { label: '抽取编号', value: draw.number },
            { label: '公布方案', value: <DateTimeText at={draw.committedAt} timeZone={timeZone} /> },
            {
              label: '方案存证',
              value:
                manifestIndex === null ? (
                  '一分钟内写进检查点'
                ) : (
                  <a href={urls.ledgerEntry(manifestIndex)}>第 {manifestIndex} 号</a>
                ),
            },
            props.resultIndex !== null && {
              label: draw.state === 'cancelled' ? '撤销存证' : '结果存证',
              value: <a href={urls.ledgerEntry(props.resultIndex)}>第 {props.resultIndex} 号</a>,
            },
            { label: '代码的承诺', value: <code class="digest">{draw.head}</code> },
            draw.code !== null && { label: '一次性代码', value: <code class="digest">{draw.code}</code> },
            redraws.of && {
              label: '重抽',
              value: (
                <>
                  代替 <a href={urls.draw(redraws.of.number)}>{redraws.of.title}</a>，理由：{draw.redrawReason}
                </>
              ),
            },
            redraws.by.length > 0 && {
              label: '后来重抽过',
              value: redraws.by.map(({ number }) => (
                <a key={number} href={urls.draw(number)}>
                  {number}
                </a>
              )),
            },
          ]}
        />
      </Section>
    </>
  )
}

/** What a visitor came for: when, or who. */
function Standing(props: DrawPageProps & { isOver: boolean }) {
  const { draw, sources, now, timeZone, isOver } = props
  if (draw.state === 'cancelled')
    return (
      <Alert tone="warn" title="这次抽取已经撤销">
        <p>{draw.ground}</p>
        <p>
          撤销时间：
          {draw.endedAt && <DateTimeText at={draw.endedAt} timeZone={timeZone} />}
        </p>
      </Alert>
    )
  if (draw.state === 'drawn') return <Result {...props} />
  const missing = sources.filter(({ source, value }) => value === null && source.kind !== 'observer')
  return (
    <draw-live
      class="draw-live"
      data-number={draw.number}
      data-left={String(Math.max(0, draw.drawAt.epochMilliseconds - now.epochMilliseconds))}
    >
      <p class="draw-moment">
        <DateTimeText at={draw.drawAt} timeZone={timeZone} /> 抽取
      </p>
      <p class="draw-countdown" role="timer" />
      <p class="draw-note" aria-live="polite">
        {isOver
          ? missing.length > 0
            ? `时刻已到，正在等：${missing.map(({ source }) => source.name).join('、')}`
            : '时刻已到，一分钟内就有结果，请刷新页面。'
          : '到时候结果会出现在这里，不用刷新。'}
      </p>
    </draw-live>
  )
}

function Result({ draw, chosen, resultIndex, manifestIndex }: DrawPageProps) {
  const isPublished = resultIndex !== null && manifestIndex !== null
  return (
    <Section title="结果">
      <ResultTable draw={draw} chosen={chosen} />
      {isPublished ? (
        <redraw-here data-manifest={String(manifestIndex)} data-result={String(resultIndex)} data-number={draw.number}>
          <div class="page-actions">
            <button class="btn btn-primary" type="button" hidden>
              <span>在我的浏览器里重抽一遍</span>
            </button>
            <LinkButton href={urls.drawPack(draw.number)} variant="secondary">
              下载全部文件（ZIP）
            </LinkButton>
          </div>
          <ol class="verify-steps" aria-live="polite" />
          <noscript>
            <p>在浏览器里重抽需要脚本。也可以下载文件，用里面不到八十行的程序重抽。</p>
          </noscript>
        </redraw-here>
      ) : (
        <p>结果正在写进公示存证，一分钟后可以下载文件、自己重抽。</p>
      )}
    </Section>
  )
}

const outcomeWords = { drawn: '抽中', substitute: '候补', conflict: '回避', rest: '' } as const

export function ResultTable({ draw, chosen }: { draw: Draw; chosen: Chosen[] }) {
  const hasStrata = draw.strata.length > 1
  return (
    <DataTable<Chosen>
      caption="抽中的和候补的，按位次"
      captionHidden
      rows={chosen}
      rowKey={({ stratum, member }) => `${stratum}/${member}`}
      columns={[
        ...(hasStrata
          ? [{ key: 'stratum', label: '组', cell: ({ stratum }: Chosen) => draw.strata[stratum]?.name ?? '' }]
          : []),
        { key: 'place', label: '位次', numeric: true, tight: true, cell: ({ place }) => (place ?? 0) + 1 },
        { key: 'member', label: '标签', cell: ({ member }) => <code class="digest">{member}</code> },
        { key: 'outcome', label: '结果', tight: true, cell: ({ outcome }) => (outcome ? outcomeWords[outcome] : '') },
        ...(draw.sending
          ? [{ key: 'people', label: '派的人', cell: ({ people }: Chosen) => people?.join('、') ?? '' }]
          : []),
      ]}
    />
  )
}

const StrataTable = ({ strata }: { strata: StratumSize[] }) => (
  <DataTable<StratumSize>
    caption="各组的名单和名额"
    rows={strata}
    rowKey={({ name }) => name}
    columns={[
      { key: 'name', label: '组', cell: ({ name }) => name },
      { key: 'size', label: '名单里', numeric: true, cell: ({ size }) => size },
      { key: 'quota', label: '抽', numeric: true, cell: ({ quota }) => quota },
      { key: 'substitutes', label: '候补', numeric: true, cell: ({ substitutes }) => substitutes },
    ]}
  />
)

function Came({ draw, row: { source, value, evidence } }: { draw: Draw; row: GivenRow }) {
  if (draw.state === 'drawn') {
    if (value === null) return <>没有写，不计</>
    return (
      <>
        <code class="digest">{value}</code>
        {source.kind === 'lottery' && evidence && <small>（{evidence}）</small>}
      </>
    )
  }
  if (value === null) return <>{source.kind === 'observer' ? '还没有写' : '时刻到了才有'}</>
  return <>{source.kind === 'observer' ? '已经写下，抽取后公布' : '已经有了，抽取后公布'}</>
}
