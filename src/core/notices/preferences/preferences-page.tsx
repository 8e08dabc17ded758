import {
  Alert,
  Button,
  ButtonRow,
  CheckboxField,
  CheckboxGroup,
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
import type { Preferences } from './preferences.ts'

/** Which media this house has, the name of its official account, and its key for browsers. */
export type Offered = { email: boolean; wechat: string | null; push: string | null }

export type PreferencesPageProps = {
  preferences: Preferences
  offered: Offered
  inboxHref: string
  formKey: () => string
  errors?: FieldErrors
  typed?: Record<string, string>
}

/** 消息设置: by which medium, and when not. */
export function PreferencesPage({
  preferences,
  offered,
  inboxHref,
  formKey,
  errors = {},
  typed = {},
}: PreferencesPageProps) {
  return (
    <>
      <PageHeader
        title="消息设置"
        lead="一条消息只发一次：按微信、邮件、浏览器通知、短信的先后，用您勾选的第一种；那一种发不通，再用下一种。每条消息都会留在站内信箱里。"
        actions={
          <LinkButton href={inboxHref} variant="secondary" icon="letter">
            站内信箱
          </LinkButton>
        }
      />
      <ErrorSummary errors={errorList(errors, ['channels', 'email', 'code', 'push'])} />
      <Section title="怎样告诉您">
        <Form action={urls.accountMessages()} formKey={formKey()}>
          <CheckboxGroup
            name="channels"
            label="用哪几种方式"
            optionalMark={false}
            values={preferences.channels}
            error={errors.channels}
            options={[
              ...(offered.wechat
                ? [
                    {
                      value: 'wechat',
                      label: '微信',
                      hint: preferences.hasWechat ? '已绑定' : '绑定以后才会用，见下面“微信”',
                    },
                  ]
                : []),
              ...(offered.email
                ? [
                    {
                      value: 'email',
                      label: '邮件',
                      hint: preferences.email ?? '填好邮箱以后才会用，见下面“邮箱”',
                    },
                  ]
                : []),
              ...(offered.push
                ? [
                    {
                      value: 'push',
                      label: '浏览器通知',
                      hint: preferences.hasPush ? '已打开' : '打开以后才会用，见下面“浏览器通知”',
                    },
                  ]
                : []),
              { value: 'sms', label: '短信', hint: '发到您登录或写信时留的手机' },
            ]}
          />
          <CheckboxField
            name="quiet"
            label="22:00 到次日 7:30 不打扰，留到早上再发"
            hint="有危险的紧急消息、您正在操作时的验证码和回执除外。"
            checked={preferences.quiet}
          />
          <p class="field-hint">依法必须告知您的消息（如受理、延期、答复）不能全部关掉：都不勾选时用短信发。</p>
          <ButtonRow>
            <Button>保存设置</Button>
          </ButtonRow>
        </Form>
      </Section>
      {offered.email && <EmailSection {...{ preferences, formKey, errors, typed }} />}
      {offered.wechat && <WechatSection preferences={preferences} name={offered.wechat} formKey={formKey} />}
      {offered.push && <PushSection {...{ preferences, formKey, errors }} publicKey={offered.push} />}
    </>
  )
}

type Part = Pick<PreferencesPageProps, 'preferences' | 'formKey' | 'errors' | 'typed'>

function EmailSection({ preferences: { email, awaited }, formKey, errors = {}, typed = {} }: Part) {
  return (
    <Section title="邮箱" id="email-section">
      {email && <DescriptionList items={[{ label: '现在的邮箱', value: email }]} />}
      {awaited && (
        <>
          <Alert tone="info" title={`验证码已发到 ${awaited}`}>
            <p>十分钟内有效。没有收到，请看看垃圾邮件，或重新获取。</p>
          </Alert>
          <Form action={urls.accountMessagesAct('email-code')} formKey={formKey()}>
            <TextField
              name="code"
              label="邮件里的验证码"
              inputMode="numeric"
              autocomplete="one-time-code"
              width="short"
              maxLength={10}
              error={errors.code}
              required
            />
            <ButtonRow>
              <Button>确认邮箱</Button>
            </ButtonRow>
          </Form>
        </>
      )}
      <Form action={urls.accountMessagesAct('email')} formKey={formKey()}>
        <TextField
          name="email"
          type="email"
          label={email ? '换一个邮箱' : '邮箱地址'}
          hint="会先发一个验证码，确认是您的邮箱。"
          autocomplete="email"
          width="wide"
          value={typed.email}
          error={errors.email}
          required
        />
        <ButtonRow>
          <Button variant="secondary">获取验证码</Button>
        </ButtonRow>
      </Form>
      {(email || awaited) && (
        <Form action={urls.accountMessagesAct('email-removal')} formKey={formKey()}>
          <ButtonRow>
            <Button variant="quiet">不再用邮箱，删除</Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  )
}

function WechatSection({
  preferences: { hasWechat, wechatCode },
  name,
  formKey,
}: Pick<PreferencesPageProps, 'preferences' | 'formKey'> & { name: string }) {
  return (
    <Section title="微信">
      {hasWechat && <p>已绑定公众号“{name}”。换微信时重新绑定即可。</p>}
      {wechatCode && (
        <Alert tone="info" title={`绑定码 ${wechatCode.slice(0, 4)} ${wechatCode.slice(4)}`}>
          <p>
            十分钟内，在微信里关注公众号“{name}”，把“绑定{wechatCode}”发给它，看到“已绑定”后刷新本页。
          </p>
        </Alert>
      )}
      <Form action={urls.accountMessagesAct('wechat-code')} formKey={formKey()}>
        <ButtonRow>
          <Button variant="secondary">{wechatCode || hasWechat ? '重新取绑定码' : '取绑定码'}</Button>
        </ButtonRow>
      </Form>
      {hasWechat && (
        <Form action={urls.accountMessagesAct('wechat-removal')} formKey={formKey()}>
          <ButtonRow>
            <Button variant="quiet">解除绑定</Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  )
}

/** The button is the island's: only a browser that can be told shows it. */
function PushSection({
  preferences: { hasPush },
  publicKey,
  formKey,
  errors = {},
}: Pick<PreferencesPageProps, 'preferences' | 'formKey' | 'errors'> & { publicKey: string }) {
  return (
    <Section title="浏览器通知" id="push">
      <p>
        {hasPush ? '已在一个浏览器里打开；换一个浏览器，在那里再打开即可。' : '消息由这台电脑或手机的浏览器提示。'}
        提示里只写是什么事，点开到站内信箱看全文；浏览器关着的，打开后补上，最长一天。
      </p>
      {errors.push && (
        <Alert tone="bad" title="没有打开成">
          {errors.push}
        </Alert>
      )}
      <Form action={urls.accountMessagesAct('push')} formKey={formKey()}>
        <push-button data-key={publicKey} data-worker={urls.pushWorker()} hidden>
          <HiddenField name="push" value="" />
          <button type="button" class="btn btn-secondary">
            <span>在这个浏览器打开通知</span>
          </button>
          <p class="field-hint" role="status" />
        </push-button>
      </Form>
      <p class="field-hint">没有看到按钮，是这个浏览器不支持通知，请用上面的其他方式。</p>
      {hasPush && (
        <Form action={urls.accountMessagesAct('push-removal')} formKey={formKey()}>
          <ButtonRow>
            <Button variant="quiet">不再用浏览器通知</Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  )
}
