import { Alert, Button, ErrorSummary, errorList, type FieldErrors, Form, PageHeader, TextField } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Draw } from './read-draws.ts'

export type WordsPageProps = {
  draw: Draw
  typed: { code: string; words: string }
  errors: FieldErrors
  formKey: string
}

/** 观察人写几个字: from another body than the one that draws, so that nobody alone decides. */
export const WordsPage = ({ draw, typed, errors, formKey }: WordsPageProps) => (
  <>
    <PageHeader title="观察人写几个字" lead={draw.title} />
    <ErrorSummary errors={errorList(errors, ['code', 'words'])} />
    <Form action={urls.drawWords(draw.number)} formKey={formKey}>
      <TextField
        name="code"
        label="观察码"
        hint="8 位数字，由抽取单位交给您"
        value={typed.code}
        error={errors.code}
        inputMode="numeric"
        autocomplete="off"
        width="short"
        required
      />
      <TextField
        name="words"
        label="随手写几个字"
        hint="别人猜不到就行，例如 8 个以上不同的汉字；写下以后不能改，抽取后会公布，请不要写姓名和号码"
        value={typed.words}
        error={errors.words}
        autocomplete="off"
        width="wide"
        required
      />
      <Button>交上去</Button>
    </Form>
    <Alert tone="info" title="为什么要您写">
      <p>抽取的结果由名单、抽取单位的代码和大家写的字一起决定。只要有一家写的字别人猜不到，谁也定不了结果。</p>
      <p>抽取以后，您可以在这次抽取的页面上看到自己写的字，也可以自己重抽一遍。</p>
    </Alert>
  </>
)

export const WordsGivenPage = ({ draw, body }: { draw: Draw; body: string }) => (
  <>
    <PageHeader title="收到了，谢谢" lead={draw.title} />
    <p>“{body}”的字已经写下，抽取以前谁也看不到。</p>
    <p>
      <a href={urls.draw(draw.number)}>看这次抽取，到时候核对结果</a>
    </p>
  </>
)
