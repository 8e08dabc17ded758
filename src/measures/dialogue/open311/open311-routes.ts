import type { Context } from 'hono'
import { type KeyInForce, keyGiven } from '#core/interface/index.ts'
import { allDivisions, type Division } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { postedForm } from '#platform/http/posted-form.ts'
import { countTries, countTry, giveBackTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { siteAddress } from '#platform/http/site-address.ts'
import { urls } from '#urls.ts'
import { letterChoices } from '../letters/letter-choices.ts'
import { receiptOf } from '../letters/writing/receipt.ts'
import { answer, answerError, Open311Refusal, withoutFormat } from './answer.ts'
import { fileRequest } from './file-request.ts'
import { jurisdictionOf } from './places.ts'
import { readRequests } from './read-requests.ts'
import { readRequest, sentRequest } from './request-form.ts'
import { readQuery } from './requests-query.ts'
import { open311Scope } from './scopes.ts'
import { noticeOf } from './service-notice.ts'
import { attributesOf, isServiceCode, services } from './services.ts'

/** 本市自定: an application brings the letters of many; a machine that floods stops here. */
const filingsOfKey: RateLimit = {
  name: 'open311-filings',
  points: 100,
  seconds: 600,
  sentence: '这个密钥十分钟内提交得太多了，请过十分钟再提交；急事请拨打 12345。',
}
const readings: RateLimit = {
  name: 'open311-readings',
  points: 240,
  seconds: 60,
  sentence: '查得太频繁了，请过一分钟再查。',
}
const toOnePhone: RateLimit = {
  name: 'letter-phone',
  points: 10,
  seconds: 3600,
  sentence: '一小时内用这个手机号提交的太多了，请过一会儿再提交；急事请拨打 12345。',
}

const specification = 'http://wiki.open311.org/GeoReport_v2'
/** Of this endpoint, when what it understands last changed. */
const changeset = '2026-11-26T00:00:00+08:00'
const format = '(?:\\.(?:json|xml))?'

/** Open311 GeoReport v2: the same letters, the same limits, the same desk. */
export const open311Routes = routes()
  .onError(answerError)
  .get(`${urls.open311()}/:file{discovery${format}}`, (c) => {
    const endpoint = {
      specification,
      url: `${siteAddress(c)}${urls.open311()}`,
      changeset,
      type: 'production',
      formats: ['text/xml', 'application/json'],
    }
    return answer(c, 'discovery', {
      changeset,
      contact: `${c.get('house').config.cityName}市长信箱办公室，电话 12345`,
      key_service: '密钥由安全管理员在工作台“接口密钥”发放，权限选“通过 Open311 替群众提交，跟踪自己提交的”。',
      endpoints: [endpoint],
    })
  })

  .get(`${urls.open311()}/:file{services${format}}`, async (c) => {
    await needJurisdiction(c, c.req.query('jurisdiction_id'))
    return answer(c, 'services', services())
  })

  .get(urls.open311Service(':code'), async (c) => {
    await needJurisdiction(c, c.req.query('jurisdiction_id'))
    const code = withoutFormat(c.req.param('code'))
    if (!isServiceCode(code)) throw new Open311Refusal(404, '没有这个 service_code。可用的见 services。')
    return answer(c, 'service_definition', { service_code: code, attributes: attributesOf(code) })
  })

  // Audit: the letter's own events say by which door; its row says by which key.
  .post(`${urls.open311()}/:file{requests${format}}`, async (c) => {
    const house = c.get('house')
    const type = c.req.header('Content-Type') ?? ''
    if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type))
      throw new Open311Refusal(400, 'Content-Type 应是 application/x-www-form-urlencoded; charset=utf-8。')
    refuseKeyInAddress(c)
    const form = await postedForm(c)
    const apiKey = form.get('api_key')
    const key = await needKey(c, typeof apiKey === 'string' ? apiKey : undefined)
    const sent = sentRequest(form)
    const jurisdiction = await needJurisdiction(c, sent.fields.get('jurisdiction_id') || c.req.query('jurisdiction_id'))
    const [divisions, choices] = await Promise.all([allDivisions(house.db), letterChoices(house)])
    const { cityCode } = house.config
    const input = readRequest(sent, { divisions, cityCode, jurisdiction, choices })
    const limits: [RateLimit, string][] = [
      [filingsOfKey, key.id],
      ...(input.letter.phone ? [[toOnePhone, input.letter.phone] satisfies [RateLimit, string]] : []),
    ]
    await countTries(house, limits)
    const body = JSON.stringify([jurisdiction.code, [...sent.fields].toSorted(), [...sent.attributes].toSorted()])
    const filed = await fileRequest(house, key.id, input, body)
    if (filed.isRepeat) for (const [limit, who] of limits) await giveBackTry(house, limit, who)
    const receipt = await receiptOf(house, filed)
    const service_notice = receipt && noticeOf(receipt, `${siteAddress(c)}${urls.follow()}`)
    const { number: service_request_id } = filed
    return answer(c, 'service_requests', [{ service_request_id, service_notice, account_id: input.accountId }])
  })

  .get(`${urls.open311()}/:file{requests${format}}`, async (c) => {
    const asking = await askingOf(c)
    const query = readQuery(c.req.query(), c.get('house').clock.now())
    return answer(c, 'service_requests', await readRequests(c.get('house'), query, asking))
  })

  .get(urls.open311Request(':id'), async (c) => {
    const found = await findRequest(c, '没有找到这个 service_request_id，或者它没有公开。')
    return answer(c, 'service_requests', [found])
  })

  // Numbers are given at once, never a token: asked for a number, it answers the same number, so that a client may treat both alike.
  .get(urls.open311Token(':id'), async (c) => {
    const { service_request_id } = await findRequest(
      c,
      '没有这个 token。本接口受理时就给 service_request_id，不用 token。',
    )
    return answer(c, 'service_requests', [{ service_request_id, token: service_request_id }])
  })

  .all(`${urls.open311()}/*`, () => {
    throw new Open311Refusal(404, `没有这个资源。有 discovery、services、requests、tokens，见 ${specification}。`)
  })

async function needJurisdiction(c: Context<Env>, asked: string | undefined): Promise<Division> {
  const { db, config } = c.get('house')
  return jurisdictionOf(await allDivisions(db), config.cityCode, asked?.trim())
}

/** In the body, as the specification has it, or in the header as elsewhere here. */
async function needKey(c: Context<Env>, inBody: string | undefined): Promise<KeyInForce> {
  const key = (await keyInHeader(c)) ?? (inBody ? await keyGiven(c, inBody.trim()) : null)
  if (!key) throw new Open311Refusal(403, inBody ? 'api_key 不对、已过期或已吊销。' : '没有提供 api_key。')
  if (!key.scopes.includes(open311Scope))
    throw new Open311Refusal(403, 'api_key 没有 Open311 的权限，请安全管理员另发一个。')
  return key
}

async function keyInHeader(c: Context<Env>): Promise<KeyInForce | null> {
  const [, text] = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '') ?? []
  if (text === undefined) return null
  const key = await keyGiven(c, text)
  if (!key) throw new Open311Refusal(403, '密钥不对、已过期或已吊销。')
  return key
}

/** Addresses stand in logs and histories. */
function refuseKeyInAddress(c: Context<Env>): void {
  if (c.req.query('api_key') !== undefined)
    throw new Open311Refusal(
      400,
      '请不要把 api_key 写在网址里，别人会看到：提交时放在表单里，查询时放在请求头 Authorization: Bearer 里。',
    )
}

async function askingOf(c: Context<Env>) {
  const house = c.get('house')
  refuseKeyInAddress(c)
  await countTry(house, readings, c.get('address'))
  const jurisdiction = await needJurisdiction(c, c.req.query('jurisdiction_id'))
  const key = await keyInHeader(c)
  return { jurisdiction, divisions: await allDivisions(house.db), keyId: key?.id ?? null }
}

async function findRequest(c: Context<Env>, notThere: string) {
  const asking = await askingOf(c)
  const [found] = await readRequests(c.get('house'), { ids: [withoutFormat(c.req.param('id'))] }, asking)
  if (!found) throw new Open311Refusal(404, notThere)
  return found
}
