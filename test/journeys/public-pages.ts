import { pagesWhere } from '../pages.ts'
import { desktop, phone, type Screen } from './journey.ts'

/** Every page that anybody may open, by the table of access, and what some of them hold when a letter is public; a new page comes in by itself. */
export const publicPages = (letter: string): string[] => [
  ...pagesWhere((who) => who('nobody') === 'ok'),
  `/letters/${letter}`,
  '/letters?class=help',
  '/search?q=路灯',
  '/search?q=没有的词',
  '/rules/due?from=2026-11-23&amount=15',
  '/rules/due?from=2026-11-23&amount=x',
  '/verify?record=1',
  '/documents/verify?number=1&code=2',
  '/nowhere',
]

/** Every page that a signed-in citizen may open, and nobody without an account. */
export const citizenPages = (): string[] => [
  ...pagesWhere((who) => who('nobody') !== 'ok' && who('A') === 'ok'),
  '/account/mandates/new?kind=family',
]

export const statusOf = (path: string): number => {
  if (path === '/nowhere') return 404
  return path.endsWith('amount=x') ? 422 : 200
}

export const screens: Screen[] = [phone, desktop]
