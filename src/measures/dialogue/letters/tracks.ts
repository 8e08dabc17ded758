import { urls } from '#urls.ts'

export const trackIds = ['reconsideration', 'court', 'arbitration', 'petition', 'discipline', 'disclosure'] as const
export type TrackId = (typeof trackIds)[number]

/** What the law gives a way of its own: the mailbox tells the way and does not decide it (HOT-9；北京市接诉即办工作条例 第11条、潍坊市 第19条：告知诉求人相应法定渠道). */
export type Track = {
  id: TrackId
  label: string
  /** What belongs there. */
  what: string
  /** Where and how, as it is told to the writer. */
  door: string
  /** Our own page for it, where there is one. */
  page: { href: string; label: string } | null
  /** Said in a letter, these point to it; longer than they look, since “以上诉求” is no 上诉 and “一再审核” no 再审. */
  words: readonly string[]
}

export const tracks: readonly Track[] = [
  {
    id: 'reconsideration',
    label: '行政复议',
    what: '对行政处罚、许可、强制等决定不服',
    door: '对行政机关的处罚、许可、强制等决定不服的，请自知道决定之日起六十日内，向作出决定的机关的本级人民政府申请行政复议（行政复议法 第20条、第24条），由司法局收件，不收费。',
    page: null,
    words: ['行政复议', '申请复议', '要复议', '复议决定', '不服处罚', '对处罚不服', '处罚决定书', '不服行政处罚'],
  },
  {
    id: 'court',
    label: '诉讼',
    what: '已经或应当由法院审理、执行的',
    door: '已经或者应当由人民法院审理、执行的，请向人民法院提出，诉讼服务热线12368；对生效判决、裁定不服的，可以申请再审，或者向人民检察院申请监督，检察服务热线12309。行政机关不能改变法院的裁判。',
    page: null,
    words: ['法院判决', '判决书', '提起诉讼', '向法院起诉', '已经起诉', '提起上诉', '申请再审', '法院执行', '打官司'],
  },
  {
    id: 'arbitration',
    label: '劳动争议仲裁',
    what: '与用人单位的劳动争议，要裁决的',
    door: '要对劳动争议作出裁决的，请自知道权利被侵害之日起一年内，向劳动合同履行地的劳动人事争议仲裁委员会申请仲裁（劳动争议调解仲裁法 第27条），不收费，咨询电话12333。',
    page: null,
    words: ['劳动仲裁', '申请仲裁', '仲裁裁决', '仲裁委'],
  },
  {
    id: 'petition',
    label: '信访',
    what: '已经在信访程序里，或要书面处理意见和复查、复核的',
    door: '已经依法受理的信访事项，以及要书面处理意见、要求复查复核的，请通过信访渠道提出：网上信访，或者到信访接待场所。同一件事不另行受理。',
    page: { href: urls.newPetition(), label: '网上信访' },
    words: ['信访', '上访', '复查意见', '复核意见', '信访局'],
  },
  {
    id: 'discipline',
    label: '纪检监察',
    what: '检举控告公职人员违纪违法',
    door: '检举控告党员、公职人员违纪违法的，请向有管理权限的纪检监察机关提出，举报电话12388；在这里写信选“举报”，直接送有权处理的机关，不经过市长信箱，被举报的单位看不到。',
    page: null,
    words: ['受贿', '行贿', '贪污', '索贿', '收红包', '违纪', '以权谋私', '贪官', '侵吞公款'],
  },
  {
    id: 'disclosure',
    label: '政府信息公开',
    what: '要求公开或提供政府信息',
    door: '要求公开或者提供政府信息的，请依法提出政府信息公开申请，写明要哪个单位的什么信息，二十个工作日内答复（政府信息公开条例 第33条）。',
    page: { href: urls.disclosure(), label: '依申请公开' },
    words: ['信息公开申请', '政府信息公开', '申请公开', '依申请公开', '公开文件依据'],
  },
]

export const trackOf = (id: string): Track | undefined => tracks.find((track) => track.id === id)

/** To which the words of a letter point; told beside it, never a gate. */
export const tracksIn = (text: string): Track[] =>
  tracks.filter(({ words }) => words.some((word) => text.includes(word)))
