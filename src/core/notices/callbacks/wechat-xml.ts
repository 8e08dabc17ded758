/** The fields of a WeChat message: one level, text or CDATA. What is no such message has none. Entities and doctypes are never read. */
export function readXml(text: string): Record<string, string> {
  if (!/^\s*<xml>/.test(text) || /<!(?!\[CDATA\[)/.test(text)) return {}
  const fields = text.matchAll(/<(\w{1,40})>(?:<!\[CDATA\[([\s\S]{0,4000}?)\]\]>|([^<]{0,4000}))<\/\1>/g)
  return Object.fromEntries([...fields].map(([, name = '', words, plain]) => [name, (words ?? plain ?? '').trim()]))
}

/** A short text back to whoever wrote. `words` are ours. */
export const textXml = (about: { to: string; from: string; at: Temporal.Instant; words: string }): string => {
  const data = (text: string) => `<![CDATA[${text.replaceAll(']]>', '')}]]>`
  return `<xml><ToUserName>${data(about.to)}</ToUserName><FromUserName>${data(about.from)}</FromUserName><CreateTime>${Math.floor(
    about.at.epochMilliseconds / 1000,
  )}</CreateTime><MsgType>${data('text')}</MsgType><Content>${data(about.words)}</Content></xml>`
}
