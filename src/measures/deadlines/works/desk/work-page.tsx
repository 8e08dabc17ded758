import { Columns, LinkButton, NumberText, PageHeader, Prose, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { WorkStateBadge } from '../state-badge.tsx'
import { stateFormulas } from '../work.ts'
import { MilestoneTable, WorkFacts, WorkHistory } from '../work-parts.tsx'
import type { WorkView } from '../work-view.ts'
import { ActPanel, type ActPanelProps } from './act-panel.tsx'

/** One work at the desk: what was promised, how far it is, what this person may do. */
export function DeskWorkPage({ view, panel }: { view: WorkView; panel: ActPanelProps }) {
  const fileHref = (fileId: string) => urls.deskWorkFile(view.number, fileId)
  return (
    <>
      <PageHeader
        eyebrow={`${view.year} 年${view.sourceName}`}
        title={view.title}
        meta={
          <>
            <WorkStateBadge state={view.state} isPastDue={view.isPastDue} />
            <span>{stateFormulas[view.state]}</span>
            <span>
              编号 <NumberText value={view.number} />
            </span>
          </>
        }
        actions={
          <>
            {panel.acts.length > 0 && <LinkButton href="#acts">去办理</LinkButton>}
            <LinkButton href={urls.deskWorkCalendarFile(view.number)} variant="secondary" icon="calendar">
              节点放进日历
            </LinkButton>
          </>
        }
      />
      <Columns
        asideLabel="办理"
        main={
          <>
            <Prose plain={view.goal} />
            <Section title="节点">
              <MilestoneTable milestones={view.milestones} fileHref={fileHref} />
            </Section>
            <Section title="经过">
              <WorkHistory history={view.history} fileHref={fileHref} />
            </Section>
          </>
        }
        aside={
          <>
            <div id="acts">
              <ActPanel {...panel} />
            </div>
            <WorkFacts work={view} />
          </>
        }
      />
    </>
  )
}
