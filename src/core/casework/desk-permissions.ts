import type { Permission } from '#platform/module.ts'
import { deskWords } from './desk-words.ts'

/** Who does what at any desk. The engine decides (`decide`); the page offers what it decides (`mayDo`). */
export function deskPermissions(given: Parameters<typeof deskWords>[0]): Permission[] {
  const { matter, asker } = deskWords(given)
  const sees = `自己看得到的${matter}（visibleTo）；看不到的一律“没有找到”`
  return [
    { act: `看${matter}、办理经过、附件，打印办理单`, roles: ['*'], rows: sees },
    {
      act: '派单、批量派单、并单、不派单直接办结、重新办理',
      roles: ['dispatcher'],
      rows: `本单位登记的${matter}`,
    },
    {
      act: '签收、退单、转办、接办、拟答复、请协办、申请延期、补充提问',
      roles: ['handler', 'head', 'clerk', 'discipline', 'dispatcher'],
      rows: `派给、转给或正由本单位承办的${matter}`,
    },
    {
      act: '审核答复、退回修改、批准或不同意延期、暂停计时',
      roles: ['head'],
      rows: `本单位及下属单位承办的${matter}，自己拟的答复和申请除外`,
    },
    {
      act: '催办',
      roles: ['supervisor', 'leader', 'head', 'dispatcher'],
      rows: `本单位及下属单位承办的${matter}，每件每天合计一次`,
    },
    { act: '督办', roles: ['supervisor', 'leader'], rows: `本单位及下属单位承办的${matter}` },
    {
      act: '复核决定',
      roles: ['head', 'supervisor', 'leader', 'dispatcher'],
      rows: `受理单位的${matter}，两次答复都不被认可的`,
    },
    {
      act: `查看、打印${asker}完整电话（记入审计）`,
      roles: ['handler', 'head', 'dispatcher', 'discipline'],
      rows: `正由本单位承办或登记的${matter}，${asker}要求保密的除外`,
    },
    { act: `导出${matter}列表（姓名、电话、原文不在内），下载交接清单`, roles: ['*'], rows: sees },
  ]
}
