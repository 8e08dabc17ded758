type DutyRow = {
  subject: string
  words: string
  category: string
  /** Only there. */
  divisionCode?: string
  unit: string
  joint: string[]
  basisKind: 'charter' | 'powers' | 'township'
  basis: string
}

const row = (
  category: string,
  subject: string,
  words: string,
  unit: string,
  basis: string,
  more: Partial<Pick<DutyRow, 'joint' | 'basisKind' | 'divisionCode'>> = {},
): DutyRow => ({ category, subject, words, unit, basis, joint: [], basisKind: 'powers', ...more })

/** Invented rows of the demo city's catalogue of duties, in the words people use. */
export const dutyRows: DutyRow[] = [
  row('民政', '高龄津贴', '老人补贴 八十岁 敬老 津贴', 'minzheng', '市民政局权责清单第9项'),
  row('民政', '殡葬服务和公墓管理', '墓地 火化 骨灰', 'minzheng', '市民政局权责清单第14项'),
  row('人社', '养老金发放和调整', '退休金 养老保险 少发 涨工资', 'shebao', '市社保中心三定规定第三条', {
    basisKind: 'charter',
  }),
  row('人社', '拖欠工资', '老板不给钱 欠薪 农民工工资', 'laodong', '市人力资源社会保障局权责清单第22项', {
    joint: ['zhujian'],
  }),
  row('住房', '老旧小区加装电梯', '装电梯 一楼不同意', 'zhujian', '市住房城乡建设局权责清单第31项', {
    joint: ['ziran'],
  }),
  row('住房', '物业服务和业主委员会', '物业费 业委会 电梯坏了', 'wuye', '市住建局物业监管科三定规定第二条', {
    basisKind: 'charter',
  }),
  row('住房', '公积金提取', '租房提取 公积金贷款', 'gongjijin', '市公积金中心三定规定第四条', { basisKind: 'charter' }),
  row('城市管理', '占道经营和夜市', '摆摊 烧烤 占道', 'chengguan', '市城市管理执法局权责清单第7项'),
  row('城市管理', '违法建设', '违建 搭棚 顶楼加盖', 'chengguan', '市城市管理执法局权责清单第3项', { joint: ['ziran'] }),
  row('生态环境', '企业排放烟气、废水', '冒黑烟 污水 臭味', 'huanjing', '市生态环境局权责清单第21项'),
  row('交通', '公交线路和班次', '公交车 末班车 改线', 'jiaotong', '市交通运输局权责清单第16项'),
  row('交通', '红绿灯和交通标线', '信号灯 斑马线 堵车', 'jiaojing', '市公安局权责清单第44项'),
  // 乡镇（街道）只办清单里的：each in its own place.
  row('民政', '高龄津贴初审', '高龄津贴 敬老补贴 认证', 'dongqu.002', '炳草岗街道履职事项清单第18项', {
    basisKind: 'township',
    divisionCode: '510402002',
    joint: ['minzheng'],
  }),
  row('民政', '居民委员会日常指导', '居委会 社区证明 开证明', 'dongqu.002', '炳草岗街道履职事项清单第24项', {
    basisKind: 'township',
    divisionCode: '510402002',
  }),
  row('水利', '农村饮水工程维护', '没水 水管坏了 停水', 'shuili', '市水利局权责清单第12项'),
  row('市场监管', '食品安全和餐饮卫生', '吃坏肚子 过期食品', 'shichang', '市市场监管局权责清单第29项'),
  row('医保', '异地就医直接结算', '外地医保 住院 报销', 'yibao', '市医保局权责清单第5项'),
  row('教育', '学区划分和入学', '上学 学区 报名', 'jiaoti', '市教育和体育局权责清单第11项'),
]
