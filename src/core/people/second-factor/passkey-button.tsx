import { HiddenField } from '#ui/index.ts'
import { urls } from '#urls.ts'

/**
 * Inside a form: asks the browser for a passkey and sends the form with what it signed in `field`. Shown by the island where the browser can;
 * without script nothing stands here and the form's other fields do.
 */
export function PasskeyButton({
  field,
  act,
  words = '用通行密钥',
}: {
  field: string
  act: 'get' | 'create'
  words?: string
}) {
  return (
    <passkey-button
      data-field={field}
      data-act={act}
      data-challenge={act === 'get' ? urls.passkeyChallenge() : urls.newPasskeyChallenge()}
      hidden
    >
      <HiddenField name={field} value="" />
      <button type="button" class="btn btn-secondary">
        <span>{words}</span>
      </button>
      <p class="field-hint" role="status" />
    </passkey-button>
  )
}
