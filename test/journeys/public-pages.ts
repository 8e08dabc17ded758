import { desktop, phone, type Screen } from './journey.ts'

/** The pages that anybody comes to, with what they hold when a letter is public. */
export const publicPages = (letter: string): string[] => [
  '/',
  '/letters',
  `/letters/${letter}`,
  '/letters/statistics',
  '/speed',
  '/letters/new',
  '/disclosure',
  '/disclosure/new',
  '/follow',
  '/search?q=路灯',
  '/ledger',
  '/rules',
  '/rules/due?from=2026-11-23&amount=15',
  '/sign-in',
]

export const screens: Screen[] = [phone, desktop]
