const compoundSurnames = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 夏侯 轩辕 端木 南宫 独孤 西门 沙马 吉克 阿约 马海'.split(
    ' ',
  ),
)

/** 张小明 → 张**; the surname stays, also one of two characters. */
export function maskName(name: string): string {
  const characters = [...name.trim()]
  if (characters.length === 0) return ''
  const kept = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join('')) ? 2 : 1
  return characters.slice(0, kept).join('') + '*'.repeat(Math.max(1, characters.length - kept))
}

/** 13812345678 → 138****5678; anything shorter is hidden but for its last two digits. */
export const maskPhone = (phone: string): string =>
  phone.length >= 11
    ? `${phone.slice(0, phone.length - 8)}****${phone.slice(-4)}`
    : '*'.repeat(Math.max(0, phone.length - 2)) + phone.slice(-2)

/** First three and last four digits stay. */
export const maskIdNumber = (number: string): string =>
  number.length > 7 ? number.slice(0, 3) + '*'.repeat(number.length - 7) + number.slice(-4) : '*'.repeat(number.length)
