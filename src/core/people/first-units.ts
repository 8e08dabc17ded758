import type { Config } from '#platform/config.ts'
import type { DemoStaff } from './demo-people.ts'
import type { DemoUnit } from './demo-units.ts'

/** What a real city starts with: its government, the commission, the desk of the mailbox; the rest the administrators enter. */
export const firstUnits = ({ cityName, cityCode }: Pick<Config, 'cityName' | 'cityCode'>): DemoUnit[] => {
  const at = { divisionCode: cityCode, competent: 'jiwei' }
  return [
    { ...at, key: 'shifu', name: `${cityName}人民政府`, shortName: '市政府', kind: 'government', parent: null },
    {
      ...at,
      key: 'jiwei',
      name: `${cityName}纪委监委`,
      shortName: '市纪委监委',
      kind: 'discipline',
      parent: null,
      competent: null,
    },
    {
      ...at,
      key: 'xinxiang',
      name: '市长信箱办公室',
      shortName: '市长信箱办公室',
      kind: 'mailbox',
      parent: 'shifu',
      isMailboxDesk: true,
    },
  ]
}

export const firstStaff: DemoStaff[] = [
  { username: 'xitong', name: '系统管理员', roles: [{ role: 'system-admin', unit: 'shifu' }] },
  { username: 'anquan', name: '安全管理员', roles: [{ role: 'security-admin', unit: 'shifu' }] },
  { username: 'shenji', name: '审计管理员', roles: [{ role: 'audit-admin', unit: 'shifu' }] },
]
