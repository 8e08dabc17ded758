/** What people call the same thing. Each line is one thing; a search for any of its names finds them all. */
const groups = [
  ['公积金', '住房公积金'],
  ['社保', '社会保险'],
  ['医保', '医疗保险'],
  ['养老金', '养老保险', '退休金'],
  ['交警', '交通警察'],
  ['城管', '城市管理', '综合执法'],
  ['房产证', '不动产权证', '不动产证'],
  ['营业执照', '工商执照'],
  ['低保', '最低生活保障'],
  ['欠薪', '拖欠工资'],
  ['违建', '违章建筑', '违法建筑'],
  ['业委会', '业主委员会'],
  ['公交', '公交车', '公共汽车'],
  ['自来水', '供水'],
  ['天然气', '燃气', '煤气'],
  ['噪音', '噪声'],
  ['户口', '户籍'],
  ['派出所', '公安派出所'],
  ['幼儿园', '幼教'],
  ['小孩', '儿童', '孩子'],
  ['老人', '老年人'],
  ['停车位', '车位'],
  ['垃圾', '生活垃圾'],
  ['拆迁', '征收', '征拆'],
  ['公租房', '公共租赁住房', '廉租房'],
]

const others = new Map<string, string[]>()
for (const group of groups)
  for (const name of group)
    others.set(
      name,
      group.filter((other) => other !== name),
    )

export const synonymsOf = (word: string): string[] => others.get(word) ?? []

/** Longest first, to be looked for in what was typed before it is cut into words. */
export const synonymNames = [...others.keys()].sort((a, b) => b.length - a.length)
