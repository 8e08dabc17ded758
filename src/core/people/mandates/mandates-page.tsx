import type { Acting } from '#platform/actor.ts'
import {
  Alert,
  Button,
  ButtonRow,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  PageHeader,
  Section,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { MandateCard } from './mandate-card.tsx'
import type { Mandate } from './mandates.ts'

/** 代办授权: for whom I may act, who may act for me. */
export function MandatesPage({
  mandates,
  acting,
  formKey,
  errors,
}: {
  mandates: Mandate[]
  acting: Acting | undefined
  formKey: () => string
  errors: FieldErrors
}) {
  const mine = mandates.filter(({ side }) => side !== 'given')
  const given = mandates.filter(({ side }) => side === 'given')
  return (
    <>
      <PageHeader title="代办授权" lead="请家人替您办，或替家人、替单位办，都要对方同意，有起止日期，随时可以结束。" />
      <ErrorSummary errors={errorList(errors)} />
      {acting && (
        <Alert tone="sun" title={`现在代${acting.name}办事`}>
          <p>写的信、办的事都记在{acting.name}名下。</p>
          <Form action={urls.acting()}>
            <HiddenField name="mandate" value="" />
            <Button variant="secondary">改回为自己办</Button>
          </Form>
        </Alert>
      )}
      <Section title="我可以代谁办">
        {mine.length === 0 && (
          <EmptyState title="还没有人授权给您">家人或单位填了您的手机号码，就会出现在这里。</EmptyState>
        )}
        {mine.map((one) => (
          <MandateCard
            key={one.id}
            mandate={one}
            isUsed={acting?.mandateId === one.id}
            formKey={formKey}
            codeError={errors[`code-${one.id}`]}
          />
        ))}
      </Section>
      <Section title="我授权了谁">
        {given.length === 0 && <EmptyState title="您还没有授权给别人">需要时点下面的“请别人替我办”。</EmptyState>}
        {given.map((one) => (
          <MandateCard key={one.id} mandate={one} isUsed={false} formKey={formKey} codeError={undefined} />
        ))}
      </Section>
      <Section title="新的授权">
        <ButtonRow>
          <LinkButton href={urls.newMandate('give')}>请别人替我办</LinkButton>
          <LinkButton href={urls.newMandate('family')} variant="secondary">
            我替家人办
          </LinkButton>
          <LinkButton href={urls.enterprises()} variant="quiet">
            我是企业法定代表人
          </LinkButton>
        </ButtonRow>
      </Section>
    </>
  )
}
