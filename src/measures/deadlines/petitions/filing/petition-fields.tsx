import type { RulesInWords } from '#core/calendar/index.ts'
import {
  CheckboxField,
  type FieldErrors,
  Fieldset,
  FileField,
  type KeptUpload,
  type Option,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { mostDelegates, type TypedPetition } from '../petition-form.ts'

export type PetitionFieldsProps = {
  typed: TypedPetition
  errors: FieldErrors
  kept: KeptUpload[]
  units: readonly string[]
  divisions: readonly Option[]
  byStaff: boolean
  rule: RulesInWords
}

const classOptions = (rule: RulesInWords): Option[] => [
  {
    value: 'appeal',
    label: '申诉求决',
    hint: `请求解决问题、维护自己的权益。受理后${rule('PET-6').span}内办结，给处理意见书`,
  },
  { value: 'suggestion', label: '建议意见', hint: '对工作、对政策的建议。研究论证后答复' },
  { value: 'report', label: '检举控告', hint: '违纪违法。直接送有权处理的机关，被检举的单位看不到、查不到' },
]

/** The same questions at the office and online: what a petition has to hold (第17条). */
export function PetitionFields(props: PetitionFieldsProps) {
  return (
    <>
      <What {...props} />
      <Where {...props} />
      <Who {...props} />
      <Together {...props} />
    </>
  )
}

const What = ({ typed, errors, kept, rule }: PetitionFieldsProps) => (
  <Fieldset legend="一、什么事">
    <RadioGroup
      name="class"
      label="类别"
      options={classOptions(rule)}
      value={typed.class}
      error={errors.class}
      cards
      required
    />
    <TextField
      name="title"
      label="标题"
      hint="一句话说明是什么事，例如：请求补发征地青苗补偿"
      value={typed.title}
      error={errors.title}
      maxLength={40}
      required
    />
    <TextArea
      name="claim"
      label="投诉请求"
      hint="希望怎么解决；建议意见写建议的内容，检举控告写希望查处什么"
      value={typed.claim}
      error={errors.claim}
      rows={3}
      maxLength={1000}
      required
    />
    <TextArea
      name="facts"
      label="事实和理由"
      hint="什么时间、什么地点、什么事，找过哪些单位、怎么答复的"
      value={typed.facts}
      error={errors.facts}
      rows={8}
      maxLength={5000}
      required
    />
    <FileField
      name="files"
      label="材料"
      hint="照片、答复、判决、合同等，最多 9 个，每个不超过 20 MB"
      error={errors.files}
      accept="image/*,.pdf,.docx,.xlsx,.odt,.txt,audio/*"
      kept={kept}
      maxFiles={9}
      maxMegabytes={20}
      multiple
    />
  </Fieldset>
)

const Where = ({ typed, errors, units, divisions, rule }: PetitionFieldsProps) => (
  <Fieldset legend="二、在哪里、关于谁">
    <SelectField
      name="division"
      label="事情发生在"
      hint={`由当地信访局登记，${rule('PET-1').span}内转给有权处理的单位`}
      options={[...divisions]}
      value={typed.division}
      error={errors.division}
    />
    <TextField
      name="units"
      label="涉及的单位"
      hint="名称或简称，不知道可以不写；检举控告请写被检举的单位"
      list={[...units]}
      autocomplete="off"
      value={typed.units}
      error={errors.units}
    />
    <TextField
      name="earlier"
      label="以前就这件事提过的，编号是"
      hint="没有提过的不填"
      inputMode="numeric"
      width="half"
      value={typed.earlier}
      error={errors.earlier}
    />
    {(errors.newFacts || typed.newFacts) && (
      <CheckboxField
        name="newFacts"
        value="yes"
        label="有新的事实和理由"
        hint="已经写在“事实和理由”里"
        checked={Boolean(typed.newFacts)}
        error={errors.newFacts}
      />
    )}
  </Fieldset>
)

const Who = ({ typed, errors, byStaff }: PetitionFieldsProps) => (
  <Fieldset legend={byStaff ? '三、信访人' : '三、怎么找到您'} hint="加密保存，只用来办理和答复。">
    <TextField
      name="name"
      label="姓名"
      value={typed.name}
      error={errors.name}
      autocomplete={byStaff ? 'off' : 'name'}
      maxLength={30}
      width="half"
      required
    />
    <TextField
      name="phone"
      label="手机号码"
      hint={byStaff ? '没有手机的不填，编号和查询码请打印交给信访人' : '编号和查询码会发到这个手机'}
      type="tel"
      inputMode="tel"
      value={typed.phone}
      error={errors.phone}
      autocomplete={byStaff ? 'off' : 'tel'}
      width="half"
      required={!byStaff}
    />
    <TextField
      name="address"
      label="住址"
      hint="书面告知和意见书要送达到这里"
      value={typed.address}
      error={errors.address}
      autocomplete={byStaff ? 'off' : 'street-address'}
      maxLength={100}
      required
    />
    <CheckboxField
      name="secret"
      value="yes"
      label="请为我保密"
      hint="承办单位看不到姓名和电话。检举控告一律保密，不用勾"
      checked={Boolean(typed.secret)}
    />
  </Fieldset>
)

const Together = ({ typed, errors }: PetitionFieldsProps) => (
  <Fieldset legend="四、是不是多人一起反映" hint={`多人反映共同意见的，推选代表提出，代表不超过 ${mostDelegates} 人。`}>
    <CheckboxField
      name="collective"
      value="yes"
      label="是多人一起反映的"
      checked={Boolean(typed.collective)}
      error={errors.collective}
    />
    <TextField
      name="people"
      label="共有多少人"
      inputMode="numeric"
      width="short"
      value={typed.people}
      error={errors.people}
    />
    <TextField
      name="delegates"
      label="代表姓名"
      hint={`最多 ${mostDelegates} 人，用顿号隔开`}
      autocomplete="off"
      value={typed.delegates}
      error={errors.delegates}
    />
  </Fieldset>
)
