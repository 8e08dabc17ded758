import {
  CheckboxGroup,
  DateField,
  type FieldErrors,
  Fieldset,
  FileField,
  type KeptUpload,
  type Option,
  type OptionGroup,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { applicants, channels, classes, documents, forms, helps, ways } from '../disclosure.ts'
import { lengths, type TypedRequest } from './ask-form.ts'

export type RequestFieldsProps = {
  typed: TypedRequest
  errors: FieldErrors
  units: OptionGroup[] | Option[]
  kept: KeptUpload[]
  byStaff: boolean
}

const options = (words: Readonly<Record<string, string>>): Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

const { web: _, ...paperChannels } = channels

/** The same application for whoever fills it in: the applicant, or staff for them (第29条: 口头提出的，由受理的机关代为填写). */
export function RequestFields(props: RequestFieldsProps) {
  return (
    <>
      {props.byStaff && <HowItCame {...props} />}
      <WhatIsWanted {...props} />
      <WhoAsks {...props} />
    </>
  )
}

const HowItCame = ({ typed, errors }: RequestFieldsProps) => (
  <Fieldset legend="怎么来的">
    <RadioGroup
      name="channel"
      label="来的方式"
      options={options(paperChannels)}
      value={typed.channel}
      error={errors.channel}
      required
    />
    <DateField
      name="receivedOn"
      label="收到之日"
      hint="当面：提交当天；签收的邮件：签收当天；平常信函、传真：与申请人确认当天。还没有确认的先不填，确认以后在办理页点“确认收到申请”。"
      value={typed.receivedOn}
      error={errors.receivedOn}
    />
  </Fieldset>
)

const WhatIsWanted = ({ typed, errors, units, kept, byStaff }: RequestFieldsProps) => (
  <Fieldset legend="要什么信息">
    <RadioGroup
      name="of"
      label="申请"
      options={[
        { value: 'information', label: classes.information, hint: '要一份文件、一组数据、一份记录' },
        { value: 'ownRecord', label: classes.ownRecord, hint: '政府记录的本人（本单位）信息不准确，有证据，要求更正' },
      ]}
      value={typed.of}
      error={errors.of}
      required
    />
    <SelectField
      name="unit"
      label={byStaff ? '受理机关' : '向哪个机关申请'}
      hint={byStaff ? undefined : '谁制作、谁保存，就向谁申请。选错了也会告诉您归谁'}
      options={units}
      value={typed.unit}
      empty="请选择"
      error={errors.unit}
      required
    />
    <TextField
      name="title"
      label="信息的名称、文号"
      hint="不知道准确名称的，写便于查找的特征，例如：2025年城区路灯改造工程验收报告"
      value={typed.title}
      error={errors.title}
      maxLength={lengths.title}
      required
    />
    <TextArea
      name="body"
      label="详细描述"
      hint="哪个单位、哪一年、关于什么。不用写为什么需要，我们也不会问。要求更正记录的，写明哪条记录、哪里不对、有什么证据"
      value={typed.body}
      error={errors.body}
      maxLength={lengths.body}
      rows={6}
      required
    />
    <FileField
      name="files"
      label={byStaff ? '申请书、证据' : '证据或者说明材料'}
      hint="没有的不传。不用上传证件照片"
      accept="image/*,.pdf,.docx,.xlsx"
      kept={kept}
      maxFiles={9}
      maxMegabytes={20}
      error={errors.files}
      multiple
    />
    <RadioGroup
      name="formWanted"
      label="想要哪种形式"
      options={options(forms)}
      value={typed.formWanted}
      error={errors.formWanted}
      inline
      required
    />
    <RadioGroup
      name="way"
      label="怎么领取"
      options={options(ways)}
      value={typed.way}
      error={errors.way}
      inline
      required
    />
  </Fieldset>
)

const WhoAsks = ({ typed, errors, byStaff }: RequestFieldsProps) => (
  <Fieldset legend="谁申请" hint="加密保存，只用来核实身份、答复申请，不会公开。">
    <RadioGroup
      name="applicant"
      label="以谁的名义"
      options={options(applicants)}
      value={typed.applicant}
      error={errors.applicant}
      inline
      required
    />
    <TextField
      name="organisation"
      label="单位名称"
      hint="以法人或者其他组织名义申请的才填"
      value={typed.organisation}
      error={errors.organisation}
      maxLength={lengths.organisation}
      autocomplete="organization"
    />
    <TextField
      name="name"
      label="姓名"
      hint="以单位名义申请的，填经办人"
      value={typed.name}
      error={errors.name}
      maxLength={lengths.name}
      autocomplete="name"
      width="half"
      required
    />
    <SelectField
      name="documentKind"
      label="身份证明"
      options={options(documents)}
      value={typed.documentKind}
      error={errors.documentKind}
      width="half"
      required
    />
    <TextField
      name="documentNumber"
      label="证件号码"
      hint={byStaff ? '请当面核对证件，不留复印件' : '不用上传证件照片；办理人员只看得到遮盖后的号码，看完整的要留记录'}
      value={typed.documentNumber}
      error={errors.documentNumber}
      autocomplete="off"
      width="half"
      required
    />
    <TextField
      name="phone"
      label="手机号码"
      hint={byStaff ? '没有手机的不填，用地址联系' : '编号、查询码和每一步进展发到这个手机'}
      value={typed.phone}
      error={errors.phone}
      type="tel"
      inputMode="tel"
      autocomplete="tel"
      width="half"
      required={!byStaff}
    />
    <TextField
      name="address"
      label="通信地址"
      hint="选择邮寄的必填"
      value={typed.address}
      error={errors.address}
      maxLength={lengths.address}
      autocomplete="street-address"
    />
    <CheckboxGroup
      name="help"
      label="需要帮助吗"
      hint="阅读有困难或者视听有障碍的，机关应当提供必要的帮助（政府信息公开条例第43条）"
      options={options(helps)}
      values={typed.help}
      optionalMark={false}
    />
  </Fieldset>
)
