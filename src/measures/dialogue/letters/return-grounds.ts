/** Why a unit gives a letter back. A choice first, so that what is often misdirected can be counted and the catalogue mended (HOT-5). */
export const returnGrounds = [
  { value: 'notOurDuty', label: '不属于本单位职责' },
  { value: 'notOurArea', label: '不在本单位辖区' },
  { value: 'otherTrack', label: '应走其他法定渠道（复议、诉讼、信访、纪检监察、信息公开）' },
  { value: 'duplicate', label: '与另一封来信重复' },
  { value: 'unclear', label: '内容不清，无法办理' },
] as const
