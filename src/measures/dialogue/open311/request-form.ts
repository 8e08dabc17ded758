import type { Division } from '#core/people/index.ts'
import { cleanLine, cleanText, countCharacters } from '#platform/typed-text.ts'
import type { LetterChoices } from '../letters/letter-choices.ts'
import { type AnyLetter, blankLetter, parseAnyLetter, type TypedLetter } from '../letters/writing/letter-form.tsx'
import { Open311Refusal } from './answer.ts'
import { divisionNamed, isInCity, liesIn, rounded } from './places.ts'
import { attributesOf, isServiceCode, type ServiceCode, sortOf } from './services.ts'

/** As it was sent: every argument once, attributes by their code. */
type SentRequest = { fields: ReadonlyMap<string, string>; attributes: ReadonlyMap<string, string> }

export type RequestInput = {
  letter: AnyLetter
  /** By what the same sender is known again: account, device, mail address; only ever used keyed. */
  sender: string | null
  position: { latitude: number; longitude: number } | null
  mediaUrl: string | null
  accountId: string | null
}

const known = new Set(
  `api_key jurisdiction_id service_code lat long address_string address_id email device_id account_id first_name last_name phone
  description media_url`.split(/\s+/),
)
/** The specification's own limit; the letter's rules say the rest. */
const mostDescription = 4000
const mostUrl = 1000

/** The arguments of a form; one that the specification does not know, or twice the same, is said. */
export function sentRequest(form: FormData): SentRequest {
  const fields = new Map<string, string>()
  const attributes = new Map<string, string>()
  const faults: string[] = []
  for (const [name, value] of form) {
    if (typeof value !== 'string') {
      faults.push(`${name}：本接口不收文件，照片请给网址 media_url。`)
      continue
    }
    const [, code] = /^attribute\[(\w{1,40})\](?:\[\])?$/.exec(name) ?? []
    const into = code === undefined ? fields : attributes
    const key = code ?? name
    if (code === undefined && !known.has(name)) faults.push(`没有 ${name.slice(0, 60)} 这个参数，请核对名称。`)
    else if (into.has(key)) faults.push(`${name} 只能有一个。`)
    else into.set(key, value)
  }
  if (faults.length > 0) throw new Open311Refusal(400, ...faults)
  return { fields, attributes }
}

type About = { divisions: readonly Division[]; cityCode: string; jurisdiction: Division; choices: LetterChoices }

/** Arguments → a letter by the rules of the form, or every fault with the argument it concerns. */
export function readRequest({ fields, attributes }: SentRequest, about: About): RequestInput {
  const code = serviceIn(fields.get('service_code'))
  const faults: string[] = []
  const line = (name: string): string => cleanLine(fields.get(name) ?? '')
  const position = positionIn(line('lat'), line('long'), about.cityCode, faults)
  const address = line('address_string')
  const division = divisionIn(line('address_id'), address, about, faults)
  if (!position && faults.length === 0 && address === '' && line('address_id') === '')
    faults.push('没有提供地点：请给 lat 和 long，或者 address_string，或者 address_id。')
  const said = attributesIn(code, attributes, faults)
  const description = cleanText(fields.get('description') ?? '')
  if (countCharacters(description) > mostDescription) faults.push(`description 最多 ${mostDescription} 个字。`)
  const mediaUrl = mediaIn(fields.get('media_url')?.trim() ?? '', faults)
  const typed: TypedLetter = {
    ...blankLetter,
    sort: sortOf(code),
    title: said.get('title') || titleOf(description),
    body: description,
    division,
    place: address,
    name: nameOf(line('last_name'), line('first_name')),
    phone: line('phone'),
    publish: said.get('publish') === 'yes',
    secret: said.get('secret') === 'yes',
    relation: said.get('relation') === 'yes',
  }
  const parsed = parseAnyLetter(typed, about.choices)
  if (!parsed.ok)
    // A title that was made of the description has no fault of its own.
    for (const [field, sentence] of Object.entries(parsed.errors))
      if (field !== 'title' || said.get('title')) faults.push(faultOf(field, sentence ?? ''))
  if (!parsed.ok || faults.length > 0) throw new Open311Refusal(400, ...faults)
  const accountId = line('account_id') || null
  const sender = accountId ?? (line('device_id') || line('email') || null)
  // Exact places stand among the writer's own words, which nobody publishes as they are.
  const place = [parsed.letter.place, position && `${position.latitude}, ${position.longitude}（WGS84）`]
  const letter = { ...parsed.letter, place: place.filter(Boolean).join(' ') }
  return { letter, sender, position: position && roundedPosition(position), mediaUrl, accountId }
}

function serviceIn(code: string | undefined): ServiceCode {
  if (!code) throw new Open311Refusal(400, '没有提供 service_code。可用的见 services。')
  if (!isServiceCode(code))
    throw new Open311Refusal(404, '没有这个 service_code。可用的见 services；举报和投诉工作人员请在网站上写。')
  return code
}

type Position = { latitude: number; longitude: number }

const roundedPosition = ({ latitude, longitude }: Position): Position => ({
  latitude: rounded(latitude),
  longitude: rounded(longitude),
})

function positionIn(lat: string, long: string, cityCode: string, faults: string[]): Position | null {
  if (lat === '' && long === '') return null
  const isNumber = (text: string) => /^-?\d{1,3}(?:\.\d{1,15})?$/.test(text)
  if (!isNumber(lat) || !isNumber(long)) {
    faults.push('lat 和 long 要一起给，都是十进制的度数（WGS84），例如 lat=26.58，long=101.72。')
    return null
  }
  const position = { latitude: Number(lat), longitude: Number(long) }
  if (!isInCity(cityCode, position)) faults.push('lat 和 long 不在本市范围内。事情在别处的，请向当地反映。')
  return position
}

function divisionIn(
  id: string,
  address: string,
  { divisions, cityCode, jurisdiction }: About,
  faults: string[],
): string {
  const within = (code: string) => liesIn(code, jurisdiction, cityCode)
  if (id === '') return divisionNamed(divisions, address, within) ?? jurisdiction.code
  if (divisions.some(({ code }) => code === id) && within(id)) return id
  faults.push('没有这个 address_id。这里的 address_id 是县区、街道、乡镇的区划代码，例如 510402。')
  return jurisdiction.code
}

function attributesIn(code: ServiceCode, sent: ReadonlyMap<string, string>, faults: string[]): Map<string, string> {
  const defined = new Map(attributesOf(code).map((attribute) => [attribute.code, attribute]))
  const said = new Map<string, string>()
  for (const [name, value] of sent) {
    const attribute = defined.get(name)
    const keys = attribute?.values.map(({ key }) => key) ?? []
    if (!attribute) faults.push(`这类没有 attribute[${name}]，可用的见 services/${code}。`)
    else if (value !== '' && keys.length > 0 && !keys.includes(value))
      faults.push(`attribute[${name}] 应是 ${keys.join(' 或 ')}。`)
    else said.set(name, cleanLine(value))
  }
  return said
}

/** Only named to whoever handles it: nothing of ours opens an address that a stranger gave. */
function mediaIn(text: string, faults: string[]): string | null {
  if (text === '') return null
  const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).username === ''
  if (isWeb && text.length <= mostUrl) return text
  faults.push(`media_url 应是 http 或 https 开头的网址，最多 ${mostUrl} 个字符。`)
  return null
}

/** The first sentence, as much as a title holds. */
const titleOf = (description: string): string => {
  const [first = ''] = description.split(/[。！？!?\n]/)
  const signs = [...cleanLine(first)]
  return signs.length > 50 ? `${signs.slice(0, 49).join('')}…` : signs.join('')
}

const nameOf = (last: string, first: string): string => {
  const gap = /[a-z]/i.test(last + first) && last && first ? ' ' : ''
  return (gap ? `${first}${gap}${last}` : `${last}${first}`) || 'Open311 来信人'
}

const argumentNames: Record<string, string> = {
  title: 'attribute[title]',
  body: 'description',
  division: 'address_id',
  place: 'address_string',
  name: 'first_name、last_name',
  phone: 'phone',
}

const faultOf = (field: string, sentence: string): string =>
  field === 'idNumberMeant'
    ? 'description：里面有身份证号码，而 attribute[publish] 是 yes。请把号码删掉，或者不公开。'
    : `${argumentNames[field] ?? field}：${sentence}`
