/** 信访处理意见书 holds four parts (第32条, PET-9). They are one text to the engine, written and read by their headings. */
export const opinionParts = [
  { name: 'claim', heading: '一、投诉请求', what: '投诉请求', least: 4, most: 1000 },
  { name: 'facts', heading: '二、事实和理由', what: '事实和理由', least: 10, most: 3000 },
  { name: 'opinion', heading: '三、处理意见', what: '处理意见', least: 10, most: 3000 },
  { name: 'basis', heading: '四、法律法规依据', what: '法律法规依据', least: 4, most: 1000 },
] as const
export type OpinionPart = (typeof opinionParts)[number]['name']
export type Opinion = Record<OpinionPart, string>

export const opinionText = (opinion: Opinion): string =>
  opinionParts.map(({ name, heading }) => `${heading}\n${opinion[name]}`).join('\n\n')

/** The parts of a text so written; what stands before the first heading, or a text without them, is the opinion. */
export function opinionOf(text: string): Opinion {
  const found: Opinion = { claim: '', facts: '', opinion: '', basis: '' }
  let part: OpinionPart = 'opinion'
  for (const line of text.split('\n')) {
    const next = opinionParts.find(({ heading }) => heading === line.trim())
    if (next) part = next.name
    else found[part] += `${line}\n`
  }
  return Object.fromEntries(Object.entries(found).map(([name, words]) => [name, words.trim()])) as Opinion
}
