import type { Scope } from './tables.ts'

/** Everybody, or staff who oversee: what they may read, and whether small counts are shown. */
export type Audience = 'public' | 'desk'

export const scopesOf = (audience: Audience): Scope[] => (audience === 'public' ? ['public'] : ['public', 'desk'])

/** As an address asks. */
export type Asked = {
  unit?: string | undefined
  kind?: string | undefined
  division?: string | undefined
  from?: string | undefined
  to?: string | undefined
  group?: string | undefined
}
