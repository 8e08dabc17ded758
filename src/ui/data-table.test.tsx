import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { DataTable, KeyPager } from './data-table.tsx'

const columns = [
  { key: 'title', label: '标题', cell: (row: { id: string; title: string }) => row.title },
  { key: 'id', label: '编号', cell: (row: { id: string; title: string }) => row.id },
]
const rows = [{ id: '17', title: '路灯不亮' }]

test('each cell carries the name of its column, so that a row can be a card', () => {
  const html = renderToString(<DataTable columns={columns} rows={rows} rowKey={(row) => row.id} caption="来信" />)
  expect([...html.matchAll(/<td[^>]* data-label="([^"]+)"/g)].map((match) => match[1])).toEqual(['标题', '编号'])
  expect(html).toContain('<caption>来信</caption>')
  expect(html.match(/<th scope="col"/g)).toHaveLength(2)
})

test('the first cell is the way in, and each checkbox says what it ticks', () => {
  const html = renderToString(
    <DataTable
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/letters/${row.id}`}
      caption="来信"
      selectable={{ name: 'letter', value: (row) => row.id, label: (row) => `选择 ${row.title}`, form: 'bulk' }}
    />,
  )
  expect(html).toContain('<a class="row-link" href="/letters/17">路灯不亮</a>')
  expect(html).toMatch(/name="letter" value="17" form="bulk" aria-label="选择 路灯不亮"/)
})

test('an empty list is a sentence, not an empty table', () => {
  const html = renderToString(
    <DataTable columns={columns} rows={[]} rowKey={(row) => row.id} caption="来信" empty={<p>写第一封信</p>} />,
  )
  expect(html).toBe('<p>写第一封信</p>')
})

test('a pager without a next page offers no link to it', () => {
  const html = renderToString(<KeyPager shown={20} previousHref="/letters?before=1" />)
  expect(html).toContain('rel="prev"')
  expect(html).not.toContain('rel="next"')
})
