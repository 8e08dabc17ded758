/**
 * What letters are about, by words that stand in them. The list is ours, so that no word of a letter, and no name in it, ever comes into a report.
 */
export const topics: readonly { topic: string; words: readonly string[] }[] = [
  { topic: '供水', words: ['停水', '水压', '自来水', '供水', '水费', '水质'] },
  { topic: '供电', words: ['停电', '电压', '供电', '电费', '跳闸'] },
  { topic: '燃气', words: ['燃气', '天然气', '煤气'] },
  { topic: '路灯照明', words: ['路灯', '照明'] },
  { topic: '道路与井盖', words: ['坑洼', '路面', '井盖', '人行道', '修路', '塌陷', '破损'] },
  { topic: '停车与交通', words: ['停车', '堵车', '红绿灯', '占道', '违停', '斑马线'] },
  { topic: '公共交通', words: ['公交', '班车', '出租车', '站台'] },
  { topic: '噪音', words: ['噪音', '噪声', '扰民', '广场舞'] },
  { topic: '油烟与空气', words: ['油烟', '异味', '粉尘', '扬尘', '废气', '焚烧'] },
  { topic: '垃圾与环境卫生', words: ['垃圾', '保洁', '厕所', '污水', '下水道'] },
  { topic: '物业与小区', words: ['物业', '业主', '电梯', '漏水'] },
  { topic: '房屋与不动产', words: ['房产', '不动产', '办证', '交房', '拆迁', '公租房', '公积金'] },
  { topic: '教育入学', words: ['学校', '入学', '学位', '幼儿园', '老师', '补课'] },
  { topic: '医疗与医保', words: ['医院', '医保', '报销', '门诊', '药品'] },
  { topic: '社保与养老', words: ['社保', '养老', '退休', '低保', '残疾'] },
  { topic: '欠薪与劳动', words: ['工资', '欠薪', '拖欠', '劳动合同', '加班'] },
  { topic: '消费与市场', words: ['消费', '退款', '假冒', '价格', '食品'] },
  { topic: '户籍与证照', words: ['户口', '身份证', '营业执照', '居住证'] },
  { topic: '农业与水利', words: ['农田', '灌溉', '水渠', '芒果', '农药'] },
  { topic: '安全隐患', words: ['隐患', '消防', '危房', '滑坡', '高空'] },
]

/** Whether words of a letter are about it, for PostgreSQL. */
export const patternOf = ({ words }: (typeof topics)[number]): string => words.join('|')

export const topicNamed = (name: string): (typeof topics)[number] | undefined =>
  topics.find(({ topic }) => topic === name)
