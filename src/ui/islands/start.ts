import { defineAnswerHints } from './answer-hints.ts'
import { countText } from './count-text.ts'
import { defineDrawLive } from './draw-live.ts'
import { keepDrafts } from './keep-draft.ts'
import { defineLiveText } from './live-text.ts'
import { openDialogs } from './open-dialog.ts'
import { focusFirst, onPage } from './page.ts'
import { definePasskeyButton } from './passkey-button.ts'
import { definePushButton } from './push-button.ts'
import { defineReadAloud } from './read-aloud.ts'
import { defineSearchSuggest } from './search-suggest.ts'
import { sendForms } from './send-form.ts'
import { defineCopyCode, printOnClick } from './small-acts.ts'
import { defineUploadField } from './upload-field.ts'

/** What every page gets. Nothing a citizen needs depends on it. */
export function startPage(): void {
  onPage(focusFirst)
  keepDrafts()
  countText()
  sendForms()
  openDialogs()
  printOnClick()
  defineUploadField()
  defineSearchSuggest()
  defineReadAloud()
  defineCopyCode()
  definePasskeyButton()
  definePushButton()
  defineDrawLive()
  defineAnswerHints()
  defineLiveText()
  // Hashes and signatures are computed on one page only.
  onPage(() => {
    if (document.querySelector('verify-record')) void import('./verify-record.ts')
    if (document.querySelector('redraw-here')) void import('./redraw-here.ts')
  })
}
