import {
  Button,
  ButtonRow,
  CheckboxField,
  Disclosure,
  type FieldErrors,
  Fieldset,
  Form,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts'
import { urls } from '#urls.ts'
import { lengths, letterSorts } from '../letters/letter.ts'
import type { LetterChoices } from '../letters/letter-choices.ts'
import { tracks } from '../letters/tracks.ts'
import { mayBeWrittenDown, sorts } from '../letters/writing/letter-form.tsx'
import { emergencyNumbers, emergencyWords, transferKinds, transferWords } from './call.ts'
import type { Call } from './calls.ts'
import type { TypedCall } from './console-form.ts'
import { noticeOfRecording } from './recording-card.tsx'

export type CallFormProps = {
  call: Call
  number: string
  typed: TypedCall
  errors: FieldErrors
  formKey: string
  choices: LetterChoices
}

export const formId = 'call-form'

export function CallForm({ call, typed, errors, formKey, choices, number }: CallFormProps) {
  const act = (name: Parameters<typeof urls.deskCallAct>[1]) => urls.deskCallAct(call.id, name)
  return (
    <Form id={formId} action={act('matter')} formKey={formKey} keep={`call-${call.id}`}>
      {/* Enter in a field asks for knowledge; it neither files nor transfers. */}
      <button class="visually-hidden" type="submit" formAction={act('search')} tabIndex={-1} aria-hidden="true">
        查知识
      </button>
      <fieldset class="call-emergency">
        <legend>有危险，马上转接</legend>
        <ButtonRow>
          {emergencyNumbers.map((to, at) => (
            <Button
              key={to}
              name="to"
              value={to}
              formAction={act('emergency')}
              variant="danger"
              accessKey={String(at + 1)}
            >
              {to} {emergencyWords[to]}
            </Button>
          ))}
        </ButtonRow>
      </fieldset>
      <Fieldset legend="来电人说什么">
        <TextField
          name="title"
          label="一句话"
          hint={`“${openingWords}”`}
          value={typed.title}
          error={errors.title}
          maxLength={lengths.title}
          accessKey="t"
          isFirst
          required
        />
        <TextArea
          name="body"
          label="记录"
          value={typed.body}
          error={errors.body}
          maxLength={lengths.body.most}
          rows={6}
          required
        />
        <ButtonRow>
          <Button formAction={act('search')} variant="secondary" size="small" icon="search" accessKey="k">
            查知识
          </Button>
        </ButtonRow>
      </Fieldset>
      <Fieldset legend="当场答复">
        <TextArea
          name="answer"
          label="怎么答的"
          hint="写了就和问题一起存成一次咨询；不写只计数"
          value={typed.answer}
          error={errors.answer}
          rows={2}
        />
        <Button formAction={act('answer')} variant="secondary" icon="check" accessKey="a">
          已当场答复
        </Button>
      </Fieldset>
      <Fieldset legend="立单">
        <RadioGroup
          name="sort"
          label="类别"
          options={letterSorts.filter(mayBeWrittenDown).map((value) => ({ value, label: sorts[value].label }))}
          value={typed.sort}
          error={errors.sort}
          inline
          required
        />
        <div class="call-grid">
          <SelectField
            name="division"
            label="哪个县区、街道或乡镇"
            options={choices.divisions}
            value={typed.division}
            error={errors.division}
            empty="请选择"
            required
          />
          <TextField name="place" label="详细地点" value={typed.place} error={errors.place} maxLength={lengths.place} />
          <SelectField
            name="unit"
            label="关于哪个单位"
            options={choices.units}
            value={typed.unit}
            error={errors.unit}
            empty="不知道，或与单位无关"
          />
          <TextField
            name="name"
            label="怎么称呼"
            value={typed.name}
            error={errors.name}
            maxLength={lengths.name}
            width="half"
            required
          />
          <TextField
            name="phone"
            label="另留手机号码"
            hint={`不填就用来电号码 ${number}；座机收不到短信，编号和查询码请当场念给对方`}
            value={typed.phone}
            error={errors.phone}
            inputMode="tel"
            width="half"
          />
        </div>
        <CheckboxField name="secret" label="来电人要求保密" hint="办理单位看不到姓名和号码" checked={typed.secret} />
        <CheckboxField name="relation" label="投诉的是自己的单位、学校、村（社区）或房东" checked={typed.relation} />
        <CheckboxField
          name="publish"
          label="来电人同意公开（隐去姓名和号码）"
          checked={typed.publish}
          error={errors.publish}
        />
        {errors.idNumberMeant && (
          <CheckboxField
            name="idNumberMeant"
            label="号码确实要写"
            error={errors.idNumberMeant}
            checked={typed.idNumberMeant}
          />
        )}
        <Button icon="letter" size="large" accessKey="s">
          立单
        </Button>
      </Fieldset>
      <Fieldset legend="转接、其他渠道">
        <RadioGroup
          name="transferKind"
          label="怎么转"
          options={transferKinds.map((value) => ({ value, label: transferWords[value] }))}
          value={typed.transferKind}
          error={errors.transferKind}
          inline
        />
        <TextField
          name="transferTo"
          label="转给谁"
          hint="单位、专席或服务热线的名称，不写个人电话"
          value={typed.transferTo}
          error={errors.transferTo}
          width="wide"
        />
        <Button formAction={act('transfer')} variant="secondary" icon="phone" accessKey="z">
          登记转接
        </Button>
        <SelectField
          name="otherDoor"
          label="应走其他渠道"
          options={tracks.map(({ id, label }) => ({ value: id, label }))}
          value={typed.otherDoor}
          error={errors.otherDoor}
          empty="不是"
        />
        <Button formAction={act('referral')} variant="secondary" accessKey="w">
          已告知渠道
        </Button>
      </Fieldset>
      <ButtonRow>
        <Button formAction={act('help')} variant="quiet" accessKey="h">
          请班长帮忙
        </Button>
        <Button formAction={act('finish')} variant="quiet" accessKey="0">
          无声或误拨
        </Button>
      </ButtonRow>
      <Disclosure summary="骚扰来电" open={Boolean(errors.nuisance)}>
        <TextField
          name="nuisance"
          label="骚扰的情形"
          hint="由班长决定是否限制几天；限制期间来电转班长席，从不挂断。反复反映同一件事不是骚扰"
          value={typed.nuisance}
          error={errors.nuisance}
        />
        <Button formAction={act('nuisance')} variant="quiet">
          提请班长决定
        </Button>
      </Disclosure>
      <KeysLegend />
    </Form>
  )
}

const openingWords = `您好，12345。${noticeOfRecording}请问有什么可以帮您？`

/** Access keys are the browser's: they work while typing and without script. */
const KeysLegend = () => (
  <Disclosure summary="键盘：按住 Alt 再按字母（火狐按 Alt+Shift，苹果电脑按 Control+Option）" open>
    <p class="call-keys">
      {keysOfCall.map(([key, what]) => (
        <span key={key}>
          <kbd>{key}</kbd> {what}
        </span>
      ))}
    </p>
  </Disclosure>
)

const keysOfCall = [
  ['T', '一句话'],
  ['K', '查知识'],
  ['A', '已当场答复'],
  ['S', '立单'],
  ['Z', '登记转接'],
  ['W', '已告知渠道'],
  ['H', '请班长帮忙'],
  ['0', '无声或误拨'],
  ['1 2 3 4', '转 110、119、120、122'],
  ['N', '回话务台'],
  ['X', '登记以后：下一通'],
] as const
