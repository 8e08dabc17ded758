import {
  Badge,
  Button,
  Card,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  formatDateTime,
  PageHeader,
  RadioGroup,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Limit } from './limit-caller.ts'
import { local } from './standards.ts'

export type LimitsPageProps = {
  limits: Limit[]
  /** The one whose form came back, with what was typed. */
  refused: { id: string; typed: { decision: string; decisionGround: string }; errors: FieldErrors } | null
  formKeyOf: (id: string) => string
  timeZone: string
}

/** 骚扰来电: proposed by an operator, decided by a 班长, for a time. */
export function LimitsPage({ limits, refused, formKeyOf, timeZone }: LimitsPageProps) {
  return (
    <>
      <PageHeader
        title="骚扰来电"
        lead="限制期间，这个号码的来电不进普通队列，直接转班长席；从不挂断，遇到紧急情况照样马上转 110、119、120、122。反复反映同一件事不是骚扰。到期自动解除。"
      />
      {refused && <ErrorSummary errors={errorList(refused.errors, ['decision', 'decisionGround'])} />}
      {limits.length === 0 && <EmptyState title="没有提出过限制">话务员可以在来电页面提出，并写明理由。</EmptyState>}
      {limits.map((limit) => (
        <Card key={limit.id} title={`${limit.number} · ${stateOf(limit)}`}>
          <p>{limit.ground}</p>
          <p class="field-hint">
            {limit.proposer} 提出于 {formatDateTime(limit.proposedAt, timeZone)}
            {limit.decidedAt && `；决定于 ${formatDateTime(limit.decidedAt, timeZone)}：${limit.decisionGround}`}
            {limit.until && `；到 ${formatDateTime(limit.until, timeZone)} 为止`}
            {limit.endedAt && `；解除于 ${formatDateTime(limit.endedAt, timeZone)}：${limit.endGround}`}
          </p>
          {!limit.decidedAt &&
            (limit.isMine ? <p>您提出的，由另一位班长决定。</p> : <DecideForm {...{ limit, refused, formKeyOf }} />)}
          {limit.isInForce && <EndForm {...{ limit, refused, formKeyOf }} />}
        </Card>
      ))}
    </>
  )
}

const stateOf = ({ decision, isInForce, endedAt }: Limit) => {
  if (!decision) return <Badge tone="warn">待决定</Badge>
  if (decision === 'refused') return <Badge tone="neutral">不予限制</Badge>
  if (isInForce) return <Badge tone="bad">限制中</Badge>
  return <Badge tone="neutral">{endedAt ? '已解除' : '已到期'}</Badge>
}

type OfOne = Pick<LimitsPageProps, 'refused' | 'formKeyOf'> & { limit: Limit }

function DecideForm({ limit, refused, formKeyOf }: OfOne) {
  const mine = refused?.id === limit.id ? refused : null
  return (
    <Form action={urls.deskCallLimitAct(limit.id, 'decision')} formKey={formKeyOf(limit.id)}>
      <RadioGroup
        name="decision"
        label="决定"
        options={[
          ...local.limitDays.map((days) => ({ value: String(days), label: `限制 ${days} 天*` })),
          { value: 'refused', label: '不予限制' },
        ]}
        value={mine?.typed.decision ?? ''}
        error={mine?.errors.decision}
        inline
        required
      />
      <TextField
        name="decisionGround"
        id={`ground-${limit.id}`}
        label="理由"
        value={mine?.typed.decisionGround}
        error={mine?.errors.decisionGround}
        required
      />
      <Button>决定</Button>
    </Form>
  )
}

function EndForm({ limit, refused, formKeyOf }: OfOne) {
  const mine = refused?.id === limit.id ? refused : null
  return (
    <Form action={urls.deskCallLimitAct(limit.id, 'end')} formKey={formKeyOf(limit.id)}>
      <TextField
        name="decisionGround"
        id={`ground-${limit.id}`}
        label="提前解除的理由"
        value={mine?.typed.decisionGround}
        error={mine?.errors.decisionGround}
        required
      />
      <Button variant="secondary">复看后解除</Button>
    </Form>
  )
}
