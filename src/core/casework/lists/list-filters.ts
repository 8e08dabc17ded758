import type { Division, Unit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { FilterSelect } from '#ui/index.ts'
import { unitsOf } from '../desk-units.ts'
import type { DeskFilters } from './read-list.ts'
import type { WorkLists } from './work-lists.ts'

const all = { value: '', label: '全部' }
const lightOptions = [
  { value: 'red', label: '红灯（已超期）' },
  { value: 'yellow', label: '黄灯（临近到期）' },
  { value: 'green', label: '绿灯（正常）' },
]

/** What a list is narrowed by: of one desk the class, of all the desk. */
export function listFilters(
  lists: WorkLists,
  filters: DeskFilters,
  about: {
    actor: StaffActor
    units: readonly Unit[]
    divisions: readonly Division[]
    own: readonly { value: string; label: string }[]
  },
): FilterSelect[] {
  const mine = unitsOf(about.actor, about.units)
  const { filter } = lists
  return [
    sortSelect(lists, filters),
    ...(filter ? [{ name: filter.name, label: filter.label, value: filters.own, options: [all, ...about.own] }] : []),
    {
      name: 'unit',
      label: '单位',
      value: filters.unitId,
      options: [
        all,
        ...about.units
          .filter(({ id }) => mine.includes(id))
          .map(({ id, shortName }) => ({ value: id, label: shortName })),
      ],
    },
    {
      name: 'division',
      label: '地点',
      value: filters.divisionCode,
      options: [
        all,
        ...about.divisions
          .filter(({ level }) => level !== 'town')
          .map(({ code, name }) => ({ value: code, label: name })),
      ],
    },
    ...(lists.channels
      ? [
          {
            name: 'channel',
            label: '来的方式',
            value: filters.channel,
            options: [all, ...Object.entries(lists.channels).map(([value, label]) => ({ value, label }))],
          },
        ]
      : []),
    { name: 'light', label: '亮灯', value: filters.light, options: [all, ...lightOptions] },
  ]
}

function sortSelect(lists: WorkLists, filters: DeskFilters): FilterSelect {
  const desks = lists.desks()
  if (desks.length > 1) {
    const options = desks.map(({ name, words }) => ({ value: name, label: words.matter }))
    return { name: 'desk', label: '种类', value: filters.desk, options: [all, ...options] }
  }
  const options = Object.entries(desks[0]?.classes ?? {}).map(([value, label]) => ({ value, label }))
  return { name: 'class', label: '类别', value: filters.class, options: [all, ...options] }
}
