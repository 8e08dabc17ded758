import {
  Button,
  DataTable,
  DescriptionList,
  EmptyState,
  FilterBar,
  Form,
  LinkButton,
  PageHeader,
  StateBadge,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { unitKindNames } from './change-units.ts'
import { type Division, divisionPath, type Unit } from './units.ts'

const stateOf = (unit: Unit) =>
  unit.active ? <StateBadge state="在用" tone="good" /> : <StateBadge state="已停用" tone="neutral" />

export function UnitsPage({
  units,
  all,
  divisions,
  filter,
}: {
  units: Unit[]
  all: Unit[]
  divisions: Division[]
  filter: { text: string; division: string }
}) {
  const nameOf = new Map(all.map((unit) => [unit.id, unit.shortName]))
  return (
    <>
      <PageHeader
        title="单位"
        meta={`共 ${all.length} 个，在用 ${all.filter((unit) => unit.active).length} 个`}
        actions={<LinkButton href={urls.newDeskUnit()}>新增单位</LinkButton>}
      />
      <FilterBar
        action={urls.deskUnits()}
        search={{ name: 'q', label: '名称', value: filter.text }}
        selects={[
          {
            name: 'division',
            label: '区划',
            value: filter.division,
            options: [
              { value: '', label: '全部' },
              ...divisions
                .filter((division) => division.level !== 'town')
                .map((division) => ({ value: division.code, label: division.name })),
            ],
          },
        ]}
        clearHref={urls.deskUnits()}
      />
      <DataTable
        caption="单位"
        captionHidden
        rows={units}
        rowKey={(unit) => unit.id}
        rowHref={(unit) => urls.deskUnit(unit.id)}
        empty={<EmptyState title="没有符合条件的单位">换个名称或清除条件再找。</EmptyState>}
        columns={[
          { key: 'name', label: '单位', cell: (unit) => unit.name },
          { key: 'kind', label: '类别', cell: (unit) => unitKindNames[unit.kind] },
          { key: 'parent', label: '上级', cell: (unit) => (unit.parentId && nameOf.get(unit.parentId)) || '—' },
          { key: 'division', label: '区划', cell: (unit) => divisionPath(divisions, unit.divisionCode) },
          { key: 'state', label: '状态', cell: stateOf },
        ]}
      />
    </>
  )
}

export function UnitPage({
  unit,
  all,
  divisions,
  keyOf,
}: {
  unit: Unit
  all: Unit[]
  divisions: Division[]
  keyOf: () => string
}) {
  const nameOf = (id: string | null) => all.find((one) => one.id === id)?.name ?? '—'
  return (
    <>
      <PageHeader title={unit.name} meta={stateOf(unit)} />
      <DescriptionList
        columns={2}
        items={[
          { label: '简称', value: unit.shortName },
          { label: '类别', value: unitKindNames[unit.kind] },
          { label: '上级单位', value: nameOf(unit.parentId) },
          { label: '所在区划', value: divisionPath(divisions, unit.divisionCode) },
          { label: '受理对它的举报的机关', value: nameOf(unit.competentUnitId) },
          { label: '公开电话', value: unit.phone ?? '—' },
          { label: '统一社会信用代码', value: unit.uscc ?? '—' },
          {
            label: '裁定职责争议',
            value: unit.settlesCompetence ? `是：${nameOf(unit.parentId)}下属各单位之间` : '否',
          },
          { label: '下级单位', value: `${all.filter((one) => one.parentId === unit.id).length} 个` },
        ]}
      />
      {unit.active && unit.parentId && (
        <Form action={urls.deskUnitAct(unit.id, 'settling')} formKey={keyOf()}>
          <p>
            同一上级下面的两个单位对“由谁办理”说法不一时，由指定的这一个单位裁定；没有指定的，由共同的上级单位裁定。
          </p>
          <Button variant="secondary">{unit.settlesCompetence ? '不再由它裁定职责争议' : '指定它裁定职责争议'}</Button>
        </Form>
      )}
      <Form action={urls.deskUnitAct(unit.id, unit.active ? 'closure' : 'reopening')} formKey={keyOf()}>
        <p>
          {unit.active
            ? '停用后不再派件给它，它的角色失效；已有办件和历史都保留，请先移交在办的办件。'
            : '恢复后可以再派件给它，原有角色重新有效。'}
        </p>
        <Button variant={unit.active ? 'danger' : 'primary'}>{unit.active ? '停用这个单位' : '恢复这个单位'}</Button>
      </Form>
    </>
  )
}
