import type { Message } from '../channel.ts'

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

/** The same words for readers that prefer HTML: no picture, no link, nothing loaded from anywhere. */
export const mailHtml = ({ title, text }: Pick<Message, 'title' | 'text'>): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body>` +
  `<h1>${escaped(title)}</h1><p>${escaped(text)}</p>` +
  '<p>这封邮件由系统发出，请不要回复。我们不会要您转账、报银行卡号或验证码，也不会要您下载软件。</p></body></html>'
