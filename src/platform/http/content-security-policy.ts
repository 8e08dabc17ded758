import { urls } from '#urls.ts'

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The same words again, only to be told what a browser refused by them: the policy itself stays the same on every answer, letter for letter. */
export const reportingPolicy = `${contentSecurityPolicy}; report-uri ${urls.policyReports()}`
