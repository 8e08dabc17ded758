/** Why a unit asks for more time; approved by its head (安阳市政务服务条例 第50条). */
export const extensionGrounds = [
  { value: 'complex', label: '情况复杂，需要进一步调查' },
  { value: 'otherUnits', label: '需要其他单位配合' },
  { value: 'onSite', label: '需要现场勘查、检测或施工' },
] as const

export const extensionGroundLabel = (code: string): string =>
  extensionGrounds.find((ground) => ground.value === code)?.label ?? code
