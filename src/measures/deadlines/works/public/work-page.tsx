import {
  Alert,
  Button,
  Card,
  Columns,
  Form,
  LinkButton,
  NumberText,
  PageHeader,
  Prose,
  RadioGroup,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { WorkStateBadge } from '../state-badge.tsx'
import { enoughRatings, shareThatAccepts, stateFormulas } from '../work.ts'
import { MilestoneTable, WorkFacts, WorkHistory } from '../work-parts.tsx'
import type { WorkView } from '../work-view.ts'

export type Rater = { kind: 'citizen'; formKey: string; error?: string } | { kind: 'anyone' } | { kind: 'other' }

/** One 民生实事, for everybody. */
export function PublicWorkPage({ view, rater }: { view: WorkView; rater: Rater }) {
  const fileHref = (fileId: string) => urls.workFile(view.number, fileId)
  return (
    <>
      <PageHeader
        eyebrow={`${view.year} 年民生实事`}
        title={view.title}
        meta={
          <>
            <WorkStateBadge state={view.state} isPastDue={view.isPastDue} />
            <span>{stateFormulas[view.state]}</span>
          </>
        }
        actions={
          <LinkButton href={urls.workCalendarFile(view.number)} variant="secondary" icon="calendar">
            节点放进日历
          </LinkButton>
        }
      />
      <Columns
        asideLabel="这件实事的信息"
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
            <WorkFacts work={view} />
            <Rating view={view} rater={rater} />
            <p>
              <small>
                编号 <NumberText value={view.number} />
              </small>
            </p>
          </>
        }
      />
    </>
  )
}

function Rating({ view, rater }: { view: WorkView; rater: Rater }) {
  return (
    <Card title="您用上了吗？" tone={view.isProved ? 'sun' : 'sunk'} headingLevel={2}>
      {!view.isProved && <p>节点全部办成以后，请您来说一句。</p>}
      {view.isProved && rater.kind === 'anyone' && (
        <>
          <p>登录后就可以评价，一人一次，可以改。评价不记姓名，谁也查不到是谁说的。</p>
          <LinkButton href={urls.signIn(urls.work(view.number), 'citizen')}>登录后评价</LinkButton>
        </>
      )}
      {view.isProved && rater.kind === 'citizen' && (
        <Form action={urls.workRating(view.number)} formKey={rater.formKey}>
          {rater.error && (
            <Alert tone="bad" live>
              <p>{rater.error}</p>
            </Alert>
          )}
          <RadioGroup
            name="usersSay"
            label="这件实事"
            options={[
              { value: 'accepted', label: '用上了，认可' },
              { value: 'notAccepted', label: '没有用上，或者不认可' },
            ]}
            error={rater.error}
            required
          />
          <Button>提交评价</Button>
          <p>
            <small>一人一次，再提交就改成新的。评价不记姓名，谁也查不到是谁说的。</small>
          </p>
        </Form>
      )}
      {view.isProved && rater.kind === 'other' && <p>评价由群众本人登录后作出，工作人员不参加。</p>}
      <p>
        <small>
          没有走访和验收的，至少 {enoughRatings} 人评价、其中 {Math.round(shareThatAccepts * 100)}%
          认可，才算使用方确认（本市自定，非法律规定）。
        </small>
      </p>
    </Card>
  )
}
