/** What invented letters are made of: short lists, multiplied. Nobody wrote them and nobody is meant. */
const places = (
  '炳草岗 大渡口 清香坪 仁和镇 攀莲镇 红格镇 弄弄坪 瓜子坪 银江镇 格里坪 玉泉街道 陶家渡 河门口 大河中路 前进镇 金江镇 总发乡 平地镇 布德镇 丙谷镇 ' +
  '撒莲镇 白马镇 桐子林镇 永兴镇 渔门镇 阳光花园 三线新村 木棉佳苑 江畔明珠 凤凰小区 学府花园 东风巷 临江路 新华街 人民街 机场路 隧道口 滨江公园 农贸市场 长途车站'
).split(' ')

const subjects = (
  '路灯 公交站 小区电梯 自来水 学位 公积金提取 社保转移 夜间噪声 停车位 路面坑洼 垃圾清运 物业费 天然气 老旧小区改造 加装电梯 养老金 医保报销 异地就医 ' +
  '不动产登记 房产证 拖欠工资 下水道堵塞 人行天桥 斑马线 红绿灯 共享单车 占道经营 油烟扰民 广场舞 违章建筑 流浪犬 绿化带 消防通道 学校食堂 课后服务 幼儿园收费 ' +
  '公交线路 出租车拒载 网络信号 快递投诉 水费账单 电费账单 停水通知 停电通知 供水水压 河道污染 扬尘污染 砍伐树木 宅基地审批 征地补偿 公租房申请 低保申请 ' +
  '残疾证办理 居住证办理 户口迁移 身份证办理 驾驶证换证 营业执照 个体户注销 退役军人优待 人才补贴 创业贷款 芒果种植 灌溉用水 村道硬化 危房改造 ' +
  '健身器材 图书馆 博物馆 体育馆 电动车充电 消费退款 预付卡退费 医院挂号 疫苗接种 家庭医生'
).split(' ')

const wishes = [
  '的问题能不能早点解决',
  '什么时候能修好',
  '一直没有人管',
  '应该找哪个部门办理',
  '需要带哪些材料',
  '收费标准是多少',
  '已经影响居民生活',
  '希望尽快处理',
  '建议增加设施',
  '能不能延长服务时间',
  '的办理进度查询',
  '感谢及时处理',
]

const sayings = [
  (place: string, subject: string) => `我住在${place}，${subject}的情况已经有一段时间了，邻居们也都反映过。`,
  (place: string, subject: string) => `${place}附近的${subject}给老人和孩子出行带来很多不便。`,
  (place: string, subject: string) => `上个月为了${subject}跑了三趟${place}的窗口，每次说法都不一样。`,
  (place: string, subject: string) => `请问${place}的${subject}由哪个单位负责，能否告知联系电话？`,
  (place: string, subject: string) => `希望在${place}把${subject}安排好，需要居民配合的我们一定配合。`,
]

const answers = [
  (place: string, subject: string) => `经核实，您反映的${place}${subject}情况属实，已安排工作人员现场处理。`,
  (place: string, subject: string) => `关于${subject}，按照现行规定由${place}所在街道办事处受理，工作日均可办理。`,
  (place: string, subject: string) => `${place}${subject}改造已列入今年计划，预计十个工作日内完成招标。`,
  (place: string, subject: string) => `我单位已与${place}社区沟通，${subject}将在本月底前整改到位。`,
]

const greeting = '您好，来信收悉，感谢您对我们工作的关心。'

/** Every `step`-th of all combinations, so that any number of them is spread over all words. */
function combined(count: number, make: (place: string, subject: string, at: number) => string): string[] {
  return Array.from({ length: count }, (_, at) =>
    make(
      places[at % places.length] as string,
      subjects[(at * 7 + Math.floor(at / places.length)) % subjects.length] as string,
      at,
    ),
  )
}

export const inventedTitles = (count: number): string[] =>
  combined(count, (place, subject, at) => `${place}${subject}${wishes[(at * 5) % wishes.length]}`)

export const inventedSentences = (count: number): string[] =>
  combined(count, (place, subject, at) => (sayings[at % sayings.length] as (typeof sayings)[0])(place, subject))

export const inventedAnswers = (count: number): string[] =>
  combined(
    count,
    (place, subject, at) =>
      (at % 3 === 0 ? greeting : '') + (answers[at % answers.length] as (typeof answers)[0])(place, subject),
  )

/** What people look for: the five words that stand in most letters, then 45 others: rare and frequent, one word and several, pinyin and half words. */
export const searchedWords: readonly string[] = [
  ...['处理', '工作', '反映', '居民', '办理'],
  ...['路灯', '公积金', '公积金提取', '加装电梯', '电梯', '老旧小区', '社保', '医保报销', '房产证', '停车位'],
  ...['拖欠工资', '幼儿园', '公租房', '垃圾', '噪声', '广场舞', '油烟', '违章建筑', '物业费', '自来水'],
  ...['炳草岗', '清香坪 路灯', '仁和镇 公交', '机场路', '芒果', '宅基地', '征地补偿', '低保', '残疾证', '居住证'],
  ...['户口迁移', '驾驶证', '营业执照', '疫苗', '挂号', '退费', 'gongjijin', 'gjj', '电动车充电', '消防通道'],
  ...['红绿灯什么时候修', '哪个部门办理身份证', '共享单车 新华街', '健身器材', '河道污染'],
]
