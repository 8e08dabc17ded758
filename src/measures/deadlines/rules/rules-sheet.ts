import { type LimitRule, startWord, unitWord } from '#core/calendar/index.ts'
import type { SheetForm } from '#core/documents/index.ts'
import { groupOf, measureTitles } from './rule-list.ts'
import { extensionWords, limitWords, stopWords } from './rule-words.tsx'

/** What one sees is what one takes along. */
export function rulesSheet(rules: readonly LimitRule[]): SheetForm {
  return {
    name: '期限规则',
    columns: [
      { label: '编号', width: 20 },
      { label: '分组', width: 22 },
      { label: '事项', width: 44 },
      { label: '期限', width: 18 },
      { label: '数字', width: 8 },
      { label: '单位', width: 12 },
      { label: '从哪天算', width: 28 },
      { label: '谁的期限', width: 18 },
      { label: '延长', width: 40 },
      { label: '暂停', width: 48 },
      { label: '逾期或者沉默', width: 36 },
      { label: '来源', width: 12 },
      { label: '依据', width: 40 },
      { label: '条款', width: 18 },
      { label: '原文', width: 60 },
      { label: '核对', width: 24 },
      { label: '说明', width: 40 },
      { label: '施行', width: 14 },
      { label: '停止', width: 14 },
    ],
    rows: rules.map((rule) => [
      rule.id,
      measureTitles[groupOf(rule)] ?? rule.measure,
      rule.title,
      limitWords(rule),
      rule.limit?.amount ?? null,
      rule.limit ? unitWord[rule.limit.unit].replace(/^个/, '') : '',
      rule.limit ? startWord(rule.startEvent) : '',
      rule.whose === 'agency' ? '政府一方' : '群众、企业一方',
      extensionWords(rule) ?? '',
      stopWords(rule) ?? '',
      rule.silence ?? '',
      rule.isLocal ? '本市自定' : '法定',
      rule.source,
      rule.article,
      rule.quote,
      checkedWords[rule.confidence],
      rule.note,
      rule.effectiveFrom.toString(),
      rule.effectiveTo?.toString() ?? '',
    ]),
  }
}

const checkedWords: Record<LimitRule['confidence'], string> = {
  A: '已核对原文',
  B: '引自公开网页，待核对',
  C: '原文没有核对',
  D: '推定或者自定',
}
