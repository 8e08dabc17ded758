import {
  Button,
  ButtonRow,
  DataTable,
  EmptyState,
  ErrorSummary,
  errorList,
  type FieldErrors,
  Form,
  PageHeader,
  Section,
  SelectField,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { LetterCategory } from '../categories/categories.ts'

type Props = { categories: LetterCategory[]; keyOf: () => string; typed: Record<string, string>; errors: FieldErrors }

/** 来信分类: the list in two levels, and a line for a new one. */
export function CategoriesPage({ categories, keyOf, typed, errors }: Props) {
  const topics = categories.filter(({ parentId }) => parentId === null)
  return (
    <>
      <PageHeader title="来信分类" lead="派单时归类，公开的来信按它筛选和统计。群众的说法写得越全，建议越准。" />
      <ErrorSummary errors={errorList(errors, ['title', 'words', 'parentId'])} />
      <DataTable
        caption="现在的分类"
        captionHidden
        rows={categories}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'title',
            label: '分类',
            tight: true,
            cell: ({ title, parentId }) => (parentId ? `　${title}` : <b>{title}</b>),
          },
          { key: 'words', label: '群众的说法', cell: ({ words }) => words },
          {
            key: 'act',
            label: '改动',
            tight: true,
            cell: ({ id, title }) => (
              <Form action={urls.deskLetterCategoryEnd(id)} formKey={keyOf()}>
                <Button variant="quiet" size="small">
                  停用<span class="visually-hidden">{title}</span>
                </Button>
              </Form>
            ),
          },
        ]}
        empty={<EmptyState title="还没有分类">在下面写第一个。</EmptyState>}
      />
      <Section title="写一个分类">
        <Form action={urls.deskLetterCategories()} formKey={keyOf()} keep="letter-category">
          <TextField
            name="title"
            label="名称"
            value={typed.title}
            error={errors.title}
            maxLength={20}
            width="half"
            required
          />
          <SelectField
            name="parentId"
            label="上级分类"
            options={topics.map(({ id, title }) => ({ value: id, label: title }))}
            empty="没有，单独一类"
            value={typed.parentId}
            error={errors.parentId}
          />
          <TextField
            name="words"
            label="群众的说法"
            hint="群众会怎么说，用空格隔开，例如“停水 水压 自来水”"
            value={typed.words}
            error={errors.words}
            maxLength={300}
            width="wide"
            required
          />
          <ButtonRow>
            <Button>写进分类</Button>
          </ButtonRow>
        </Form>
      </Section>
    </>
  )
}
