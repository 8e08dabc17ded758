import { z } from 'zod'
import {
  type ActFormProps,
  ChoiceField,
  choice,
  type DeskAct,
  type Doing,
  maybeWords,
  readForm,
  WordsField,
  words,
} from '#core/casework/index.ts'
import { act, countingNow, eventsOf, replay } from '#core/matters/index.ts'
import { DateField, TextField } from '#ui/index.ts'
import { consultParty } from '../acts/consult-party.ts'
import { keysOf, noonOf } from '../disclosure.ts'
import { opinions, opposes, partiesOf, partyCode, partyKinds } from '../parties.ts'

const options = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, label]) => ({ value, label }))

const consultForm = z.object({
  partyKind: choice(keysOf(partyKinds), '请选择征求谁的意见。').meta({
    description: `征求谁的意见：${keysOf(partyKinds).join('、')}`,
  }),
  partyName: words('名称或者姓名', { least: 2, most: 60 }),
  partyAddress: maybeWords('送达地址', 120),
  consultText: words('征求意见的内容', { least: 10, most: 2000 }),
})

/** 征求意见：a letter with number and code, which the party answers on a page of its own or on paper. */
export const consultAct: DeskAct = {
  noun: 'consultation',
  command: 'step',
  tried: (state) => ({
    type: 'step',
    step: 'consult',
    choice: partyCode('person', partiesOf(state).length + 1),
    text: '说明',
  }),
  title: '征求第三方或者其他机关意见',
  button: '发出征求意见书',
  place: 'more',
  form: consultForm,
  fields: { choice: 'partyKind', text: 'consultText' },
  Fields: (form) => (
    <>
      <ChoiceField form={form} name="partyKind" label="征求谁的意见" options={options(partyKinds)} />
      <TextField
        name="partyName"
        label="名称或者姓名"
        list={form.choices.units.map(({ shortName }) => shortName)}
        hint="加密保存。本市的机关请写全称或者简称，征求意见书会同时出现在它的工作台"
        value={form.typed.partyName}
        error={form.errors.partyName}
        autocomplete="off"
        required
      />
      <TextField
        name="partyAddress"
        label="送达地址"
        value={form.typed.partyAddress}
        error={form.errors.partyAddress}
        autocomplete="off"
      />
      <WordsField
        form={form}
        name="consultText"
        label="征求意见的内容"
        hint="涉及对方的是哪些信息、为什么可能损害其权益。不要写申请人是谁"
        rows={4}
        most={2000}
      />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { partyKind: kind, partyName: name, partyAddress: address, consultText: text } = readForm(consultForm, typed)
    await consultParty(house, actor, matterId, { kind, name, address, text })
  },
}

const partyField = z
  .string({ error: '请选择是谁。' })
  .regex(/^\d+$/, { error: '请选择是谁。' })
  .meta({ description: '哪一位，choices 里的 value' })

const receivedForm = z.object({
  party: partyField,
  receivedOn: z.iso.date({ error: '请填写对方收到的日期，例如 2026-12-01。' }).meta({ description: '对方收到的日期' }),
})

const PartyField = ({ form }: { form: ActFormProps }) => (
  <ChoiceField form={form} name="party" label="哪一位" options={form.choices.own.parties ?? []} />
)

/** 送达登记：from the day on the return slip; what has happened since is not turned back. */
export const letterReceivedAct: DeskAct = {
  noun: 'delivery',
  command: 'step',
  tried: (state) => ({
    type: 'step',
    step: 'letterReceived',
    choice: partyCode('at', partiesOf(state).find(({ receivedOn, opinion }) => !receivedOn && !opinion)?.serial ?? 0),
    on: Temporal.PlainDate.from('2999-12-31'),
  }),
  offered: (state) => partiesOf(state).some(({ receivedOn, opinion }) => !receivedOn && !opinion),
  title: '登记征求意见书送达',
  button: '登记送达',
  place: 'main',
  form: receivedForm,
  fields: { choice: 'party', on: 'receivedOn', occurredAt: 'receivedOn' },
  Fields: (form) => (
    <>
      <PartyField form={form} />
      <DateField
        name="receivedOn"
        label="对方收到的日期"
        hint="送达回证上的日期；从这天起暂停计算答复期限"
        value={form.typed.receivedOn}
        error={form.errors.receivedOn}
        required
      />
    </>
  ),
  async perform(doing, typed) {
    const { party, receivedOn } = readForm(receivedForm, typed)
    const on = Temporal.PlainDate.from(receivedOn)
    const { house, actor, matterId } = doing
    const occurredAt = await momentOf(doing, on)
    const command = { type: 'step', step: 'letterReceived', choice: partyCode('at', Number(party)), on } as const
    await act(house, actor, matterId, command, occurredAt ? { occurredAt } : {})
  },
}

/** Noon of an earlier day, but not before what has happened already; undefined for today. */
async function momentOf({ house, matterId }: Doing, on: Temporal.PlainDate): Promise<Temporal.Instant | undefined> {
  const { settings } = await countingNow(house, house.db)
  const now = house.clock.now()
  if (Temporal.PlainDate.compare(on, settings.city.dateOf(now)) >= 0) return undefined
  const { lastAt } = replay(matterId, await eventsOf(house.db, matterId))
  const noon = noonOf(on)
  return Temporal.Instant.compare(noon, lastAt) < 0 ? lastAt : noon
}

const opinionForm = z.object({
  party: partyField,
  opinion: choice(keysOf(opinions), '请选择同意还是不同意公开。').meta({
    description: `意见：${keysOf(opinions).join('、')}`,
  }),
  opinionText: maybeWords('理由', 2000),
})

/** 登记纸质意见。 */
export const opinionAct: DeskAct = {
  noun: 'opinion',
  command: 'step',
  tried: (state) => ({
    type: 'step',
    step: 'opinion',
    choice: partyCode('agree', partiesOf(state).find(({ opinion }) => !opinion)?.serial ?? 0),
    text: '说明',
  }),
  offered: (state) => partiesOf(state).some(({ opinion }) => !opinion),
  title: '登记收到的意见（纸质）',
  button: '登记意见',
  place: 'more',
  form: opinionForm,
  fields: { choice: 'opinion', text: 'opinionText' },
  Fields: (form) => (
    <>
      <PartyField form={form} />
      <ChoiceField form={form} name="opinion" label="意见" options={options(opinions)} />
      <WordsField
        form={form}
        name="opinionText"
        label="理由"
        hint="不同意、部分同意的必填"
        rows={3}
        most={2000}
        required={false}
      />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { party, opinion, opinionText: text } = readForm(opinionForm, typed)
    const choice = partyCode(opinion, Number(party))
    await act(house, actor, matterId, { type: 'step', step: 'opinion', choice, ...(text && { text }) })
  },
}

const toldForm = z.object({ party: partyField, toldText: words('决定公开的内容和理由', { least: 10, most: 2000 }) })

/** 决定公开的，书面告知第三方 (第32条). */
export const partyToldAct: DeskAct = {
  noun: 'party-notice',
  command: 'step',
  tried: (state) => ({
    type: 'step',
    step: 'partyTold',
    choice: partyCode('at', partiesOf(state).find((party) => opposes(party) && !party.isTold)?.serial ?? 0),
    text: '说明',
  }),
  offered: (state) => partiesOf(state).some((party) => opposes(party) && !party.isTold),
  title: '书面告知第三方决定公开',
  button: '告知第三方',
  place: 'more',
  form: toldForm,
  fields: { choice: 'party', text: 'toldText' },
  Fields: (form) => (
    <>
      <PartyField form={form} />
      <WordsField
        form={form}
        name="toldText"
        label="决定公开的内容和理由"
        hint="不公开可能对公共利益造成什么重大影响（第32条）"
        rows={4}
        most={2000}
      />
    </>
  ),
  async perform({ house, actor, matterId }, typed) {
    const { party, toldText: text } = readForm(toldForm, typed)
    await act(house, actor, matterId, { type: 'step', step: 'partyTold', choice: partyCode('at', Number(party)), text })
  },
}
