import { type LetterFigures, type ListedLetter, ListedLetterCard } from '#measures/dialogue/index.ts'
import {
  ButtonRow,
  Card,
  CardGrid,
  EmptyState,
  formatCount,
  formatShare,
  Hero,
  LinkButton,
  Section,
  StatFigure,
  StatRow,
  Steps,
} from '#ui/index.ts'
import { urls } from '#urls.ts'

type Props = { latest: ListedLetter[]; figures: LetterFigures }

/** What somebody comes for, first; then whether it is worth it: how fast answers come, and what they look like. */
export function HomePage({ latest, figures }: Props) {
  return (
    <>
      <Section title="常用">
        <CardGrid columns={3}>
          <Card title="写信给市长" href={urls.newLetter()} icon="letter" headingLevel={3}>
            咨询、求助、投诉、举报、建议、表扬，都从这里写。
          </Card>
          <Card title="查我的信" href={urls.follow()} icon="search" headingLevel={3}>
            凭编号和六位查询码，看谁在办、办到哪一步。
          </Card>
          <Card title="看别人的信" href={urls.letters()} icon="file" headingLevel={3}>
            别人问过的，也许正好有您要的答案。
          </Card>
          <Card title="申请公开信息" href={urls.disclosure()} icon="info" headingLevel={3}>
            政府没有公布的，可以申请公开；不用写理由，一般不收费。
          </Card>
          <Card title="算办理期限" href={urls.dueCalculator()} icon="calendar" headingLevel={3}>
            哪天到期、为什么是这一天，一天一天算给您看。
          </Card>
        </CardGrid>
      </Section>
      <Section title="今年办得怎么样" more={{ href: urls.letterStatistics(), label: '看全部统计' }}>
        <StatRow>
          <StatFigure label="收到来信" value={formatCount(figures.filed)} unit="件" />
          <StatFigure
            label="按时答复率"
            value={formatShare(figures.answeredInTime, figures.answered)}
            formula="在最后一天 24:00 之前答复的 ÷ 已答复的。"
          />
          <StatFigure
            label="答复用时中位数"
            value={figures.medianDays === null ? '—' : figures.medianDays.toFixed(1)}
            unit="天"
            formula="从来信到第一次答复的自然天数，一半的信比它快。"
          />
          <StatFigure label="正在办理" value={formatCount(figures.open)} unit="件" />
        </StatRow>
      </Section>
      <Section title="最近的答复" more={{ href: urls.letters(), label: '看全部来信' }}>
        {latest.length === 0 ? (
          <EmptyState title="还没有公开的答复">答复后、写信人同意公开的来信会出现在这里。</EmptyState>
        ) : (
          <ul class="letter-list">
            {latest.map((letter) => (
              <li key={letter.id}>
                <ListedLetterCard letter={letter} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="一封信怎么走">
        <Steps
          label="一封信的办理步骤"
          items={[
            { label: '您写信', state: 'next', note: '当场给编号和查询码' },
            { label: '派单', state: 'next', note: '1 个工作日内转到主管单位' },
            { label: '签收办理', state: 'next', note: '首问责任人一盯到底' },
            { label: '答复', state: 'next', note: '咨询 3、求助建议 7、投诉举报 15 个工作日' },
            { label: '您来评价', state: 'next', note: '不满意，换人再办一次' },
          ]}
        />
      </Section>
    </>
  )
}

export function HomeHero({ cityName }: { cityName: string }) {
  return (
    <Hero
      eyebrow={`${cityName} · 阳光政务`}
      title={
        <>
          有事，
          <wbr />
          写信给市长
        </>
      }
      lead="不用注册，五分钟写完。谁在办、办到哪一步、哪天之前答复，您随时看得到。"
    >
      <ButtonRow>
        <LinkButton href={urls.newLetter()} size="large">
          我要写信
        </LinkButton>
        <LinkButton href={urls.follow()} variant="secondary" size="large">
          查办理进度
        </LinkButton>
      </ButtonRow>
    </Hero>
  )
}
