import { z } from 'zod'
import { checkIdNumber, checkMobile } from '#core/people/index.ts'
import { cleanLine, cleanText, countCharacters } from '#platform/typed-text.ts'
import type { FieldErrors } from '#ui/index.ts'
import {
  applicants,
  classes,
  documents,
  forms,
  type Help,
  helps,
  isCode,
  isReceivedAtOnce,
  keysOf,
  type PaperChannel,
  ways,
} from '../disclosure.ts'

/** As typed: what a refused form shows again. There is no field for reasons, and none may be asked for (第29条, INF-9). */
export type TypedRequest = {
  of: string
  applicant: string
  name: string
  organisation: string
  documentKind: string
  documentNumber: string
  phone: string
  address: string
  unit: string
  title: string
  body: string
  formWanted: string
  way: string
  help: string[]
  /** Of what staff write down. */
  channel: string
  receivedOn: string
}

export const blankRequest: TypedRequest = {
  of: 'information',
  applicant: 'citizen',
  name: '',
  organisation: '',
  documentKind: 'id',
  documentNumber: '',
  phone: '',
  address: '',
  unit: '',
  title: '',
  body: '',
  formWanted: '',
  way: '',
  help: [],
  channel: '',
  receivedOn: '',
}

/** In the order in which they stand on the page. */
export const requestFieldOrder = [
  'channel',
  'receivedOn',
  'of',
  'unit',
  'title',
  'body',
  'files',
  'formWanted',
  'way',
  'applicant',
  'organisation',
  'name',
  'documentKind',
  'documentNumber',
  'phone',
  'address',
]

export const lengths = { title: 60, body: 2000, name: 40, organisation: 80, address: 120 } as const

const line = (what: string, most: number) =>
  z
    .string()
    .transform(cleanLine)
    .refine((text) => countCharacters(text) <= most, `${what}最多 ${most} 字，请写短一些。`)

const base = z.object({
  of: z.enum(keysOf(classes), '请选择要公开信息，还是更正自己的记录。'),
  applicant: z.enum(keysOf(applicants), '请选择以谁的名义申请。'),
  name: line('姓名', lengths.name).refine((text) => text !== '', '请填写姓名，与身份证明一致。'),
  organisation: line('单位名称', lengths.organisation),
  documentKind: z.enum(keysOf(documents), '请选择身份证明的种类。'),
  documentNumber: z.string().transform((text) => cleanLine(text).replace(/\s/g, '').toUpperCase()),
  phone: z.string(),
  address: line('地址', lengths.address),
  unit: z.string(),
  title: line('信息名称', lengths.title).refine(
    (text) => text !== '',
    '请填写信息的名称、文号，或者便于查找的其他特征，一句话即可。',
  ),
  body: z
    .string()
    .transform(cleanText)
    .refine((text) => countCharacters(text) >= 5, '请描述需要的信息：哪个单位、哪一年、关于什么。不用写为什么需要。')
    .refine((text) => countCharacters(text) <= lengths.body, `描述最多 ${lengths.body} 字，请写短一些。`),
  formWanted: z.enum(keysOf(forms), '请选择想要哪种形式。'),
  way: z.enum(keysOf(ways), '请选择怎么领取。'),
  help: z.array(z.string()).transform((codes) => codes.filter((code): code is Help => isCode(helps, code))),
  channel: z.string(),
  receivedOn: z.string(),
})

export type RequestInput = Omit<z.output<typeof base>, 'phone' | 'channel' | 'receivedOn'> & {
  phone: string | null
  channel: 'web' | PaperChannel
  /** 收到之日 of what came by another way; null while it has to be confirmed. */
  receivedOn: Temporal.PlainDate | null
}

type Reading = {
  today: Temporal.PlainDate
  /** Ids of the units that may be chosen. */
  units: ReadonlySet<string>
  byStaff: boolean
}

export function readRequest(
  typed: TypedRequest,
  reading: Reading,
): { ok: true; input: RequestInput } | { ok: false; errors: FieldErrors } {
  const read = base.safeParse(typed)
  const errors: FieldErrors = {}
  for (const issue of read.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message
  const phone = phoneOf(typed, reading, errors)
  checkDocument(typed, reading.today, errors)
  const received = receivedOf(typed, reading, errors)
  if (typed.applicant === 'organisation' && cleanLine(typed.organisation) === '')
    errors.organisation ??= '请填写单位全称，与登记证照一致。'
  if (typed.way === 'post' && cleanLine(typed.address) === '') errors.address ??= '选择邮寄的，请填写收件地址。'
  if (!reading.units.has(typed.unit))
    errors.unit ??= '请从列表里选择向哪个机关申请。不知道的，选最可能制作这份信息的机关，不归它的会告诉您归谁。'
  if (!read.success || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, input: { ...read.data, phone, ...received } }
}

function phoneOf(typed: TypedRequest, { byStaff }: Reading, errors: FieldErrors): string | null {
  if (byStaff && typed.phone.trim() === '') {
    if (cleanLine(typed.address) === '') errors.phone = '电话和地址至少填一个，才能把答复交给申请人。'
    return null
  }
  const checked = checkMobile(typed.phone)
  if (checked.ok) return checked.value
  errors.phone = checked.message
  return null
}

function checkDocument(typed: TypedRequest, today: Temporal.PlainDate, errors: FieldErrors): void {
  const number = cleanLine(typed.documentNumber).replace(/\s/g, '').toUpperCase()
  if (typed.documentKind === 'id') {
    const checked = checkIdNumber(number, today)
    if (!checked.ok) errors.documentNumber = checked.message
  } else if (typed.documentKind === 'licence' && !/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(number)) {
    errors.documentNumber = '统一社会信用代码是 18 位数字和大写字母，请对照营业执照逐位核对。'
  } else if (typed.documentKind === 'passport' && !/^[0-9A-Z]{5,20}$/.test(number)) {
    errors.documentNumber = '证件号码是 5 到 20 位数字和字母，请对照证件核对。'
  }
}

function receivedOf(
  { channel, receivedOn }: TypedRequest,
  { today, byStaff }: Reading,
  errors: FieldErrors,
): Pick<RequestInput, 'channel' | 'receivedOn'> {
  if (!byStaff) return { channel: 'web', receivedOn: null }
  if (!['inPerson', 'signedMail', 'plainMail', 'fax'].includes(channel)) {
    errors.channel = '请选择申请是怎么来的。'
    return { channel: 'inPerson', receivedOn: null }
  }
  const paper = channel as PaperChannel
  if (receivedOn === '') {
    if (isReceivedAtOnce(paper)) errors.receivedOn = '当面提交的填提交那天，需要签收的邮件填签收那天（第31条）。'
    return { channel: paper, receivedOn: null }
  }
  const day = /^\d{4}-\d{2}-\d{2}$/.test(receivedOn) ? dateOf(receivedOn) : null
  if (!day) errors.receivedOn = '请填写日期，例如 2026-11-23。'
  else if (Temporal.PlainDate.compare(day, today) > 0) errors.receivedOn = '收到的日期晚于今天，请填写实际的日期。'
  return { channel: paper, receivedOn: day }
}

function dateOf(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return null
  }
}

export function typedRequest(form: FormData): TypedRequest {
  const text = (name: keyof TypedRequest, most = 10_000): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, most) : ''
  }
  return {
    of: text('of'),
    applicant: text('applicant'),
    name: text('name', 500),
    organisation: text('organisation', 500),
    documentKind: text('documentKind'),
    documentNumber: text('documentNumber', 100),
    phone: text('phone', 100),
    address: text('address', 500),
    unit: text('unit'),
    title: text('title', 500),
    body: text('body'),
    formWanted: text('formWanted'),
    way: text('way'),
    help: form.getAll('help').filter((value): value is string => typeof value === 'string'),
    channel: text('channel'),
    receivedOn: text('receivedOn'),
  }
}
