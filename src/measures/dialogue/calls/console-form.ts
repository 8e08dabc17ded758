import { textIn } from '#platform/http/posted-form.ts'
import type { TypedLetter } from '../letters/writing/letter-form.tsx'
import { blankLetter } from '../letters/writing/letter-form.tsx'
import { shownAgain, typedIn } from '../letters/writing/typed-letter.ts'

/** As typed at the console: a letter, and what only a telephone has. */
export type TypedCall = TypedLetter & {
  answer: string
  otherDoor: string
  transferKind: string
  transferTo: string
  nuisance: string
}

export const blankCall: TypedCall = {
  ...blankLetter,
  answer: '',
  otherDoor: '',
  transferKind: '',
  transferTo: '',
  nuisance: '',
}

export const callIn = (form: FormData): TypedCall => ({
  ...shownAgain(typedIn(form)),
  answer: textIn(form, 'answer').slice(0, 5000),
  otherDoor: textIn(form, 'otherDoor').slice(0, 40),
  transferKind: textIn(form, 'transferKind').slice(0, 40),
  transferTo: textIn(form, 'transferTo').slice(0, 200),
  nuisance: textIn(form, 'nuisance').slice(0, 500),
})

/** In the order in which they stand on the page. */
export const callFieldOrder = [
  'title',
  'body',
  'sort',
  'division',
  'place',
  'unit',
  'name',
  'phone',
  'idNumberMeant',
  'publish',
  'answer',
  'otherDoor',
  'transferKind',
  'transferTo',
  'nuisance',
]
