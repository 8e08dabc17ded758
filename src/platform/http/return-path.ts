/** A path on this site to go back to, never another site: anything else becomes `fallback`. As an address is written: a header holds no 中文. */
export function safeReturnPath(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])[^\s\\]*$/.test(value)) return fallback
  const read = URL.parse(value, 'http://this.site')
  if (!read || read.pathname.startsWith('//')) return fallback
  return read.pathname + read.search + read.hash
}
