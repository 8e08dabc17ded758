import { bases, register } from '#platform/register.ts'
import { retention } from '#platform/retention.ts'
import { absences } from './absences/tables.ts'
import './account-register.ts'
import { enterprises, mandates } from './mandates/tables.ts'
import { auditEntries, divisions, persons, staffRoles, units } from './tables.ts'

register(divisions, {
  title: '区划',
  purpose: '写明事情发生在哪里',
  basis: bases.none,
  retention: '长期',
  columns: { code: 'code', name: 'official', level: 'code', parentCode: 'code', kind: 'code' },
})
register(units, {
  title: '单位',
  purpose: '谁负责办理',
  basis: bases.none,
  retention: '长期',
  columns: {
    id: 'key',
    name: 'official',
    shortName: 'official',
    uscc: 'official',
    parentId: 'key',
    ancestors: 'key',
    divisionCode: 'code',
    kind: 'code',
    competentUnitId: 'key',
    isMailboxDesk: 'count',
    settlesCompetence: 'count',
    phone: 'official',
    position: 'count',
    active: 'count',
  },
})
register(persons, {
  title: '账号的主人',
  purpose: '登录、联系、认出是本人；工作人员还用来写明是谁办理的',
  basis: bases.duty,
  retention: `群众：注销账号时删除；工作人员：姓名、工号长期（办理责任可以追溯），手机号码停用满 ${retention.leftStaff.years} 年*删除`,
  columns: {
    id: 'key',
    kind: 'code',
    nameCipher: 'personal:name',
    phoneCipher: 'personal:phone',
    phoneHash: 'personal:phone',
    idNumberCipher: 'personal:idNumber',
    idNumberHash: 'personal:idNumber',
    staffNumber: 'code',
    createdAt: 'instant',
    closedAt: 'instant',
    mustChangePassword: 'count',
  },
})
register(staffRoles, {
  title: '工作人员的岗位',
  purpose: '谁可以看什么、办什么',
  basis: bases.security,
  retention: '长期，供追溯当时的权限',
  columns: { id: 'key', personId: 'key', unitId: 'key', role: 'code', from: 'instant', to: 'instant' },
})
register(auditEntries, {
  title: '审计记录',
  purpose: '谁在什么时候看过、做过什么，只增不改；只有编号和代码，没有姓名、电话和内容',
  basis: `${bases.security}（日志不少于六个月）`,
  retention: '长期：前后相扣，删一条就会被发现',
  columns: {
    id: 'key',
    actorKind: 'code',
    actorId: 'key',
    act: 'code',
    subjectType: 'code',
    subjectId: 'key',
    outcome: 'code',
    details: 'code',
    at: 'instant',
    index: 'count',
    hash: 'hash',
  },
})
register(enterprises, {
  title: '核实过的企业',
  purpose: '确认谁可以替企业办事',
  basis: bases.duty,
  retention: '绑定期间；企业名称和代码本来就是公开登记',
  columns: {
    id: 'key',
    uscc: 'official',
    name: 'official',
    representativeId: 'key',
    askedAt: 'instant',
    confirmedAt: 'instant',
    confirmedBy: 'key',
    refusedAt: 'instant',
  },
})
register(absences, {
  title: '工作人员的休假',
  purpose: '休假的几天不把事情转到他手里，手上的事由谁替班；不记原因',
  basis: bases.duty,
  retention: `过去满 ${retention.pastAbsences.years} 年*删除`,
  columns: {
    id: 'key',
    personId: 'key',
    from: 'instant',
    until: 'instant',
    standInId: 'key',
    enteredBy: 'key',
    enteredAt: 'instant',
    endedAt: 'instant',
  },
})
register(mandates, {
  title: '代办授权',
  purpose: '确认谁可以替家人、替企业办事',
  basis: bases.consent,
  retention: `结束满 ${retention.endedMandates.years} 年*删除，作为谁替谁办过事的凭据；对方的号码在同意或者结束时删除`,
  columns: {
    id: 'key',
    kind: 'code',
    enterpriseId: 'key',
    principalId: 'key',
    agentId: 'key',
    phoneCipher: 'personal:phone',
    phoneHash: 'personal:phone',
    relation: 'code',
    from: 'instant',
    until: 'instant',
    askedAt: 'instant',
    acceptedAt: 'instant',
    endedAt: 'instant',
    endedBy: 'key',
    codeHash: 'secret',
    codeEndsAt: 'instant',
    codeTries: 'count',
  },
})
