import { Button, ButtonRow, Card, DateText, Form, HiddenField, StateBadge } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Mandate, type Standing, standingNames } from './mandates.ts'

const tones: Record<Standing, 'good' | 'warn' | 'neutral'> = {
  waiting: 'warn',
  notYet: 'neutral',
  inForce: 'good',
  over: 'neutral',
  ended: 'neutral',
}

/** One mandate with what this person can do about it now. */
export function MandateCard({
  mandate,
  isUsed,
  formKey,
  codeError,
}: {
  mandate: Mandate
  isUsed: boolean
  formKey: () => string
  codeError: string | undefined
}) {
  const { id, side, standing } = mandate
  const isOpen = standing !== 'ended' && standing !== 'over'
  return (
    <Card title={side === 'given' ? `${mandate.agent}代${mandate.subject}办` : `代${mandate.subject}办`}>
      <p>
        <StateBadge state={isUsed ? '正在代办' : standingNames[standing]} tone={tones[standing]} />{' '}
        <DateText date={mandate.from} /> 至 <DateText date={mandate.until} />
      </p>
      {side === 'asked' && standing === 'waiting' && <ConsentForm id={id} error={codeError} />}
      <ButtonRow>
        {side === 'offered' && standing === 'waiting' && (
          <Form action={urls.mandateAct(id, 'acceptance')} formKey={formKey()}>
            <Button>接受</Button>
          </Form>
        )}
        {side === 'held' && standing === 'inForce' && !isUsed && (
          <Form action={urls.acting()}>
            <HiddenField name="mandate" value={id} />
            <Button>现在代他办事</Button>
          </Form>
        )}
        {isOpen && (
          <Form action={urls.mandateAct(id, 'end')} formKey={formKey()}>
            <Button variant="quiet">{side === 'offered' ? '不接受' : '结束授权'}</Button>
          </Form>
        )}
      </ButtonRow>
    </Card>
  )
}

function ConsentForm({ id, error }: { id: string; error: string | undefined }) {
  const name = `code-${id}`
  return (
    <Form action={urls.mandateAct(id, 'code')}>
      <div class={error ? 'field field-refused' : 'field'}>
        <label class="field-label" for={name}>
          家人告诉您的验证码
        </label>
        {error && (
          <p class="field-error" id={`${name}-error`}>
            {error}
          </p>
        )}
        <input
          class="form-control width-short"
          id={name}
          name="code"
          inputMode="numeric"
          autocomplete="off"
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? `${name}-error` : undefined}
        />
      </div>
      <Button>确认</Button>
    </Form>
  )
}
