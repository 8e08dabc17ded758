/**
 * Words of our messages. A room registers its own once, at import time; the id (`letter.received`) and `version` are stored with
 * every notice, so a changed wording needs a new version.
 */
export type Template = {
  version: number
  /** What it is about, for the list of templates. */
  title: string
  /** Notices the law demands cannot be switched off by preference. */
  legal: boolean
  /** Danger: by SMS first, and at night too. */
  urgent?: boolean
  /** Answers what its reader did this minute, so it is not held until the morning. */
  echo?: boolean
  /** What may be answered by SMS; said only where a gateway takes answers. */
  replyHint?: string
  /** One example of every variable: it is rendered and checked when the template is registered. */
  sample: Variables
  sms: (v: Variables) => string
}

export type Variables = Record<string, string>

const templates = new Map<string, Template>()

/** Throws at start when a wording breaks a rule of `messageFaults`: a bad message never reaches a person. */
export function defineTemplates(more: Record<string, Template>): void {
  for (const [id, template] of Object.entries(more)) {
    const faults = messageFaults(render(id, template, template.sample))
    if (faults.length > 0) throw new Error(`消息模板 ${id} 不合规定：${faults.join('；')}`)
    templates.set(id, template)
  }
}

/** Of a notice already written: its template may have been given up since, and then it counts as one the law demands. */
export const flagsOf = (id: string): Pick<Template, 'title' | 'legal' | 'urgent' | 'echo' | 'replyHint'> =>
  templates.get(id) ?? { title: '消息', legal: true }

/** All of them by id, as they are registered. */
export const allTemplates = (): { id: string; template: Template }[] =>
  [...templates].map(([id, template]) => ({ id, template })).sort((a, b) => (a.id < b.id ? -1 : 1))

export function templateOf(id: string): Template {
  const template = templates.get(id)
  if (!template) throw new Error(`unknown notice template ${id}`)
  return template
}

/** The finished text: what the template says, then how to find out whether it is ours. A missing variable is a bug and throws. */
export function render(id: string, template: Template, variables: Variables): string {
  const strict = new Proxy(variables, {
    get(from, name) {
      const value = typeof name === 'string' ? from[name] : undefined
      if (value === undefined) throw new Error(`notice template ${id} lacks variable ${String(name)}`)
      return plain(value)
    },
  })
  return `${template.sms(strict).trim()}可拨12345核实。`
}

const maxVariable = 120

/**
 * A variable may carry what a citizen typed (a title): no control characters, no address to lure anybody to, no brackets that
 * imitate a signature.
 */
export function plain(value: string): string {
  const cleaned = value
    .slice(0, 4 * maxVariable)
    .replace(/[\p{Cc}\p{Cf}【】]+/gu, ' ')
    .replace(/(?:https?:\/\/|www\.)[^\s，。；）)]*/giu, '（链接略）')
    .trim()
  const letters = [...cleaned]
  return letters.length > maxVariable ? `${letters.slice(0, maxVariable - 1).join('')}…` : cleaned
}

const rules: [RegExp, string][] = [
  [/转账|汇款|付款|缴费链接|收款|保证金/u, '不得要求付款'],
  [/银行卡|卡号|信用卡/u, '不得要求银行卡信息'],
  [/(?:提供|回复|告知|发送|告诉)[^，。；]{0,12}(?:验证码|密码)/u, '不得索要验证码或密码'],
  [/下载|安装|扫码加|加微信|加QQ/iu, '不得要求下载或加好友'],
  [/https?:\/\/|www\./iu, '正文不得带网址'],
]

/** What a text asks for that no message of ours ever does: money, card, code, download, a link. */
export const luresIn = (text: string): string[] =>
  rules.filter(([pattern]) => pattern.test(text)).map(([, fault]) => fault)

/** Which rules of the platform a text breaks; empty is good. */
export function messageFaults(text: string): string[] {
  const faults = luresIn(text)
  if (!text.includes('可拨12345核实')) faults.push('要写明可拨12345核实')
  if (text.length > 350) faults.push('不得超过350字')
  return faults
}
