import { type HeldOfPerson, maskPhone } from '#core/people/index.ts'
import {
  Button,
  ButtonRow,
  DateTimeText,
  DescriptionList,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  PageHeader,
  Section,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { ShownReading } from './readings.ts'
import { ReadingsSection } from './readings-section.tsx'

export type DataTyped = { name?: string; phone?: string; isSent?: boolean }

type Props = {
  kind: 'citizen' | 'staff'
  held: HeldOfPerson
  addresses: number
  letters: { all: number; open: number; files: number }
  registrations: number
  readings: ShownReading[]
  timeZone: string
  typed: DataTyped
  errors: FieldErrors
}

/** 我的个人信息: what is kept of me, who has seen it, a copy, corrections, and the way out. */
export function AccountDataPage(props: Props) {
  const { kind, readings, timeZone, errors } = props
  return (
    <>
      <PageHeader
        title="我的个人信息"
        lead="存了您什么、谁看过，都在这一页。可以带走一份，写错了可以改，不用了可以注销。"
      />
      <ErrorSummary errors={errorList(errors, ['name', 'phone', 'code'])} />
      <Held {...props} />
      <Copy />
      {kind === 'citizen' && <ReadingsSection readings={readings} timeZone={timeZone} />}
      {kind === 'citizen' ? <Correct {...props} /> : <StaffRights />}
      {kind === 'citizen' && <Leave />}
      <p class="field-hint">
        法律依据：个人信息保护法 第44–50条。<a href={urls.aboutData()}>我们存了什么、为什么、存多久</a>
      </p>
    </>
  )
}

type HeldRow = { what: string; how: string; href?: string; see?: string }

function Held({ kind, held, addresses, letters, registrations, timeZone }: Props) {
  const factors = [
    held.factors.hasTotp && '验证器',
    held.factors.passkeys > 0 && `${held.factors.passkeys} 把通行密钥`,
  ].filter(Boolean)
  const rows: HeldRow[] = [
    { what: '姓名', how: held.name ?? '没有' },
    { what: '手机号码', how: held.phone ? maskPhone(held.phone) : '没有' },
    ...(held.idNumber
      ? [{ what: '身份证号码', how: `${held.idNumber.slice(0, 3)}*************${held.idNumber.slice(-2)}` }]
      : []),
    ...(held.staffNumber ? [{ what: '工号', how: held.staffNumber }] : []),
    ...(kind === 'citizen'
      ? [
          {
            what: '我的信',
            how: `${letters.all} 封，${letters.open} 封还在办；附件 ${letters.files} 个`,
            href: urls.myMatters(),
            see: '看我的信',
          },
          { what: '活动报名', how: `${registrations} 次`, href: urls.gatherings(), see: '看活动' },
          { what: '代办授权', how: `${held.mandates.length} 份`, href: urls.mandates(), see: '看授权' },
        ]
      : []),
    {
      what: '发给我的消息',
      how: `绑定了 ${addresses} 个邮箱、微信、浏览器`,
      href: urls.accountMessages(),
      see: '看消息设置',
    },
    { what: '登录的设备', how: `${held.sessions.length} 处`, href: urls.account(), see: '看登录' },
    { what: '双重验证', how: factors.join('、') || '没有' },
    { what: '操作记录', how: `${held.auditEntries} 条，依法留存（网络安全法 第23条），没有姓名和内容` },
  ]
  return (
    <Section title="存了我什么">
      <DescriptionList
        items={[
          ...rows.map(({ what, how, href, see }) => ({
            label: what,
            value: (
              <>
                {how}
                {href && (
                  <>
                    {'　'}
                    <a href={href}>{see}</a>
                  </>
                )}
              </>
            ),
          })),
          { label: '开户时间', value: <DateTimeText at={held.createdAt} timeZone={timeZone} /> },
        ]}
      />
    </Section>
  )
}

const Copy = () => (
  <Section title="带走一份">
    <p>信的全文、联系方式、收到的消息都在里面。为了确认是您本人，会先请您再验证一次。</p>
    <ButtonRow>
      <LinkButton href={urls.accountDataCopy('html')} icon="print">
        打开来看、打印
      </LinkButton>
      <LinkButton href={urls.accountDataCopy('json')} variant="secondary">
        下载文件（给电脑程序读）
      </LinkButton>
    </ButtonRow>
  </Section>
)

function Correct({ held, typed, errors }: Props) {
  return (
    <Section title="写错了，改过来">
      <Form action={urls.accountDataAct('name')}>
        <TextField
          name="name"
          label="姓名"
          value={typed.name ?? held.name ?? ''}
          autocomplete="name"
          width="half"
          error={errors.name}
          required
        />
        <ButtonRow>
          <Button>改姓名</Button>
        </ButtonRow>
      </Form>
      {typed.isSent ? (
        <PhoneCode phone={typed.phone ?? ''} errors={errors} />
      ) : (
        <NewPhone typed={typed} errors={errors} />
      )}
      <p>信里留的姓名、电话，请打开那封信，在“我的信息”里改。</p>
    </Section>
  )
}

const NewPhone = ({ typed, errors }: { typed: DataTyped; errors: FieldErrors }) => (
  <Form action={urls.accountDataAct('phone-code')}>
    <TextField
      name="phone"
      label="新的手机号码"
      hint="会发一条验证码到新号码。以后用新号码登录。"
      value={typed.phone ?? ''}
      type="tel"
      autocomplete="tel"
      width="half"
      error={errors.phone}
      required
    />
    <ButtonRow>
      <Button variant="secondary">发验证码到新号码</Button>
    </ButtonRow>
  </Form>
)

const PhoneCode = ({ phone, errors }: { phone: string; errors: FieldErrors }) => (
  <Form action={urls.accountDataAct('phone')}>
    <HiddenField name="phone" value={phone} />
    <p>验证码已发到 {maskPhone(phone)}。</p>
    {errors.phone && <p class="field-error">{errors.phone}</p>}
    <TextField
      name="code"
      label="新号码收到的验证码"
      inputMode="numeric"
      autocomplete="one-time-code"
      width="short"
      error={errors.code}
      required
    />
    <ButtonRow>
      <Button>换成新号码</Button>
    </ButtonRow>
  </Form>
)

const StaffRights = () => (
  <Section title="更正和删除">
    <p>姓名、手机号码写错了，请安全管理员更正。账号在离职时由安全管理员停用。</p>
    <p>
      您办理过的记录写着单位和您的姓名，是履行法定职责所必需的，不能删除（个人信息保护法
      第13条第一款第三项、第47条第二款）。
    </p>
  </Section>
)

const Leave = () => (
  <Section title="不用了，注销账号">
    <p>注销后，姓名、手机号码、绑定的邮箱和微信立即删除，办结的信也一起删除。点进去先看清楚，不会马上注销。</p>
    <ButtonRow>
      <LinkButton href={urls.accountDataAct('closure')} variant="secondary">
        看看注销会怎么样
      </LinkButton>
    </ButtonRow>
  </Section>
)
