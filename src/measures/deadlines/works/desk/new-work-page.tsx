import {
  Button,
  DateField,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  PageHeader,
  RadioGroup,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { workSources } from '../tables.ts'
import type { Typed } from '../words.ts'
import { sourceNames } from '../work.ts'

const order = ['year', 'source', 'title', 'goal', 'basis', 'lead', 'joint', 'users', 'startsOn', 'milestones']

/** 登记任务: once, by who gives it; the units type none of it again. */
export function NewWorkPage({
  typed,
  errors,
  units,
  formKey,
}: {
  typed: Typed
  errors: FieldErrors
  units: string[]
  formKey: string
}) {
  const field = (name: string) => ({ name, value: typed[name], error: errors[name] })
  return (
    <>
      <PageHeader
        title="登记任务"
        lead="交给谁、做到什么程度、哪天之前办成什么。登记后责任单位就能看到，只在节点到期时报告。"
      />
      <ErrorSummary errors={errorList(errors, order)} />
      <Form action={urls.newDeskWork()} formKey={formKey} keep="new-work">
        <RadioGroup
          name="source"
          label="来源"
          hint="民生实事会公开给所有人看，其他的只在内部"
          required
          inline
          options={workSources.map((source) => ({ value: source, label: sourceNames[source] }))}
          value={typed.source}
          error={errors.source}
        />
        <TextField {...field('year')} label="任务年度" inputMode="numeric" width="short" required />
        <TextField {...field('title')} label="任务名称" maxLength={100} required />
        <TextArea {...field('goal')} label="目标" hint="办成以后是什么样，最好有数" rows={3} maxLength={500} required />
        <TextField {...field('basis')} label="出处" hint="例如：2026 年政府工作报告第三部分" />
        <TextField {...field('lead')} label="牵头单位" list={units} autocomplete="off" required />
        <TextField {...field('joint')} label="配合单位" hint="几个单位之间用顿号隔开" autocomplete="off" />
        <TextField
          {...field('users')}
          label="使用单位"
          hint="建好后由谁使用、接管，就由谁验收；不能是责任单位。没有就空着，由督查走访或群众评价确认"
          autocomplete="off"
        />
        <DateField {...field('startsOn')} label="开始日期" required />
        <TextArea
          {...field('milestones')}
          label="节点"
          hint="一行一个，日期在前：2026-06-30 完成施工图设计"
          rows={6}
          required
        />
        <Button>登记并交办</Button>
      </Form>
    </>
  )
}
