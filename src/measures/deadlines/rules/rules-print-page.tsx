import type { LimitRule } from '#core/calendar/index.ts'
import { formatDateLong } from '#ui/index.ts'
import { byMeasures } from './rule-list.ts'
import { extensionWords, limitWords, startWordsOf, stopWords } from './rule-words.tsx'

/** The list on paper: what a wall in a hall shows. */
export function RulesPrintPage({ rules, today }: { rules: readonly LimitRule[]; today: Temporal.PlainDate }) {
  return (
    <>
      <h1>办理期限一览</h1>
      <p>
        {formatDateLong(today)}起有效的{rules.length}条。标※的为本市自定（非法律规定）。
      </p>
      {byMeasures(rules).map(({ measure, title, rules: own }) => (
        <section key={measure}>
          <h2>{title}</h2>
          <table class="plain-table print-rules">
            <thead>
              <tr>
                <th scope="col">事项和依据</th>
                <th scope="col">期限和起算</th>
                <th scope="col">延长、暂停、逾期</th>
              </tr>
            </thead>
            <tbody>
              {own.map((rule) => (
                <tr key={rule.id}>
                  <td>
                    <b>
                      {rule.isLocal && '※'}
                      {rule.title}
                    </b>
                    <br />
                    <small>
                      {rule.source}
                      {rule.article}
                    </small>
                  </td>
                  <td>
                    <b>{limitWords(rule) || '—'}</b>
                    <br />
                    <small>{startWordsOf(rule)}</small>
                  </td>
                  <td>
                    <small>
                      {[extensionWords(rule), stopWords(rule), rule.silence]
                        .filter((words) => words !== null)
                        .join('；')}
                    </small>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  )
}
