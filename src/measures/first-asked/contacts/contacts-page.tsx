import { DutiesSay, type Duty } from '#core/duties/index.ts'
import {
  Alert,
  Badge,
  Button,
  ButtonRow,
  Card,
  Columns,
  DateTimeText,
  Disclosure,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  NumberText,
  PageHeader,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { contactWays, guideWays, guideWords, wayWords } from './contact.ts'
import { contactFieldOrder, lengths, type TypedContact } from './contact-form.ts'
import { DangerAlert } from './danger-alert.tsx'
import type { Start } from './starts.ts'

export type ContactsPageProps = {
  typed: TypedContact
  errors: FieldErrors
  formKey: string
  /** A key for each one-tap form. */
  keyOf: () => string
  units: { id: string; name: string }[]
  unitNames: string[]
  starts: Start[]
  /** What the catalogue of duties says to the words typed so far. */
  duties: Duty[]
  /** A matter whose number was typed as the question: it is there already. */
  known: { href: string; number: string; title: string } | null
  isDanger: boolean
}

/** 首问登记: three fields and one button; what was answered on the spot is one tap. */
export function ContactsPage(props: ContactsPageProps) {
  const { typed, errors } = props
  return (
    <>
      <PageHeader
        title="首问登记"
        lead="当场能答的，点一下就行，什么都不用写；没答完的，写三栏。问路不用登记，登记多少件没有指标。"
        actions={
          <>
            <LinkButton href={urls.deskRequests()} variant="secondary">
              请别的单位协助
            </LinkButton>
            <LinkButton href={urls.deskContactDesks()} variant="quiet">
              桌码
            </LinkButton>
          </>
        }
      />
      <SpotAnswers {...props} />
      <ErrorSummary errors={errorList(errors, contactFieldOrder)} />
      {props.isDanger && <DangerAlert what={typed.what} />}
      {props.known && (
        <Alert tone="info" title="这个编号已经有一件">
          <p>
            <a href={props.known.href}>
              <NumberText value={props.known.number} /> {props.known.title}
            </a>
            ，直接看它办到哪里、告诉来人就行，不用再登记。
          </p>
        </Alert>
      )}
      <Columns
        asideLabel="参考"
        main={<ContactForm {...props} />}
        aside={
          <>
            <Waiting {...props} />
            <DutiesSay duties={props.duties} hasWords={typed.what !== ''} />
            <Card title="首问怎么说" icon="info" tone="sunk">
              <p>不说“不知道”“不清楚”“不归我管”。归别处管的，说清归谁管、怎么去、找谁，并跟到有人接。</p>
            </Card>
          </>
        }
      />
    </>
  )
}

function SpotAnswers({ units, typed, keyOf }: ContactsPageProps) {
  return (
    <Card title="刚才当场答复了一位" icon="check" tone="sun">
      <ButtonRow>
        {contactWays.map((way, at) => (
          <Form key={way} action={urls.deskSpotAnswers()} formKey={keyOf()}>
            <HiddenField name="way" value={way} />
            <HiddenField name="unit" value={typed.unit || (units[0]?.id ?? '')} />
            <Button variant="secondary" keys={String(at + 1)} keysLabel={`当场答复：${wayWords[way]}`}>
              {wayWords[way]}
            </Button>
          </Form>
        ))}
      </ButtonRow>
      <p>
        <small>只记哪个单位、哪一天、从哪里来，不记人、不记内容；按数字键 1 到 4 也行。</small>
      </p>
    </Card>
  )
}

function ContactForm({ typed, errors, formKey, units, unitNames, isDanger: _ }: ContactsPageProps) {
  return (
    <Form action={urls.deskContacts()} formKey={formKey} keep="contact">
      <HiddenField name="start" value={typed.start} />
      {units.length > 1 ? (
        <SelectField
          name="unit"
          label="在哪个单位接待"
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          value={typed.unit || units[0]?.id}
        />
      ) : (
        <HiddenField name="unit" value={units[0]?.id ?? ''} />
      )}
      <TextField
        name="who"
        label="谁来问"
        hint="称呼、手机号、票号，写哪个都行；不愿意说就空着。其他单位来问的，写单位"
        value={typed.who}
        error={errors.who}
        autocomplete="off"
        maxLength={lengths.who}
        width="wide"
        keyFocus="n"
      />
      <TextArea
        name="what"
        label="问什么"
        hint="一句话，写清是什么事；也可以填一个已有的编号"
        value={typed.what}
        error={errors.what}
        rows={3}
        maxLength={lengths.what}
      />
      <RadioGroup
        name="way"
        label="从哪里来"
        options={contactWays.map((value) => ({ value, label: wayWords[value] }))}
        value={typed.way}
        error={errors.way}
        inline
        required
      />
      <Disclosure summary="引导到别的单位（请先填好再点“引导并跟进”）" open={typed.outcome === 'guide'}>
        <TextField
          name="guideUnit"
          label="引导到哪个单位"
          hint="名称、简称或拼音首字母，例如“住建局”或“zjj”"
          value={typed.guideUnit}
          error={errors.guideUnit}
          list={unitNames}
          autocomplete="off"
          width="wide"
        />
        <TextField
          name="guidePerson"
          label="找谁"
          hint="姓名或工号；不知道就空着，由对方单位安排"
          value={typed.guidePerson}
          error={errors.guidePerson}
          autocomplete="off"
          width="half"
        />
        <RadioGroup
          name="guideWay"
          label="怎么引导"
          options={guideWays.map((value) => ({ value, label: guideWords[value] }))}
          value={typed.guideWay}
          error={errors.guideWay}
        />
      </Disclosure>
      {errors.outcome && (
        <Alert tone="bad" live>
          <p id="outcome">{errors.outcome}</p>
        </Alert>
      )}
      <ButtonRow>
        <Button name="outcome" value="spot" variant="secondary">
          当场答复了
        </Button>
        <Button name="outcome" value="look">
          我查清再答
        </Button>
        <Button name="outcome" value="handle">
          我来办
        </Button>
        <Button name="outcome" value="guide">
          引导并跟进
        </Button>
      </ButtonRow>
      <p>
        <small>
          “当场答复了”只计数，上面写的不保存。其余三种登记为首问事项，您是首问责任人，跟到问事人有结果；登记后给问事人一张首问卡。
        </small>
      </p>
    </Form>
  )
}

function Waiting({ starts, keyOf }: ContactsPageProps) {
  if (starts.length === 0) {
    return (
      <Card title="扫码在等的" icon="user" tone="sunk">
        <EmptyState title="现在没有人扫码等候">
          来人扫桌上的码、写下要问的事，会出现在这里。<a href={urls.deskContacts()}>刷新</a>
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card title={`扫码在等的（${starts.length}）`} icon="user">
      {starts.map((start) => (
        <div key={start.id}>
          <p>
            <b>{start.callSign} 号</b> · {start.desk} · <DateTimeText at={start.createdAt} />{' '}
            {start.isDanger && <Badge tone="bad">可能有危险</Badge>}
          </p>
          <p>
            {start.who && `${start.who}：`}
            {start.what}
          </p>
          <ButtonRow>
            <LinkButton href={urls.deskContacts({ start: start.id })} size="small">
              接待
            </LinkButton>
          </ButtonRow>
          <Form action={urls.deskContactStartEnd(start.id)} formKey={keyOf()}>
            <Button variant="quiet" size="small">
              人已经走了
            </Button>
          </Form>
        </div>
      ))}
      <p>
        <a href={urls.deskContacts()}>刷新</a>
      </p>
    </Card>
  )
}
