import { columnKinds, type TableRegister } from '#platform/register.ts'
import { ButtonRow, DescriptionList, Disclosure, LinkButton, PageHeader, Section } from '#ui/index.ts'
import { urls } from '#urls.ts'

const isPersonal = ({ columns }: TableRegister): boolean =>
  columns.some(({ kind }) => kind.startsWith('personal:') || kind === 'text')

/** What most people ask about stands first. */
const nearest = ['matter_texts', 'contacts', 'files', 'notices', 'persons', 'mandates', 'sessions']
const place = ({ table }: TableRegister): number => (nearest.includes(table) ? nearest.indexOf(table) : nearest.length)
const nearestFirst = (tables: TableRegister[]): TableRegister[] => tables.toSorted((a, b) => place(a) - place(b))

/** The register of columns for everybody (个人信息保护法 第17条): what concerns a person first, then everything else. */
export function AboutDataPage({ tables }: { tables: readonly TableRegister[] }) {
  return (
    <>
      <PageHeader
        title="我们存了什么、为什么、存多久"
        lead="只存办理您的事情用得着的。姓名、电话、身份证号码、地址都加密保存，平时连工作人员也只看到一部分。"
      />
      <Section title="您可以做什么">
        <p>看看存了您什么、谁看过；带走一份；写错了请我们改；事情办完了，可以要求删除。不收费，不用说理由。</p>
        <ButtonRow>
          <LinkButton href={urls.accountData()}>我有账号：看我的信息</LinkButton>
          <LinkButton href={urls.follow()} variant="secondary">
            没有账号：用编号和查询码
          </LinkButton>
        </ButtonRow>
        <p>
          不能删的，会告诉您依据哪一条法律、要留到什么时候。对处理结果不满意，可以拨打
          12345，也可以向网信部门投诉（个人信息保护法 第65条），或者依法起诉（第50条）。
        </p>
      </Section>
      <Section title="和您有关的">
        {nearestFirst(tables.filter(isPersonal)).map((one) => (
          <TableEntry key={one.table} entry={one} />
        ))}
      </Section>
      <Section title="其他的">
        <p>这些没有姓名、电话和内容，只有编号、代码、散列和公开的规则。</p>
        <Disclosure summary="看其他的数据表">
          {tables
            .filter((one) => !isPersonal(one))
            .map((one) => (
              <TableEntry key={one.table} entry={one} />
            ))}
        </Disclosure>
      </Section>
      <p class="field-hint">带 * 的时间是本市自定（非法律规定），按“够用就好”定的（个人信息保护法 第19条）。</p>
    </>
  )
}

function TableEntry({ entry }: { entry: TableRegister }) {
  const kinds = Map.groupBy(entry.columns, ({ kind }) => kind)
  return (
    <Disclosure summary={`${entry.title}：${entry.retention}`}>
      <DescriptionList
        items={[
          { label: '为什么存', value: entry.purpose },
          { label: '法律依据', value: entry.basis },
          { label: '存多久', value: entry.retention },
          ...[...kinds].map(([kind, columns]) => ({
            label: columnKinds[kind],
            value: columns
              .map(({ name, plainBecause }) => (plainBecause ? `${name}（${plainBecause}）` : name))
              .join('、'),
          })),
        ]}
      />
      <p class="field-hint">数据表：{entry.table}</p>
    </Disclosure>
  )
}
