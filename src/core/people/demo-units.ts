import { cityDivisions } from './division-seed.ts'
import type { unitKinds } from './tables.ts'

/** A unit of the demo city; `key` names it in the seeds and in the user names of its staff. */
export type DemoUnit = {
  key: string
  name: string
  shortName: string
  kind: (typeof unitKinds)[number]
  divisionCode: string
  parent: string | null
  /** Key of the body that takes reports against it. */
  competent: string | null
  isMailboxDesk?: boolean
  settlesCompetence?: boolean
  phone?: string
}

const city = '510400'

const departments: [key: string, name: string, shortName: string][] = [
  ['fagai', '攀枝花市发展和改革委员会', '市发展改革委'],
  ['jingxin', '攀枝花市经济和信息化局', '市经信局'],
  ['jiaoti', '攀枝花市教育和体育局', '市教育和体育局'],
  ['keji', '攀枝花市科学技术局', '市科技局'],
  ['gongan', '攀枝花市公安局', '市公安局'],
  ['minzheng', '攀枝花市民政局', '市民政局'],
  ['sifa', '攀枝花市司法局', '市司法局'],
  ['caizheng', '攀枝花市财政局', '市财政局'],
  ['renshe', '攀枝花市人力资源和社会保障局', '市人力资源社会保障局'],
  ['ziran', '攀枝花市自然资源和规划局', '市自然资源和规划局'],
  ['huanjing', '攀枝花市生态环境局', '市生态环境局'],
  ['zhujian', '攀枝花市住房和城乡建设局', '市住房城乡建设局'],
  ['jiaotong', '攀枝花市交通运输局', '市交通运输局'],
  ['shuili', '攀枝花市水利局', '市水利局'],
  ['nongye', '攀枝花市农业农村局', '市农业农村局'],
  ['shangwu', '攀枝花市商务局', '市商务局'],
  ['wenlv', '攀枝花市文化广播电视和旅游局', '市文化广电旅游局'],
  ['weijian', '攀枝花市卫生健康委员会', '市卫生健康委'],
  ['yingji', '攀枝花市应急管理局', '市应急管理局'],
  ['shichang', '攀枝花市市场监督管理局', '市市场监管局'],
  ['yibao', '攀枝花市医疗保障局', '市医疗保障局'],
  ['chengguan', '攀枝花市城市管理行政执法局', '市城市管理执法局'],
  ['shenpi', '攀枝花市行政审批局', '市行政审批局'],
  ['xinfang', '攀枝花市信访局', '市信访局'],
  ['gongjijin', '攀枝花市住房公积金管理中心', '市公积金中心'],
  ['shuiwu', '国家税务总局攀枝花市税务局', '市税务局'],
]

const sections: [key: string, parent: string, name: string, shortName: string][] = [
  ['jiaojing', 'gongan', '攀枝花市公安局交通警察支队', '市交警支队'],
  ['laodong', 'renshe', '攀枝花市劳动保障监察支队', '市劳动监察支队'],
  ['shebao', 'renshe', '攀枝花市社会保险事务中心', '市社保中心'],
  ['wuye', 'zhujian', '攀枝花市住房和城乡建设局物业监管科', '市住建局物业监管科'],
  ['zhengwu', 'shenpi', '攀枝花市政务服务中心', '市政务服务中心'],
]

const counties: [key: string, code: string, fullName: string, shortName: string][] = [
  ['dongqu', '510402', '攀枝花市东区', '东区'],
  ['xiqu', '510403', '攀枝花市西区', '西区'],
  ['renhe', '510411', '攀枝花市仁和区', '仁和区'],
  ['miyi', '510421', '米易县', '米易县'],
  ['yanbian', '510422', '盐边县', '盐边县'],
]

const countyDepartments: [key: string, name: string][] = [
  ['xinfang', '信访局'],
  ['jiaoti', '教育和体育局'],
  ['zhujian', '住房和城乡建设局'],
  ['chengguan', '综合行政执法局'],
  ['nongye', '农业农村局'],
]

const cityUnit = (unit: Omit<DemoUnit, 'divisionCode' | 'competent'>): DemoUnit => ({
  ...unit,
  divisionCode: city,
  competent: 'jiwei',
})

function countyUnits([key, code, fullName, shortName]: (typeof counties)[number]): DemoUnit[] {
  const below = { divisionCode: code, competent: `${key}.jiwei` }
  const at = (unit: Omit<DemoUnit, 'divisionCode' | 'competent'>): DemoUnit => ({ ...unit, ...below })
  const towns = cityDivisions.filter((division) => division.parentCode === code)
  return [
    // The whole government of a county answers to the city's commission, what lies under it to the county's.
    {
      key,
      name: `${fullName}人民政府`,
      shortName: `${shortName}政府`,
      kind: 'government',
      divisionCode: code,
      parent: 'shifu',
      competent: 'jiwei',
    },
    {
      key: `${key}.jiwei`,
      name: `${fullName}纪委监委`,
      shortName: `${shortName}纪委监委`,
      kind: 'discipline',
      divisionCode: code,
      parent: 'jiwei',
      competent: 'jiwei',
    },
    at({
      key: `${key}.ban`,
      name: `${fullName}人民政府办公室`,
      shortName: `${shortName}政府办`,
      kind: 'office',
      parent: key,
      settlesCompetence: true,
    }),
    ...countyDepartments.map(([suffix, name]) =>
      at({
        key: `${key}.${suffix}`,
        name: `${fullName}${name}`,
        shortName: shortName + name,
        kind: 'department',
        parent: key,
      }),
    ),
    ...towns.map((town): DemoUnit => {
      const isStreet = town.name.endsWith('街道')
      return {
        ...at({
          key: `${key}.${town.code.slice(-3)}`,
          name: fullName + town.name + (isStreet ? '办事处' : '人民政府'),
          shortName: town.name,
          kind: isStreet ? 'street' : 'town',
          parent: key,
        }),
        divisionCode: town.code,
      }
    }),
  ]
}

/** Parents stand before their children. */
export const demoUnits: DemoUnit[] = [
  cityUnit({ key: 'shifu', name: '攀枝花市人民政府', shortName: '市政府', kind: 'government', parent: null }),
  {
    key: 'jiwei',
    name: '攀枝花市纪委监委',
    shortName: '市纪委监委',
    kind: 'discipline',
    divisionCode: city,
    parent: null,
    competent: null,
  },
  cityUnit({
    key: 'shifuban',
    name: '攀枝花市人民政府办公室',
    shortName: '市政府办公室',
    kind: 'office',
    parent: 'shifu',
    settlesCompetence: true,
  }),
  cityUnit({
    key: 'xinxiang',
    name: '市长信箱办公室',
    shortName: '市长信箱办公室',
    kind: 'mailbox',
    parent: 'shifuban',
    isMailboxDesk: true,
  }),
  cityUnit({
    key: 'ducha',
    name: '攀枝花市人民政府督查室',
    shortName: '市政府督查室',
    kind: 'section',
    parent: 'shifuban',
  }),
  cityUnit({
    key: 'rexian',
    name: '攀枝花市12345政务服务便民热线办公室',
    shortName: '12345热线办',
    kind: 'hotline',
    parent: 'shifu',
    phone: '12345',
  }),
  ...departments.map(([key, name, shortName]) =>
    cityUnit({ key, name, shortName, kind: 'department', parent: 'shifu' }),
  ),
  ...sections.map(([key, parent, name, shortName]) => cityUnit({ key, name, shortName, kind: 'section', parent })),
  ...counties.flatMap(countyUnits),
  {
    key: 'gaoxin',
    name: '攀枝花钒钛高新技术产业开发区管理委员会',
    shortName: '钒钛高新区管委会',
    kind: 'government',
    divisionCode: '510499',
    parent: 'shifu',
    competent: 'jiwei',
  },
]
