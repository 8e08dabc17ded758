import { bases, register } from '#platform/register.ts'
import { disclosureFees, disclosureParties, disclosureReviews, disclosures } from './tables.ts'

register(disclosures, {
  title: '政府信息公开申请',
  purpose: '谁申请、要什么形式的信息、怎么给；身份证明用来核实本人',
  basis: bases.duty,
  retention: '与办件相同；本人要求删除时，单位名称和证件号码一起删除',
  columns: {
    matterId: 'key',
    applicant: 'code',
    organisationCipher: 'personal:name',
    documentKind: 'code',
    documentCipher: 'personal:idNumber',
    documentHash: 'personal:idNumber',
    formWanted: 'code',
    way: 'code',
    registeredBy: 'key',
    decisionGround: 'code',
    decisionPlace: 'official',
    decisionAgency: 'official',
    decisionLaw: 'official',
  },
})
register(disclosureParties, {
  title: '被征求意见的第三方和机关',
  purpose: '公开的信息涉及谁，先征求谁的意见',
  basis: bases.duty,
  retention: '与办件相同；办件依法删除时，名称和地址一起删除',
  columns: {
    matterId: 'key',
    serial: 'count',
    kind: 'code',
    unitId: 'key',
    number: 'code',
    nameCipher: 'personal:name',
    addressCipher: 'personal:address',
    sentAt: 'instant',
  },
})
register(disclosureFees, {
  title: '信息处理费',
  purpose: '按哪种标准、收了多少、减免了多少',
  basis: bases.duty,
  retention: '长期',
  columns: {
    matterId: 'key',
    method: 'code',
    quantity: 'count',
    yuan: 'count',
    noticedAt: 'instant',
    waivedYuan: 'count',
    waivedAt: 'instant',
  },
})
register(disclosureReviews, {
  title: '公开申请的复议和诉讼',
  purpose: '年度报告要公布复议、诉讼的件数和结果',
  basis: bases.duty,
  retention: '长期',
  columns: {
    id: 'key',
    matterId: 'key',
    kind: 'code',
    filedOn: 'instant',
    result: 'code',
    recordedBy: 'key',
    recordedAt: 'instant',
  },
})
