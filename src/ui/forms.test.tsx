import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import {
  CheckboxGroup,
  ErrorSummary,
  FileField,
  Form,
  PasswordField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from './index.ts'

const options = [
  { value: 'help', label: '求助' },
  { value: 'praise', label: '表扬' },
]

test('every line of the error summary leads to the control it speaks of', () => {
  const html = renderToString(
    <>
      <ErrorSummary
        errors={['title', 'body', 'class', 'tell', 'division', 'photos', 'password'].map((field) => ({
          field,
          message: field,
        }))}
      />
      <TextField name="title" label="标题" />
      <TextArea name="body" label="内容" />
      <RadioGroup name="class" label="类别" options={options} />
      <CheckboxGroup name="tell" label="怎么告诉您" options={options} />
      <SelectField name="division" label="在哪里" options={options} />
      <FileField name="photos" label="照片" />
      <PasswordField name="password" label="密码" />
    </>,
  )
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1])
  expect(targets).toHaveLength(7)
  for (const target of targets) expect(html).toMatch(new RegExp(`<(input|textarea|select)[^>]* id="${target}"`))
})

test('a refused field says so to a screen reader and keeps what was typed', () => {
  const html = renderToString(
    <TextField name="phone" label="手机号" hint="11 位" error="少了一位" value="1388123456" required />,
  )
  const input = html.match(/<input[^>]*>/)?.[0] ?? ''
  expect(input).toContain('value="1388123456"')
  expect(input).toContain('aria-invalid="true"')
  expect(input).toContain('aria-describedby="phone-hint phone-error"')
  expect(html).toContain('id="phone-hint"')
  expect(html).toContain('id="phone-error"')
  expect(html).not.toContain('选填')
})

test('what was typed is text, never markup', () => {
  const html = renderToString(<TextArea name="body" label="内容" value={'</textarea><script>alert(1)</script>'} />)
  expect(html).not.toContain('<script>')
  expect(html.match(/<\/textarea>/g)).toHaveLength(1)
})

test('a form carries its key and switches the browser bubbles off', () => {
  const html = renderToString(
    <Form action="/letters" formKey="k-1" upload>
      <p />
    </Form>,
  )
  expect(html).toContain('<input type="hidden" name="formKey" value="k-1"/>')
  expect(html).toMatch(/<form[^>]* enctype="multipart\/form-data"/i)
  expect(html).toMatch(/<form[^>]* novalidate/i)
})

test('kept uploads travel with the form and can be taken out', () => {
  const html = renderToString(<FileField name="photos" label="照片" kept={[{ id: 'u1', name: '桥头.jpg' }]} />)
  expect(html).toContain('<input type="hidden" name="photosKept" value="u1"/>')
  expect(html).toMatch(/<input[^>]*type="checkbox"[^>]*name="photosRemoved"[^>]*value="u1"/)
})
