import { Alert, Button, ButtonRow, Form, PlainText, SelectField } from '#ui/index.ts'
import type { ActFormProps, DeskAct } from '../acts/act.ts'

/** The draft has three buttons: insert a template (changes nothing yet), save, submit. All work without script. */
export function DraftForm({
  act,
  form,
  action,
  formKey,
}: {
  act: DeskAct
  form: ActFormProps
  action: string
  formKey: string
}) {
  const { matter, choices } = form
  const latest = matter.drafts[0]?.text ?? ''
  const filled: ActFormProps = { ...form, typed: { replyText: latest, ...form.typed } }
  return (
    <Form id="act-drafts" action={action} formKey={formKey} keep={`${matter.number}-draft-${matter.drafts.length}`}>
      {matter.draftComment && (
        <Alert tone="warn" title={`${matter.draftComment.by}退回修改`}>
          <PlainText text={matter.draftComment.text} />
        </Alert>
      )}
      {form.errors.drafts && (
        <Alert tone="bad" live>
          <p id="drafts">{form.errors.drafts}</p>
        </Alert>
      )}
      {act.Fields?.(filled)}
      {choices.templates.length > 0 && (
        <>
          <SelectField
            name="template"
            label="插入模板"
            options={choices.templates.map((template) => ({ value: template.id, label: template.title }))}
            empty="选择一个模板"
            required={false}
          />
          <ButtonRow>
            <Button variant="quiet" size="small" name="intent" value="insert">
              插到答复末尾
            </Button>
          </ButtonRow>
        </>
      )}
      <ButtonRow>
        <Button name="intent" value="submit" keys={act.keys} keysLabel="提交审核">
          {act.button}
        </Button>
        <Button variant="secondary" name="intent" value="save">
          存草稿
        </Button>
      </ButtonRow>
    </Form>
  )
}
