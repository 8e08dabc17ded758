import { describe, expect, test } from 'vitest'
import { keyOf, listColumns, readList, sampleLines } from './read-list.ts'

const unit = (shortName: string, ancestors: string[] = ['shifu']) => ({
  id: shortName,
  name: `攀枝花市${shortName}`,
  shortName,
  ancestors,
  active: true,
})
const units = [
  { ...unit('市政府', []), id: 'shifu' },
  unit('市住房城乡建设局'),
  unit('市财政局'),
  unit('东区政府'),
  unit('炳草岗街道', ['东区政府', 'shifu']),
  { ...unit('撤销的局'), active: false },
  unit('市纪委监委', []),
]
const about = {
  units,
  giverUnitId: 'shifu',
  today: Temporal.PlainDate.from('2026-11-23'),
  known: new Set<string>(),
}
const head = listColumns.map(({ label }) => label)
const read = (...lines: string[][]) => readList([head, ...lines], about)
const line = (change: Partial<Record<string, string>>): string[] =>
  head.map((label, at) => change[label] ?? sampleLines[0]?.[at] ?? '')
const sentences = (list: ReturnType<typeof read>) => list.faults.map(({ line, message }) => `${line} ${message}`)

describe('a list of works', () => {
  test('the template reads back: two milestones of one work, the second line without its name', () => {
    const { works, faults } = read(...sampleLines)
    expect(faults).toEqual([])
    expect(works).toHaveLength(1)
    expect(works[0]).toMatchObject({
      line: 2,
      work: {
        year: 2026,
        source: 'livelihood',
        leadUnitId: '市住房城乡建设局',
        jointUnitIds: ['市财政局', '东区政府'],
        milestones: [{ title: '完成施工招标' }, { title: '全部完工并通过验收' }],
      },
    })
    expect(String(works[0]?.work.milestones[1]?.dueOn)).toBe('2026-11-30')
  })

  test('columns stand in any order, a title may stand above, blank lines and other columns do not matter', () => {
    const order = head.toReversed()
    const { works, faults } = readList(
      [['2026 年任务分解表'], [], ['备注', ...order], ['x', ...line({}).toReversed()], [], ['', '']],
      about,
    )
    expect(faults).toEqual([])
    expect(works).toHaveLength(1)
  })

  test('every way to write a day', () => {
    for (const day of ['2026-11-30', '2026/11/30', '2026年11月30日', '2026.11.30', '２０２６-11-30'])
      expect(read(line({ 节点日期: day })).faults, day).toEqual([])
  })

  test.each([
    [{ 来源: '领导交办' }, '请选择任务来源'],
    [{ 年度: '明年' }, '请填写任务年度'],
    [{ 任务: '修路' }, '任务名称太短了'],
    [{ 牵头单位: '住建局' }, '没有找到“住建局”'],
    [{ 牵头单位: '撤销的局' }, '没有找到“撤销的局”'],
    [{ 牵头单位: '市纪委监委' }, '不是本单位下面的单位'],
    [{ 配合单位: '市住房城乡建设局' }, '牵头单位不用再写进配合单位'],
    [{ 使用单位: '炳草岗街道' }, '不能自己验收'],
    [{ 节点日期: '2026-02-30' }, '看不懂'],
    [{ 节点日期: '2026-01-01' }, '早于开始日期'],
    [{ 节点日期: '2062-11-30' }, '相差太远'],
    [{ 目标: '联系 13812345678 了解' }, '有身份证号、手机号或银行卡号'],
  ])('%o is told with its line', (change, sentence) => {
    const list = read(line({ 任务: '先有一项好的任务' }), line(change))
    expect(list.faults).toHaveLength(1)
    expect(list.faults[0]).toMatchObject({ line: 3, message: expect.stringContaining(sentence) })
  })

  test('twice in the file, in the ledger already, a line that belongs to nothing', () => {
    expect(sentences(read(line({}), line({ 任务: '另一项任务在中间' }), line({})))).toEqual([
      '4 和第 2 行是同一项任务，请去掉一处。',
    ])
    const [{ work } = { work: undefined }] = read(line({})).works
    const known = new Set(work ? [keyOf(work)] : [])
    expect(readList([head, line({})], { ...about, known }).faults[0]?.message).toContain('台账里已经有')
    expect(sentences(read(line({ 任务: '' })))[0]).toContain('没有写任务')
  })

  test('no head, half a head, nothing below it', () => {
    expect(readList([['a', 'b']], about).faults[0]?.message).toContain('没有找到表头')
    expect(readList([head.filter((label) => label !== '目标')], about).faults[0]?.message).toBe('表头缺少：目标。')
    expect(readList([head], about).faults[0]?.message).toContain('没有任务')
    expect(readList([], about).faults).toHaveLength(1)
  })
})
