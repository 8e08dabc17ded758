import { citation, limitText } from '#core/calendar/index.ts'
import {
  Button,
  ButtonRow,
  DateField,
  DateText,
  DescriptionList,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  NumberText,
  PageHeader,
  Section,
  TextArea,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { deskUrlOf } from '../speed/matter-link.ts'
import { PromiseState } from './desk-promises-page.tsx'
import type { NotKept } from './not-kept.ts'
import { OverrunList } from './overrun-list.tsx'
import type { PublicOverrun, PublicPromise } from './public-promises.ts'

/** One promise at the desk: end it, and say why something took longer. */
export function DeskPromisePage({
  promise,
  overruns,
  notKept,
  today,
  typed,
  errors,
  formKey,
}: {
  promise: PublicPromise
  overruns: readonly PublicOverrun[]
  /** The matter that is being explained. */
  notKept: NotKept | null
  today: Temporal.PlainDate
  typed: Record<string, string>
  errors: FieldErrors
  formKey: string
}) {
  const { law } = promise
  return (
    <>
      <PageHeader
        title={`${promise.title}：${limitText(promise.limit)}`}
        eyebrow={promise.unitName}
        meta={<PromiseState promise={promise} today={today} />}
      />
      <ErrorSummary errors={errorList(errors, ['dueOn', 'doneOn', 'reason', 'endReason'])} />
      <DescriptionList
        items={[
          { label: '执行', value: <DateText date={promise.from} note={promise.to ? `到 ${promise.to}` : '起'} /> },
          { label: '规定', value: law?.limit ? `${limitText(law.limit)}（${citation(law)}）` : '没有法定期限' },
          { label: '结束的理由', value: promise.endReason || null },
        ]}
      />
      {notKept ? (
        <ExplainNotKept {...{ promise, notKept, typed, errors, formKey }} />
      ) : (
        <ByHand {...{ promise, typed, errors, formKey }} />
      )}
      {overruns.length > 0 && <OverrunList overruns={overruns} />}
      {!promise.to && (
        <Section title="不再承诺">
          <Form action={urls.deskPromiseAct(promise.id, 'end')} formKey={formKey}>
            <TextArea
              name="endReason"
              label="结束的理由"
              hint="会公开。今天为最后一天，今天和以前收到的仍照承诺办；还没有执行的立即撤回。"
              rows={3}
              maxLength={200}
              required
              value={typed.endReason}
              error={errors.endReason}
            />
            <Button variant="danger">结束这项承诺</Button>
          </Form>
        </Section>
      )}
      <ButtonRow>
        <LinkButton href={urls.deskPromises()} variant="quiet" icon="left">
          全部承诺
        </LinkButton>
      </ButtonRow>
    </>
  )
}

type Explaining = {
  promise: PublicPromise
  typed: Record<string, string>
  errors: FieldErrors
  formKey: string
}

/** Of a matter of this platform only the reason is asked. */
function ExplainNotKept({ promise, notKept, typed, errors, formKey }: Explaining & { notKept: NotKept }) {
  const { matterId, kind, number, dueOn, doneOn } = notKept
  return (
    <Section title="超过了承诺，公开说明理由">
      <DescriptionList
        items={[
          {
            label: '编号（不公开）',
            value: (
              <a href={deskUrlOf(kind, number)}>
                <NumberText value={number} />
              </a>
            ),
          },
          { label: '承诺的日期', value: <DateText date={dueOn} /> },
          { label: '答复', value: doneOn ? <DateText date={doneOn} /> : '还在办理' },
        ]}
      />
      <Form action={urls.deskPromiseAct(promise.id, 'overruns')} formKey={formKey}>
        <HiddenField name="matter" value={matterId} />
        <Reason typed={typed} errors={errors} />
        <Button>公开说明</Button>
      </Form>
    </Section>
  )
}

/** What was done on paper or in another system: nobody else knows its days. */
function ByHand({ promise, typed, errors, formKey }: Explaining) {
  return (
    <Section title="超过了，公开说明理由">
      <p>
        在本平台办理的不用自己找：超过承诺的都列在<a href={`${urls.deskPromises(promise.unitId)}#not-kept`}>承诺时限</a>
        里，日期由系统填好。不在本平台办理的，在这里写。
      </p>
      <Form action={urls.deskPromiseAct(promise.id, 'overruns')} formKey={formKey}>
        <DateField name="dueOn" label="承诺办结的日期" required value={typed.dueOn} error={errors.dueOn} />
        <DateField
          name="doneOn"
          label="实际办结的日期"
          hint="还没有办结的留空"
          value={typed.doneOn}
          error={errors.doneOn}
        />
        <Reason typed={typed} errors={errors} />
        <Button>公开说明</Button>
      </Form>
    </Section>
  )
}

function Reason({ typed, errors }: Pick<Explaining, 'typed' | 'errors'>) {
  return (
    <TextArea
      name="reason"
      label="理由"
      hint="会公开。写清为什么、怎么补救；不写姓名、电话、住址。"
      rows={4}
      maxLength={300}
      required
      value={typed.reason}
      error={errors.reason}
    />
  )
}
