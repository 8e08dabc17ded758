/** 内容几乎一样（96%） */
export function alikeWords(alike: number): string {
  const share = `${Math.round(alike * 100)}%`
  if (alike >= 0.8) return `内容几乎一样（${share}）`
  if (alike >= 0.4) return `内容很像（${share}）`
  return `内容有些像（${share}）`
}
