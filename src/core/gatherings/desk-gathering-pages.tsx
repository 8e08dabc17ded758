import { ChanceFields } from '#core/draw/index.ts'
import type { Config } from '#platform/config.ts'
import {
  Alert,
  Button,
  CheckboxField,
  DataTable,
  DateField,
  DateTimeText,
  DescriptionList,
  Disclosure,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Fieldset,
  Form,
  LinkButton,
  PageHeader,
  RadioGroup,
  Section,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Gathering, type GatheringState, kindWords, stateWords } from './gathering.ts'
import { gatheringFields } from './gathering-form.ts'
import type { Counts } from './read-gatherings.ts'
import { gatheringKinds } from './tables.ts'

export const DeskGatheringsPage = ({ gatherings, timeZone }: { gatherings: Gathering[]; timeZone: string }) => (
  <>
    <PageHeader title="活动" lead="请群众来看、来听、来说。报名的人超过名额就随机抽取，不能挑人。" />
    <div class="page-actions">
      <LinkButton href={urls.newDeskGathering()}>发布活动</LinkButton>
    </div>
    <DataTable<Gathering>
      caption="本单位的活动，从新到旧"
      captionHidden
      rows={gatherings}
      rowKey={({ id }) => id}
      rowHref={({ number }) => urls.deskGathering(number)}
      columns={[
        { key: 'title', label: '活动', cell: ({ title }) => title },
        { key: 'kind', label: '种类', cell: ({ kind }) => kindWords[kind] },
        { key: 'starts', label: '时间', cell: ({ startsAt }) => <DateTimeText at={startsAt} timeZone={timeZone} /> },
        {
          key: 'until',
          label: '报名截止',
          cell: ({ registerUntil }) => <DateTimeText at={registerUntil} timeZone={timeZone} />,
        },
        { key: 'seats', label: '名额', numeric: true, cell: ({ seats }) => seats },
      ]}
      empty={<EmptyState title="本单位还没有发布过活动">发布以后，群众就可以报名。</EmptyState>}
    />
  </>
)

type FormProps = { typed: Record<string, string>; errors: FieldErrors; formKey: string }

export const NewGatheringPage = ({ typed, errors, formKey }: FormProps) => (
  <>
    <PageHeader title="发布活动" lead="发布以后马上公开，群众可以报名。" />
    <ErrorSummary errors={errorList(errors, gatheringFields)} />
    <Form action={urls.newDeskGathering()} formKey={formKey}>
      <RadioGroup
        name="kind"
        label="种类"
        options={gatheringKinds.map((value) => ({ value, label: kindWords[value] }))}
        value={typed.kind ?? ''}
        error={errors.kind}
        inline
        required
      />
      <TextField
        name="title"
        label="名称"
        hint="例如：走进市自来水公司"
        value={typed.title}
        error={errors.title}
        width="wide"
        required
      />
      <TextArea
        name="about"
        label="做什么"
        hint="看什么、听什么、可以说什么，要带什么"
        rows={4}
        value={typed.about}
        error={errors.about}
        required
      />
      <TextField name="place" label="地点" value={typed.place} error={errors.place} width="wide" required />
      <Fieldset legend="时间">
        <DateField name="day" label="日期" value={typed.day} error={errors.day} required />
        <TextField
          name="from"
          label="开始"
          hint="例如 9:30"
          value={typed.from}
          error={errors.from}
          width="short"
          required
        />
        <TextField name="to" label="结束" hint="例如 11:30" value={typed.to} error={errors.to} width="short" required />
      </Fieldset>
      <Fieldset legend="报名">
        <DateField
          name="registerDay"
          label="报名截止日期"
          hint="到这一天的 24 时"
          value={typed.registerDay}
          error={errors.registerDay}
          required
        />
        <TextField
          name="seats"
          label="名额"
          inputMode="numeric"
          value={typed.seats}
          error={errors.seats}
          width="short"
          required
        />
        <TextField
          name="substitutes"
          label="候补"
          inputMode="numeric"
          value={typed.substitutes ?? '0'}
          error={errors.substitutes}
          width="short"
        />
        <CheckboxField name="byDivision" label="名额按县（区）的报名人数分配" checked={typed.byDivision === 'yes'} />
      </Fieldset>
      <Button>发布</Button>
    </Form>
  </>
)

export type DeskGatheringPageProps = FormProps & {
  gathering: Gathering
  state: GatheringState
  counts: Counts
  draws: { number: string; title: string; state: string }[]
  /** Those who are invited, with their names, for the people at the door. */
  guests: { key: string; name: string; phone: string; answer: string }[]
  config: Config
}

/** One event at the desk: who comes is decided by a draw, or because there are seats for all. */
export function DeskGatheringPage(props: DeskGatheringPageProps) {
  const { gathering, state, counts, draws, guests, typed, errors, formKey, config } = props
  const isDecidable = state === 'drawing' && !draws.some((draw) => draw.state !== 'cancelled')
  const { timeZone } = config
  return (
    <>
      <PageHeader title={gathering.title} lead={`${kindWords[gathering.kind]} · ${stateWords[state]}`} />
      <ErrorSummary
        errors={errorList(errors, [
          'drawDay',
          'drawTime',
          'chance',
          'bodies',
          'firstGame',
          'firstIssue',
          'secondGame',
          'secondIssue',
          'ground',
        ])}
      />
      <div class="page-actions">
        <LinkButton href={urls.gathering(gathering.number)} variant="secondary">
          看公开的页面
        </LinkButton>
        {draws.map(({ number }) => (
          <LinkButton key={number} href={urls.deskDraw(number)} variant="secondary">
            看抽取
          </LinkButton>
        ))}
      </div>
      <DescriptionList
        items={[
          { label: '时间', value: <DateTimeText at={gathering.startsAt} timeZone={timeZone} /> },
          { label: '地点', value: gathering.place },
          { label: '报名截止', value: <DateTimeText at={gathering.registerUntil} timeZone={timeZone} /> },
          { label: '名额', value: `${gathering.seats} 人，候补 ${gathering.substitutes} 人` },
          { label: '已报名', value: `${counts.registered} 人` },
          { label: '邀请', value: `${counts.invited} 人，说来的 ${counts.coming} 人，不来的 ${counts.declined} 人` },
        ]}
      />
      {isDecidable &&
        (counts.registered > gathering.seats ? (
          <Section title="抽取邀请">
            <p>报名的人超过名额。名单马上冻结并公布（只有加密的标签），到时刻自动抽取，抽中的收到短信。</p>
            <Form action={urls.deskGatheringAct(gathering.number, 'draw')} formKey={formKey}>
              <ChanceFields typed={typed} errors={errors} config={config} />
              <Button>公布抽取方案</Button>
            </Form>
          </Section>
        ) : (
          <Section title="全部邀请">
            {counts.registered === 0 ? (
              <p>没有人报名。</p>
            ) : (
              <>
                <p>报名的人没有超过名额，不用抽取。</p>
                <Form action={urls.deskGatheringAct(gathering.number, 'invitations')} formKey={formKey}>
                  <Button>邀请全部 {counts.registered} 人</Button>
                </Form>
              </>
            )}
          </Section>
        ))}
      {guests.length > 0 && (
        <Section title="邀请了谁">
          <DataTable
            caption="邀请的人，供现场核对"
            captionHidden
            rows={guests}
            rowKey={({ key }) => key}
            columns={[
              { key: 'name', label: '姓名', cell: ({ name }) => name },
              { key: 'phone', label: '手机', cell: ({ phone }) => phone },
              { key: 'answer', label: '来不来', cell: ({ answer }) => answer },
            ]}
          />
        </Section>
      )}
      {state !== 'cancelled' && state !== 'over' && (
        <Disclosure summary="取消活动" open={errors.ground !== undefined}>
          <Alert tone="warn" title="取消会公开">
            <p>报了名的人都会收到短信，理由写在活动页面上。</p>
          </Alert>
          <Form action={urls.deskGatheringAct(gathering.number, 'cancellation')} formKey={formKey}>
            <TextArea name="ground" label="取消的理由" rows={2} value={typed.ground} error={errors.ground} required />
            <Button variant="danger">取消活动</Button>
          </Form>
        </Disclosure>
      )}
    </>
  )
}
