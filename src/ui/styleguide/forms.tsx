import { Button, ButtonRow } from '../buttons.tsx'
import { CheckboxField, CheckboxGroup, RadioGroup, SelectField } from '../choice-fields.tsx'
import { Section } from '../containers.tsx'
import { ErrorSummary } from '../error-summary.tsx'
import { FileField } from '../file-field.tsx'
import { Fieldset, FilterBar, Form, HiddenField } from '../form.tsx'
import { errorList } from '../form-values.ts'
import { DateField, PasswordField, TextArea, TextField } from '../text-fields.tsx'

const errors = { title: '请写一个标题，一句话说清是什么事', phone: '手机号应为 11 位数字，现在是 10 位' }

const classes = [
  { value: 'question', label: '咨询', hint: '想问清楚政策或办法' },
  { value: 'help', label: '求助', hint: '遇到难处，需要帮忙' },
  { value: 'complaint', label: '投诉', hint: '服务不好、该办没办' },
  { value: 'report', label: '举报', hint: '反映违法违纪，内容保密' },
  { value: 'suggestion', label: '建议', hint: '有更好的办法' },
  { value: 'praise', label: '表扬', hint: '有人做得好' },
]

export function FormSamples() {
  return (
    <Section title="表单" id="forms">
      <ErrorSummary errors={errorList(errors, ['title', 'phone'])} />
      <Form action="/styleguide" upload keep="styleguide" formKey="0198f2c4">
        <HiddenField name="kind" value="letter" />
        <RadioGroup name="class" label="这封信是" required options={classes} value="help" cards />
        <TextField name="title" label="标题" hint="一句话说清：哪里、什么事。" required error={errors.title} />
        <TextArea
          name="body"
          label="内容"
          required
          rows={5}
          maxLength={2000}
          hint="什么时候、在哪里、怎么回事，希望怎么解决。请不要写身份证号。"
          value="桥头东侧六盏路灯从上周起不亮，晚上过桥看不清路面。"
        />
        <SelectField
          name="division"
          label="在哪里"
          required
          empty="请选择"
          value="510402"
          options={[
            { value: '510402', label: '东区' },
            { value: '510403', label: '西区' },
            {
              label: '县',
              options: [
                { value: '510421', label: '米易县' },
                { value: '510422', label: '盐边县' },
              ],
            },
          ]}
        />
        <FileField
          name="photos"
          label="照片或文件"
          multiple
          accept="image/*,.pdf"
          maxFiles={9}
          maxMegabytes={20}
          hint="最多 9 个，每个不超过 20 MB。照片里的拍摄地点会自动去掉。"
          kept={[{ id: 'k1', name: '桥头路灯.jpg', size: '2.1 MB' }]}
        />
        <Fieldset legend="怎么联系您" hint="只有经办人看得到，每次查看都留有记录。">
          <TextField
            name="phone"
            label="手机号"
            type="tel"
            inputMode="numeric"
            autocomplete="tel"
            width="wide"
            required
            value="1388123456"
            error={errors.phone}
          />
          <DateField name="seenOn" label="发现的日期" value="2026-11-20" />
          <PasswordField name="password" label="登录密码" />
        </Fieldset>
        <RadioGroup
          name="open"
          label="答复后可以公开吗"
          required
          inline
          value="no"
          options={[
            { value: 'yes', label: '可以公开（隐去姓名等）' },
            { value: 'no', label: '不公开' },
          ]}
        />
        <CheckboxGroup
          name="tell"
          label="怎么告诉您进展"
          values={['sms']}
          options={[
            { value: 'sms', label: '短信', hint: '每一步都发，不收费' },
            { value: 'post', label: '信件' },
          ]}
        />
        <CheckboxField name="secret" label="请对被反映的单位保密我的身份" hint="经办单位只看到事情，看不到您是谁。" />
        <ButtonRow>
          <Button size="large">提交来信</Button>
          <Button variant="quiet" name="save" value="draft">
            先存着
          </Button>
        </ButtonRow>
      </Form>
      <FilterBar
        action="/styleguide"
        search={{ name: 'words', label: '关键词', placeholder: '标题、内容、编号' }}
        selects={[
          {
            name: 'state',
            label: '状态',
            options: [
              { value: '', label: '全部状态' },
              { value: 'open', label: '办理中' },
            ],
          },
          { name: 'unit', label: '承办单位', options: [{ value: '', label: '全部单位' }] },
        ]}
        dates={[{ name: 'from', label: '从哪天起' }]}
        clearHref="/styleguide"
      />
    </Section>
  )
}
