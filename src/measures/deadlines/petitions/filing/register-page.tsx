import {
  Button,
  DateField,
  ErrorSummary,
  errorList,
  Fieldset,
  Form,
  LinkButton,
  PageHeader,
  RadioGroup,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { sources, staffSources } from '../petition.ts'
import { petitionFields } from '../petition-form.ts'
import { PetitionFields, type PetitionFieldsProps } from './petition-fields.tsx'

/** 登记信访事项: at the office, for whoever came, wrote, or was passed on. */
export function RegisterPage({
  formKey,
  office,
  ...fields
}: Omit<PetitionFieldsProps, 'byStaff'> & { formKey: string; office: string }) {
  const { typed, errors } = fields
  return (
    <>
      <PageHeader
        title="登记信访事项"
        lead={`由${office}登记。收到之日起${fields.rule('PET-1').span}内转送、交办；检举控告登记后直接到有权处理的机关，本单位不再看得到。`}
        actions={
          <LinkButton href={urls.deskPetitionsYear()} variant="quiet">
            年度报告
          </LinkButton>
        }
      />
      <ErrorSummary errors={errorList(errors, [...petitionFields])} />
      <Form action={urls.newDeskPetition()} formKey={formKey} upload keep="register-petition">
        <Fieldset legend="从哪里来">
          <RadioGroup
            name="source"
            label="来源"
            options={staffSources.map((value) => ({ value, label: sources[value] }))}
            value={typed.source}
            error={errors.source}
            inline
            required
          />
          <TextField
            name="nationalNumber"
            label="全国信访信息系统编号"
            hint="从全国系统来的必填"
            autocomplete="off"
            width="half"
            value={typed.nationalNumber}
            error={errors.nationalNumber}
          />
          <DateField
            name="receivedOn"
            label="收到的日期"
            hint="期限从这一天的第二天算起"
            value={typed.receivedOn}
            error={errors.receivedOn}
            required
          />
        </Fieldset>
        <PetitionFields {...fields} byStaff />
        <Button>登记</Button>
      </Form>
    </>
  )
}
