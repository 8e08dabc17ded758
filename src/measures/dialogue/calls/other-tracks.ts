import { urls } from '#urls.ts'
import type { Track } from './call.ts'

/** 法定渠道 (HOT-9): by what words a demand is known to belong there, and what the operator says. Nothing is dispatched. */
export const otherTracks: Record<Track, { word: string; words: RegExp; say: string; href: string | null }> = {
  review: {
    word: '行政复议',
    words: /行政复议|复议决定|不服.{0,8}(?:处罚|决定|认定)|要复议/,
    say: '您不服行政机关的决定，可以申请行政复议，一般从知道决定那天起六十日内，向上一级人民政府的司法行政部门提出，不收费。',
    href: null,
  },
  litigation: {
    word: '诉讼、仲裁',
    words: /起诉|诉讼|法院|判决|开庭|强制执行|劳动仲裁/,
    say: '这件事已经或者应当由法院、仲裁机构处理，12345 不能改变判决和裁决。需要法律帮助，可以拨打 12348 法律服务热线。',
    href: null,
  },
  petition: {
    word: '信访',
    words: /信访|上访|复查|复核意见/,
    say: '这是信访事项，可以到信访接待场所提出，也可以网上信访，依法登记、受理、书面答复，不服可以申请复查、复核。',
    href: urls.newPetition(),
  },
  discipline: {
    word: '纪检监察',
    words: /贪污|受贿|索贿|行贿|违纪|纪委|监委|以权谋私/,
    say: '检举控告党员、干部违纪违法，请向纪检监察机关反映：拨打 12388，或在网站写“举报”，直接送有权处理的机关，被举报的单位看不到。',
    href: urls.newLetter(),
  },
  disclosure: {
    word: '政府信息公开',
    words: /信息公开|申请公开|公开申请|依申请/,
    say: '要政府公开某份文件、某项信息，可以提出政府信息公开申请，行政机关依法在二十个工作日内答复。',
    href: urls.newDisclosure(),
  },
}

/** What the words point to; a hint for the operator, who decides. */
export const trackIn = (text: string): Track | null =>
  (Object.keys(otherTracks) as Track[]).find((track) => otherTracks[track].words.test(text)) ?? null
