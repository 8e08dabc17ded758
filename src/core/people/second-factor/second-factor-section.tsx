import type { Actor } from '#platform/actor.ts'
import { Button, ButtonRow, DescriptionList, Form, LinkButton, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Factors, hasSecondFactor } from './factors.ts'
import type { OwnPasskey } from './passkeys.ts'

/** What I can show beside the password; for citizens only the passkey, an easier way in. */
export function SecondFactorSection({
  actor,
  factors,
  passkeys,
}: {
  actor: Extract<Actor, { kind: 'citizen' | 'staff' }>
  factors: Factors
  passkeys: OwnPasskey[]
}) {
  const isStaff = actor.kind === 'staff'
  return (
    <Section title={isStaff ? '双重验证' : '通行密钥'}>
      <DescriptionList
        items={[
          isStaff && { label: '验证器', value: factors.hasTotp ? '已启用' : '未启用' },
          { label: '通行密钥', value: passkeys.map(({ label }) => label).join('、') || '还没有' },
          isStaff && hasSecondFactor(factors) && { label: '恢复码', value: `还剩 ${factors.recoveryCodesLeft} 个` },
        ]}
      />
      <ButtonRow>
        {isStaff && (
          <LinkButton href={factors.hasTotp ? urls.authenticatorEnd() : urls.authenticator()} variant="secondary">
            {factors.hasTotp ? '停用验证器' : '启用验证器'}
          </LinkButton>
        )}
        <LinkButton href={urls.passkeys()} variant="secondary">
          管理通行密钥
        </LinkButton>
        {isStaff && hasSecondFactor(factors) && (
          <Form action={urls.recoveryCodes()}>
            <Button variant="quiet">重新生成恢复码</Button>
          </Form>
        )}
      </ButtonRow>
    </Section>
  )
}
