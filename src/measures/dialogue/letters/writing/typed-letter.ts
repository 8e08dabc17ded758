import { textIn } from '#platform/http/posted-form.ts'
import type { TypedLetter } from './letter-form.tsx'
import { pageHolds } from './letter-form.tsx'

export const typedIn = (form: FormData): TypedLetter => ({
  sort: textIn(form, 'sort'),
  title: textIn(form, 'title'),
  body: textIn(form, 'body'),
  division: textIn(form, 'division'),
  place: textIn(form, 'place'),
  unit: textIn(form, 'unit'),
  name: textIn(form, 'name'),
  phone: textIn(form, 'phone'),
  publish: form.has('publish'),
  secret: form.has('secret'),
  relation: form.has('relation'),
  idNumberMeant: form.has('idNumberMeant'),
})

/** As much as a page can hold: a pasted book comes back by its beginning, and the error says so. */
export const shownAgain = (typed: TypedLetter): TypedLetter => ({
  ...typed,
  title: typed.title.slice(0, 1000),
  body: typed.body.slice(0, pageHolds),
  place: typed.place.slice(0, 1000),
  name: typed.name.slice(0, 1000),
  phone: typed.phone.slice(0, 100),
})
