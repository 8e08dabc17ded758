import { demoUnits } from './demo-units.ts'
import type { RoleId } from './roles.ts'

/** One password for every account of the demo city; shown at start and on the sign-in page, in demo mode only. */
export const demoPassword = 'Yangguang-2022'

export type DemoStaff = { username: string; name: string; roles: { role: RoleId; unit: string }[] }

/** One account a role, with a name to remember. All persons are invented. */
export const demoAccounts: { username: string; name: string; role: RoleId; unit: string; does: string }[] = [
  { username: 'paidan', name: '周明月', role: 'dispatcher', unit: 'xinxiang', does: '市长信箱派单' },
  { username: 'rexian', name: '何小满', role: 'dispatcher', unit: 'rexian', does: '12345 热线派单' },
  { username: 'chengban', name: '李青禾', role: 'handler', unit: 'zhujian', does: '承办市住房城乡建设局的来信' },
  { username: 'fuzeren', name: '陈守正', role: 'head', unit: 'zhujian', does: '审批市住房城乡建设局的答复' },
  { username: 'lingdao', name: '赵一川', role: 'leader', unit: 'shifu', does: '查看全市办理情况' },
  { username: 'bianji', name: '孙若水', role: 'editor', unit: 'xinxiang', does: '脱敏并发布来信' },
  { username: 'shenhe', name: '吴静安', role: 'reviewer', unit: 'shifuban', does: '发布前审核' },
  { username: 'ducha', name: '郑方圆', role: 'supervisor', unit: 'shifu', does: '督查催办' },
  { username: 'jijian', name: '冯清廉', role: 'discipline', unit: 'jiwei', does: '办理举报' },
  { username: 'zongchuang', name: '蒋如春', role: 'clerk', unit: 'zhengwu', does: '窗口收件' },
  { username: 'huawu', name: '苏念安', role: 'operator', unit: 'rexian', does: '接听 12345 来电' },
  { username: 'huawu2', name: '罗晚晴', role: 'operator', unit: 'rexian', does: '接听 12345 来电，说彝语' },
  { username: 'banzhang', name: '秦立言', role: 'shift-leader', unit: 'rexian', does: '12345 当班班长' },
  { username: 'xitong', name: '沈维新', role: 'system-admin', unit: 'shifu', does: '管理单位与日历' },
  { username: 'anquan', name: '韩守一', role: 'security-admin', unit: 'shifu', does: '管理账号与角色' },
  { username: 'shenji', name: '杨鉴明', role: 'audit-admin', unit: 'shifu', does: '查看审计记录' },
]

/** Invented citizens. 154 is not given out by any carrier: these numbers are nobody's. */
export const demoCitizens: { phone: string; name: string }[] = [
  { phone: '15400000001', name: '王晓梅' },
  { phone: '15400000002', name: '罗大山' },
  { phone: '15400000003', name: '沙马阿依' },
  { phone: '15400000004', name: '田建国' },
]

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢',
]
const firstCharacters = [...'安博承德恩福光海家景凯立明宁佩启瑞思天文晓新雅永泽正志子']
const secondCharacters = [...'成丹峰刚华洁军兰林梅宁平强清荣山书涛伟霞兴燕阳宇云']

/** A name that no other number gives: the three lists are walked with steps that share no divisor. */
const inventedName = (number: number): string =>
  [
    surnames[number % surnames.length],
    firstCharacters[(number * 7) % firstCharacters.length],
    secondCharacters[(number * 11) % secondCharacters.length],
  ].join('')

/** Each unit that handles matters has a head and handlers; city departments two, so that a second handling meets another person. */
function unitStaff(): Omit<DemoStaff, 'name'>[] {
  return demoUnits.flatMap((unit) => {
    if (unit.kind === 'government' && unit.key !== 'gaoxin') return []
    const handlers = ['department', 'office'].includes(unit.kind) && !unit.key.includes('.') ? 2 : 1
    const handler: RoleId = unit.kind === 'discipline' ? 'discipline' : 'handler'
    const hasHead = demoAccounts.some((account) => account.role === 'head' && account.unit === unit.key)
    return [
      ...(hasHead ? [] : [{ username: `${unit.key}.fuzeren`, roles: [{ role: 'head' as const, unit: unit.key }] }]),
      ...Array.from({ length: handlers }, (_, at) => ({
        username: `${unit.key}.chengban${at + 1}`,
        roles: [{ role: handler, unit: unit.key }],
      })),
    ]
  })
}

export const demoStaff: DemoStaff[] = [
  ...demoAccounts.map(({ username, name, role, unit }) => ({ username, name, roles: [{ role, unit }] })),
  ...['dongqu', 'xiqu', 'renhe', 'miyi', 'yanbian']
    .flatMap((county) => [
      { username: `${county}.lingdao`, roles: [{ role: 'leader' as const, unit: county }] },
      { username: `${county}.paidan`, roles: [{ role: 'dispatcher' as const, unit: `${county}.ban` }] },
    ])
    .map((staff, at) => ({ ...staff, name: inventedName(at + 1) })),
  ...unitStaff().map((staff, at) => ({ ...staff, name: inventedName(at + 101) })),
]
