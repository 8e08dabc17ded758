import {
  Button,
  ButtonRow,
  DataTable,
  DateTimeText,
  Disclosure,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  PageHeader,
  Section,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { PasskeyButton } from './passkey-button.tsx'
import type { OwnPasskey } from './passkeys.ts'

/** 通行密钥: finger, face or PIN of one's own device instead of anything typed. */
export function PasskeysPage({
  passkeys,
  timeZone,
  errors,
  label,
}: {
  passkeys: OwnPasskey[]
  timeZone: string
  errors: FieldErrors
  label: string | undefined
}) {
  return (
    <>
      <PageHeader title="通行密钥" lead="用手机或电脑的指纹、面容、锁屏密码登录，不用记口令，也骗不走。" />
      <ErrorSummary errors={errorList(errors)} />
      <DataTable
        caption="我的通行密钥"
        captionHidden
        rows={passkeys}
        rowKey={(one) => one.id}
        empty={<EmptyState title="还没有通行密钥">在下面添加这台手机或电脑。</EmptyState>}
        columns={[
          { key: 'label', label: '名字', cell: (one) => one.label },
          { key: 'since', label: '添加时间', cell: (one) => <DateTimeText at={one.createdAt} timeZone={timeZone} /> },
          { key: 'acts', label: '操作', cell: (one) => <Acts passkey={one} /> },
        ]}
      />
      <Section title="添加这台设备">
        <Form action={urls.passkeys()}>
          <TextField
            name="passkeyLabel"
            label="给它起个名字"
            hint="例如“办公室电脑”。最多 20 字。"
            width="half"
            value={label}
            error={errors.passkeyLabel}
            required
          />
          <PasskeyButton field="passkey" act="create" words="添加通行密钥" />
          <noscript>
            <p>这个浏览器没有开启脚本，不能添加；用口令和验证器一样可以登录。</p>
          </noscript>
        </Form>
      </Section>
    </>
  )
}

function Acts({ passkey }: { passkey: OwnPasskey }) {
  return (
    <Disclosure summary="改名或移除">
      <Form action={urls.passkeyAct(passkey.id, 'name')}>
        <div class="field">
          <label class="field-label" for={`label-${passkey.id}`}>
            新名字
          </label>
          <input
            class="form-control width-half"
            id={`label-${passkey.id}`}
            name="passkeyLabel"
            value={passkey.label}
            maxLength={20}
          />
        </div>
        <ButtonRow>
          <Button variant="secondary" size="small">
            改名
          </Button>
        </ButtonRow>
      </Form>
      <Form action={urls.passkeyAct(passkey.id, 'end')}>
        <Button variant="danger" size="small">
          移除
        </Button>
      </Form>
    </Disclosure>
  )
}
