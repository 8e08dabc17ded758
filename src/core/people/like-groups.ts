import type { Unit } from './units.ts'

/** Units that may fairly stand side by side: departments with departments, streets with streets. */
export const likeGroups = [
  { id: 'departments', title: '市级部门' },
  { id: 'sections', title: '市级直属单位和科室' },
  { id: 'governments', title: '县（区）、园区' },
  { id: 'county-departments', title: '县（区）部门' },
  { id: 'streets', title: '街道' },
  { id: 'towns', title: '乡镇' },
  { id: 'desks', title: '受理派单机构' },
  { id: 'discipline', title: '纪检监察机关' },
] as const
export type LikeGroup = (typeof likeGroups)[number]['id']

export const isLikeGroup = (text: string | undefined): text is LikeGroup => likeGroups.some(({ id }) => id === text)

export function likeGroupOf({ kind, divisionCode }: Pick<Unit, 'kind' | 'divisionCode'>): LikeGroup {
  const isCity = /^\d{4}00$/.test(divisionCode)
  switch (kind) {
    case 'street':
      return 'streets'
    case 'town':
      return 'towns'
    case 'discipline':
      return 'discipline'
    case 'mailbox':
    case 'hotline':
      return 'desks'
    case 'section':
      return 'sections'
    case 'government':
      return isCity ? 'departments' : 'governments'
    default:
      return isCity ? 'departments' : 'county-departments'
  }
}
