import type { FieldError } from './form-values.ts'
import { Icon } from './icon.tsx'

/** Stands above a refused form; takes the focus when the page has loaded; each line leads to its field. */
export function ErrorSummary({ errors, title = '还差一点，请改好下面几处' }: { errors: FieldError[]; title?: string }) {
  if (errors.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabIndex={-1} data-focus aria-labelledby="error-summary-title">
      <h2 class="error-summary-title" id="error-summary-title">
        <Icon name="stop" />
        {title}
      </h2>
      <ul>
        {errors.map((error) => (
          <li key={error.field}>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
      <p>您填写的内容都还在，改好后再提交一次即可。</p>
    </div>
  )
}
