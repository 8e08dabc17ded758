/** What interviews and the yearly plan are about: 六 names 社保、就业、教育 first. The words are how letters on it are told; ours, so that no word of a letter comes out. */
export const subjects = {
  insurance: { word: '社会保险', words: ['社保', '养老', '退休', '低保', '残疾', '失业保险', '工伤'] },
  employment: { word: '就业', words: ['就业', '找工作', '招聘', '技能培训', '工资', '欠薪', '劳动合同', '创业'] },
  education: { word: '教育', words: ['学校', '入学', '学位', '幼儿园', '老师', '补课'] },
  health: { word: '医疗', words: ['医院', '医保', '报销', '门诊', '药品'] },
  housing: { word: '住房和物业', words: ['物业', '业主', '电梯', '漏水', '房产', '不动产', '公租房', '公积金'] },
  transport: { word: '交通和道路', words: ['公交', '停车', '堵车', '红绿灯', '路面', '井盖', '路灯', '斑马线'] },
  supply: { word: '水电气', words: ['停水', '水压', '自来水', '水费', '停电', '电费', '燃气', '天然气'] },
  environment: { word: '环境和卫生', words: ['垃圾', '污水', '油烟', '异味', '扬尘', '噪音', '噪声', '扰民'] },
  market: { word: '消费和市场', words: ['消费', '退款', '假冒', '价格', '食品'] },
  villages: { word: '乡村', words: ['农田', '灌溉', '水渠', '芒果', '农药', '宅基地'] },
  services: { word: '政务服务', words: ['办证', '窗口', '营业执照', '居住证', '户口', '身份证'] },
} as const satisfies Record<string, { word: string; words: readonly string[] }>

export type Subject = keyof typeof subjects
export const subjectKeys = Object.keys(subjects) as Subject[]

export const subjectOptions = subjectKeys.map((value) => ({ value, label: subjects[value].word }))
export const subjectWord = (key: string): string => subjects[key as Subject]?.word ?? '其他'
