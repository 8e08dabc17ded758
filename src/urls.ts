/** Every address of the platform as a typed function: the sitemap. */

const query = (path: string, values: Record<string, string | number | undefined | null>): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

export const urls = {
  home: () => '/',
  search: (q?: string) => query('/search', { q }),
  searchSuggest: () => '/search/suggest',
  display: () => '/display',
  styleguide: () => '/styleguide',
  demoOutbox: () => '/demo/outbox',
  about: () => '/about',

  signIn: (returnTo?: string, as?: 'citizen' | 'staff') => query('/sign-in', { return: returnTo, as }),
  signInCode: () => '/sign-in/code',
  signOut: () => '/sign-out',
  account: () => '/account',
  accountPassword: () => '/account/password',
  accountSignOutEverywhere: () => '/account/sign-out-everywhere',
  myMatters: () => '/my',

  rules: () => '/rules',
  dueCalculator: () => '/rules/due',
  dueCalendarFile: (values: Record<string, string>) => query('/rules/due.ics', values),

  letters: (filters: Record<string, string | number | undefined> = {}) => query('/letters', filters),
  newLetter: () => '/letters/new',
  letterReceipt: () => '/letters/receipt',
  letterReceiptPrint: () => '/letters/receipt/print',
  letterStatistics: () => '/letters/statistics',
  letterChart: (name: string) => `/letters/statistics/${name}.svg`,
  letter: (number: string) => `/letters/${number}`,
  letterFile: (number: string, fileId: string) => `/letters/${number}/files/${fileId}`,

  follow: (number?: string) => query('/follow', { number }),
  followClosure: () => '/follow/closure',
  followMatter: (number: string) => `/follow/${number}`,
  followWhy: (number: string) => `/follow/${number}/why`,
  followCalendarFile: (number: string) => `/follow/${number}/due.ics`,
  followFile: (number: string, fileId: string) => `/follow/${number}/files/${fileId}`,
  followAct: (
    number: string,
    act: 'supplements' | 'acceptance' | 'rejection' | 'rating' | 'withdrawal' | 'reopening',
  ) => `/follow/${number}/${act}`,

  desk: () => '/desk',
  deskLetters: (filters: Record<string, string | number | undefined> = {}) => query('/desk/letters', filters),
  deskLetter: (number: string) => `/desk/letters/${number}`,
  deskLetterWhy: (number: string) => `/desk/letters/${number}/why`,
  deskLetterPrint: (number: string) => `/desk/letters/${number}/print`,
  deskLetterFile: (number: string, fileId: string) => `/desk/letters/${number}/files/${fileId}`,
  /** A change of state is a noun with its own address. */
  deskLetterAct: (number: string, act: string) => `/desk/letters/${number}/${act}`,
  deskPublications: () => '/desk/publications',
  deskLetterPublication: (number: string) => `/desk/letters/${number}/publication`,
  deskDispatches: () => '/desk/dispatches',
  deskSignatures: () => '/desk/signatures',
  deskTemplates: () => '/desk/templates',
  deskTemplate: (id: string) => `/desk/templates/${id}`,
  deskCalendar: () => '/desk/calendar',
  deskCalendarYear: (year: number | 'local') => `/desk/calendar/${year}`,
  deskUnits: () => '/desk/units',
  newDeskUnit: () => '/desk/units/new',
  deskUnit: (id: string) => `/desk/units/${id}`,
  deskUnitAct: (id: string, act: 'closure' | 'reopening') => `/desk/units/${id}/${act}`,
  deskAccounts: (filters: Record<string, string | undefined> = {}) => query('/desk/accounts', filters),
  newDeskAccount: () => '/desk/accounts/new',
  deskAccount: (id: string) => `/desk/accounts/${id}`,
  deskAccountAct: (id: string, act: 'roles' | 'password' | 'unlocking' | 'closure' | 'reopening') =>
    `/desk/accounts/${id}/${act}`,
  deskRoleEnd: (id: string, roleId: string) => `/desk/accounts/${id}/roles/${roleId}/end`,
  deskAudit: (filters: Record<string, string | undefined> = {}) => query('/desk/audit', filters),
  deskAuditCheck: () => '/desk/audit/check',

  apiDue: () => '/api/v1/due',
} as const
