export const sampleMonths = [
  { label: '6月', letters: 980, inTime: 902 },
  { label: '7月', letters: 1043, inTime: 980 },
  { label: '8月', letters: 1121, inTime: 1049 },
  { label: '9月', letters: 1087, inTime: 1031 },
  { label: '10月', letters: 1209, inTime: 1152 },
  { label: '11月', letters: 1284, inTime: 1238 },
]

export const sampleShares = [
  { name: '城市管理', value: 386 },
  { name: '住房', value: 274 },
  { name: '交通', value: 231 },
  { name: '教育', value: 207 },
  { name: '社保', value: 186 },
]
