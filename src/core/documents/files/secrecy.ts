/**
 * 涉密不上网：保守国家秘密法 第26条（禁止将国家秘密信息接入互联网）。A mark in the name or in the text layer is enough. In running
 * text 秘密 and 内部 also have an everyday use (商业秘密, 内部装修), so there they count only as a mark; in a name they always count.
 */
const inName = /绝密|机密|秘密|★|内部/u
const inText = [
  /绝密|机密|★/u,
  /(?<!商业|个人|技术|保守|保护|国家|通信|通讯|侵犯)秘密(?!武器|花园)/u,
  /(?:^|[【（(〔[])[^\S\n]{0,20}内部[^\S\n]{0,20}(?:$|[】）)〕\]])|内部(?:资料|文件|材料|刊物|使用|传阅|掌握|参考|明电|情况|事项)/mu,
]

/** The mark that was found, or null. Blanks between the characters (机　密) do not hide it. */
export function secrecyMark(name: string, texts: string[]): string | null {
  const named = inName.exec(name.replace(/\s+/gu, ''))
  if (named) return named[0]
  for (const text of texts) {
    const tight = text.replace(/(?<=[\u4e00-\u9fff])[^\S\n]+(?=[\u4e00-\u9fff])/gu, '')
    for (const pattern of inText) {
      const hit = pattern.exec(tight)
      if (hit) return hit[0].trim()
    }
  }
  return null
}
