import { type LimitRule, promiseArticle } from '#core/calendar/index.ts'
import type { Business } from '#core/on-the-spot/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  DateField,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  HiddenField,
  LinkButton,
  PageHeader,
  RadioGroup,
  SelectField,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { byMeasures } from '../rules/rule-list.ts'
import { limitWords } from '../rules/rule-words.tsx'
import { promiseUnits } from './promise-form.ts'

/** A new promise: of a limit of the law, or of a business that has none. */
export function NewPromisePage({
  rules,
  business,
  unitName,
  tomorrow,
  typed,
  errors,
  formKey,
}: {
  /** That a unit may promise shorter. */
  rules: readonly LimitRule[]
  business: Business | null
  unitName: string
  tomorrow: Temporal.PlainDate
  typed: Record<string, string>
  errors: FieldErrors
  formKey: string
}) {
  return (
    <>
      <PageHeader
        title={business ? `公布时限：${business.title}` : '新的承诺'}
        eyebrow={unitName}
        lead="承诺公布后就是对群众的话；改长或者取消只对以后收到的事项有效，已经收到的照原来的承诺办。"
      />
      <ErrorSummary errors={errorList(errors, ['rule', 'amount', 'limitUnit', 'from', 'promise'])} />
      <Form action={urls.deskPromises()} formKey={formKey} keep="promise-new">
        <HiddenField name="unit" value={typed.unit ?? ''} />
        {business ? (
          <HiddenField name="business" value={business.id} />
        ) : (
          <SelectField
            name="rule"
            label="事项"
            hint="只列出政府一方的办理期限"
            required
            empty="请选择"
            options={byMeasures(rules).map((group) => ({
              label: group.title,
              options: group.rules.map((rule) => ({
                value: rule.id,
                label: `${rule.title}（规定${limitWords(rule)}）`,
              })),
            }))}
            value={typed.rule}
            error={errors.rule}
          />
        )}
        <TextField
          name="amount"
          label="承诺多少"
          hint={business ? undefined : `只能比规定的短（${promiseArticle}）`}
          inputMode="numeric"
          width="short"
          required
          value={typed.amount}
          error={errors.amount}
        />
        <RadioGroup
          name="limitUnit"
          label="单位"
          required
          inline
          options={Object.entries(promiseUnits).map(([value, label]) => ({ value, label }))}
          value={typed.limitUnit ?? 'workday'}
          error={errors.limitUnit}
        />
        <DateField
          name="from"
          label="从哪一天起执行"
          hint="明天或者以后；这一天起收到的事项按承诺计算"
          required
          min={tomorrow.toString()}
          value={typed.from ?? tomorrow.toString()}
          error={errors.from}
        />
        {errors.promise && <Alert tone="bad" title={errors.promise} />}
        <ButtonRow>
          <Button>公布</Button>
          <LinkButton href={urls.deskPromises(typed.unit)} variant="quiet">
            取消
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  )
}
