/** What a person may answer to one of our SMS, as it is understood; `words` are theirs. */
export type Reply =
  | { kind: 'rate'; satisfied: number }
  | { kind: 'unsolved'; words: string }
  | { kind: 'state' }
  | { kind: 'other'; words: string }

type Typed = Reply | { kind: 'stop' } | { kind: 'resume' }

/** Full-width digits, spaces and a closing mark are a phone's habit, not a meaning. */
export function readReply(text: string): Typed {
  const clean = text.normalize('NFKC').trim()
  const word = clean.replace(/(?<![\s。.!,，!！~])[\s。.!,，!！~]+$/u, '').toLowerCase()
  if (/^[1-5]$/.test(word)) return { kind: 'rate', satisfied: Number(word) }
  const unsolved = /^(?:未解决|没解决|没有解决)[\s,，。:：;；]*(.*)$/su.exec(clean)
  if (unsolved) return { kind: 'unsolved', words: unsolved[1]?.trim() ?? '' }
  if (/^(?:cx|查询|进度)$/.test(word)) return { kind: 'state' }
  if (/^(?:td|退订)$/.test(word)) return { kind: 'stop' }
  if (/^(?:hf|恢复)$/.test(word)) return { kind: 'resume' }
  return { kind: 'other', words: clean }
}
