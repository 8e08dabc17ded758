import {
  Button,
  ButtonRow,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  LinkButton,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { articleFields } from './article.ts'

export type ArticleFormProps = {
  typed: Record<string, string>
  errors: FieldErrors
  formKey: string
  action: string
  units: { value: string; label: string }[]
  categories: string[]
  isNew: boolean
}

/** 写知识、提出修改: the same fields; another person of the unit publishes it. */
export function ArticleForm({ typed, errors, formKey, action, units, categories, isNew }: ArticleFormProps) {
  return (
    <>
      <ErrorSummary errors={errorList(errors, ['unit', ...articleFields])} />
      <Form action={action} formKey={formKey} keep={`knowledge-${action}`}>
        {typed.letter && <input type="hidden" name="letter" value={typed.letter} />}
        {isNew && units.length > 1 && (
          <SelectField
            name="unit"
            label="哪个单位负责"
            options={units}
            value={typed.unit}
            error={errors.unit}
            required
          />
        )}
        <TextField
          name="title"
          label="问题"
          hint="像群众那样问，例如：外地户口的孩子怎么在本市上小学？"
          value={typed.title}
          error={errors.title}
          maxLength={60}
          width="wide"
          required
        />
        <TextField
          name="words"
          label="其他问法"
          hint="别的叫法，用空格隔开，方便搜到，例如：入学 借读 转学"
          value={typed.words}
          error={errors.words}
          width="wide"
        />
        <TextArea
          name="body"
          label="答案"
          hint="先说结论，再说怎么办、去哪里、带什么。不写任何人的姓名和电话，单位的公开电话可以写。"
          rows={10}
          maxLength={5000}
          value={typed.body}
          error={errors.body}
          required
        />
        <TextField
          name="basis"
          label="依据"
          hint="文件名、文号、第几条"
          value={typed.basis}
          error={errors.basis}
          width="wide"
          required
        />
        <TextField
          name="category"
          label="分类"
          hint={categories.length > 0 ? `已有的：${categories.join('、')}` : '例如：教育、社会保险'}
          value={typed.category}
          error={errors.category}
          maxLength={20}
          required
        />
        <TextField
          name="ground"
          label={isNew ? '为什么写' : '改了什么、为什么'}
          hint="会公开，例如：最近两个月有二十多封信问到"
          value={typed.ground}
          error={errors.ground}
          width="wide"
          required
        />
        <ButtonRow>
          <Button>提交，请同事审</Button>
          <LinkButton href={urls.deskKnowledge()} variant="quiet">
            取消
          </LinkButton>
        </ButtonRow>
      </Form>
    </>
  )
}
