/** Every address of the platform as a typed function: the sitemap. */

const query = (path: string, values: Record<string, string | number | undefined | null>): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

/** The addresses of one desk: all that staff do with matters of one kind lies below their list. A change of state is a noun with its own address. */
export const deskUrls = (base: string) => ({
  list: (filters: Record<string, string | number | undefined> = {}) => query(base, filters),
  signatures: () => `${base}/signatures`,
  dispatches: () => `${base}/dispatches`,
  handover: (of?: 'mine' | 'unit') => query(`${base}/handover`, { of }),
  handoverFile: (of?: 'mine' | 'unit') => query(`${base}/handover.pdf`, { of }),
  one: (number: string) => `${base}/${number}`,
  why: (number: string) => `${base}/${number}/why`,
  calendarFile: (number: string) => `${base}/${number}/due.ics`,
  print: (number: string) => `${base}/${number}/print`,
  file: (number: string, fileId: string) => `${base}/${number}/files/${fileId}`,
  act: (number: string, act: string) => `${base}/${number}/${act}`,
})
export type DeskUrls = ReturnType<typeof deskUrls>

/** The same acts by the API. */
export const apiDeskUrls = (base: string) => ({
  list: () => base,
  one: (number: string) => `${base}/${number}`,
  act: (number: string, act: string) => `${base}/${number}/${act}`,
  file: (number: string, fileId: string) => `${base}/${number}/files/${fileId}`,
})
export type ApiDeskUrls = ReturnType<typeof apiDeskUrls>

export const urls = {
  home: () => '/',
  search: (q?: string) => query('/search', { q }),
  searchSuggest: () => '/search/suggest',
  display: () => '/display',
  styleguide: () => '/styleguide',
  policyReports: () => '/policy-reports',
  demoOutbox: () => '/demo/outbox',
  about: () => '/about',
  aboutData: () => '/about/data',

  signIn: (returnTo?: string, as?: 'citizen' | 'staff', problem?: string) =>
    query('/sign-in', { return: returnTo, as, problem }),
  signInCode: () => '/sign-in/code',
  signInSecond: (returnTo?: string) => query('/sign-in/second', { return: returnTo }),
  signInPasskey: () => '/sign-in/passkey',
  passkeyChallenge: () => '/sign-in/passkey/challenge',
  signInProvince: (returnTo?: string, as?: 'citizen' | 'staff') => query('/sign-in/province', { return: returnTo, as }),
  signInProvinceReturn: () => '/sign-in/province/return',
  stepUp: (returnTo?: string) => query('/step-up', { return: returnTo }),
  signOut: () => '/sign-out',
  account: () => '/account',
  accountPassword: () => '/account/password',
  accountSignOutEverywhere: () => '/account/sign-out-everywhere',
  accountSignOutOthers: () => '/account/sign-out-others',
  accountSessionEnd: (id: string) => `/account/sessions/${id}/end`,
  authenticator: () => '/account/authenticator',
  authenticatorEnd: () => '/account/authenticator/end',
  recoveryCodes: () => '/account/recovery-codes',
  passkeys: () => '/account/passkeys',
  newPasskeyChallenge: () => '/account/passkeys/challenge',
  passkeyAct: (id: string, act: 'name' | 'end') => `/account/passkeys/${id}/${act}`,
  mandates: () => '/account/mandates',
  newMandate: (kind?: 'give' | 'family') => query('/account/mandates/new', { kind }),
  mandateAct: (id: string, act: 'acceptance' | 'end' | 'code') => `/account/mandates/${id}/${act}`,
  accountData: () => '/account/data',
  accountDataCopy: (format: 'html' | 'json') => `/account/data/copy.${format}`,
  accountDataAct: (act: 'name' | 'phone' | 'phone-code' | 'closure') => `/account/data/${act}`,
  enterprises: () => '/account/enterprises',
  acting: () => '/account/acting',
  deskEnterprises: () => '/desk/enterprises',
  deskEnterpriseAct: (id: string, act: 'confirmation' | 'refusal') => `/desk/enterprises/${id}/${act}`,
  myMatters: () => '/my',
  myMessages: (after?: string) => query('/my/messages', { after }),
  deskMessages: (after?: string) => query('/desk/messages', { after }),
  accountMessages: () => '/account/messages',
  accountMessagesAct: (
    act: 'email' | 'email-code' | 'email-removal' | 'wechat-code' | 'wechat-removal' | 'push' | 'push-removal',
  ) => `/account/messages/${act}`,
  pushWorker: () => '/push-worker.js',
  checkMessage: () => '/messages/check',
  deskNotices: (after?: string) => query('/desk/notices', { after }),
  deskNoticeRetry: (id: string) => `/desk/notices/${id}/retry`,
  deskNoticeSettlement: (id: string) => `/desk/notices/${id}/settlement`,
  deskNoticeRetries: () => '/desk/notices/retries',
  deskNoticeTemplates: () => '/desk/notices/templates',
  deskNoticeTemplate: (id: string) => `/desk/notices/templates/${id}`,
  smsReceipts: () => '/webhooks/sms/receipts',
  smsReplies: () => '/webhooks/sms/replies',
  wechatEvents: () => '/webhooks/wechat',

  sitemap: () => '/sitemap.xml',
  robots: () => '/robots.txt',
  openSearch: () => '/opensearch.xml',
  searchSuggestions: () => '/search/suggest.json',

  verifyPaper: (typed: { number?: string; code?: string } = {}) => query('/documents/verify', typed),

  rules: (filters: Record<string, string | undefined> = {}) => query('/rules', filters),
  workingDaysFile: () => '/rules/calendar.ics',
  dueCalculator: (values: Record<string, string | number | undefined> = {}) => query('/rules/due', values),
  dueCalendarFile: (values: Record<string, string>) => query('/rules/due.ics', values),

  // Limits as data, promises of units, what is done on the spot.
  rule: (id: string, from?: string) => query(`/rules/${id}`, { from }),
  ruleCalendarFile: (id: string, from?: string) => query(`/rules/${id}/due.ics`, { from }),
  rulesFile: (format: 'csv' | 'xlsx', filters: Record<string, string | undefined> = {}) =>
    query(`/rules/list.${format}`, filters),
  rulesPrint: (filters: Record<string, string | undefined> = {}) => query('/rules/print', filters),
  promises: (filters: Record<string, string | undefined> = {}) => query('/rules/promises', filters),
  promisesFile: (format: 'csv' | 'xlsx', filters: Record<string, string | undefined> = {}) =>
    query(`/rules/promises.${format}`, filters),
  apiRules: () => '/api/v1/rules',
  apiRule: (id: string) => `/api/v1/rules/${id}`,
  apiPromises: () => '/api/v1/promises',
  deskPromises: (unit?: string) => query('/desk/promises', { unit }),
  newDeskPromise: (about: { unit?: string; rule?: string; business?: string } = {}) =>
    query('/desk/promises/new', about),
  deskPromise: (id: string, matter?: string) => query(`/desk/promises/${id}`, { matter }),
  deskPromiseAct: (id: string, act: 'end' | 'overruns') => `/desk/promises/${id}/${act}`,
  deskBusinesses: () => '/desk/businesses',
  deskBusinessEnd: (id: string) => `/desk/businesses/${id}/end`,
  onTheSpot: (unit?: string) => query('/desk/on-the-spot', { unit }),
  onTheSpotUndo: () => '/desk/on-the-spot/undo',
  // Reminders, the ladder, and what persons issue on it.
  ladder: () => '/rules/ladder',
  supervision: (year?: number) => query('/supervision', { year }),
  supervisionFile: (year?: number) => query('/supervision/sent.csv', { year }),
  deskReminders: (round?: string) => query('/desk/reminders', { round }),
  deskSupervision: (filters: Record<string, string | undefined> = {}) => query('/desk/supervision', filters),
  deskProposal: (id: string) => `/desk/supervision/proposals/${id}`,
  deskProposalAct: (id: string, act: 'order' | 'refusal' | 'talk') => `/desk/supervision/proposals/${id}/${act}`,
  deskOrder: (id: string) => `/desk/supervision/orders/${id}`,
  deskOrderAct: (id: string, act: 'replies' | 'acceptance' | 'return') => `/desk/supervision/orders/${id}/${act}`,
  deskOrderPaper: (id: string) => `/desk/supervision/orders/${id}/order.pdf`,
  deskOrderFile: (id: string, fileId: string) => `/desk/supervision/orders/${id}/files/${fileId}`,

  /** 公示存证; the files below it lie where the standard looks for them. */
  ledger: (page: { after?: string | undefined; before?: string | undefined } = {}) => query('/ledger', page),
  /** 核对存证: in the visitor's own browser. */
  verify: (typed: { record?: string | undefined } = {}) => query('/verify', typed),
  ledgerFeed: (format: 'rss' | 'atom' | 'json') => `/ledger/feed.${format}`,
  ledgerEntry: (index: number | string) => `/ledger/entries/${index}`,
  ledgerPlace: (id: string) => `/ledger/places/${id}`,
  ledgerLeaf: (index: number | string) => `/ledger/leaves/${index}`,
  ledgerCheckpoint: () => '/ledger/checkpoint',
  ledgerKey: () => '/ledger/key',
  ledgerDocument: (id: string) => `/ledger/documents/${id}`,
  ledgerProof: (index: number | string) => `/ledger/proofs/${index}`,
  /** 随机抽取 */
  drawFeed: (format: 'rss' | 'atom' | 'json') => `/draws/feed.${format}`,
  draws: (page: { before?: string | undefined } = {}) => query('/draws', page),
  draw: (number: string) => `/draws/${number}`,
  drawState: (number: string) => `/draws/${number}/state`,
  drawPack: (number: string) => `/draws/${number}/pack.zip`,
  drawProof: (number: string) => `/draws/${number}/manifest.tlog-proof`,
  drawWords: (number: string) => `/draws/${number}/words`,
  deskDraws: () => '/desk/draws',
  deskDraw: (number: string) => `/desk/draws/${number}`,
  deskDrawAct: (number: string, act: 'numbers' | 'cancellation') => `/desk/draws/${number}/${act}`,
  /** 活动 */
  gatherings: () => '/gatherings',
  gatheringFeed: (format: 'rss' | 'atom' | 'json') => `/gatherings/feed.${format}`,
  gathering: (number: string) => `/gatherings/${number}`,
  gatheringCalendarFile: (number: string) => `/gatherings/${number}/event.ics`,
  gatheringAct: (number: string, act: 'registration' | 'withdrawal' | 'answer') => `/gatherings/${number}/${act}`,
  deskGatherings: () => '/desk/gatherings',
  newDeskGathering: () => '/desk/gatherings/new',
  deskGathering: (number: string) => `/desk/gatherings/${number}`,
  deskGatheringAct: (number: string, act: 'draw' | 'invitations' | 'cancellation') =>
    `/desk/gatherings/${number}/${act}`,
  // 在线访谈：访谈、提问、文字直播，联席会议和年度计划
  interviews: (page: { before?: string | undefined } = {}) => query('/interviews', page),
  interviewFeed: (format: 'rss' | 'atom' | 'json') => `/interviews/feed.${format}`,
  interviewPlan: (year: number | string) => `/interviews/plan/${year}`,
  interviewConference: () => '/interviews/conference',
  interview: (number: string) => `/interviews/${number}`,
  interviewCalendarFile: (number: string) => `/interviews/${number}/interview.ics`,
  interviewLive: (number: string) => `/interviews/${number}/live`,
  interviewFile: (number: string, fileId: string) => `/interviews/${number}/files/${fileId}`,
  newInterviewQuestion: (number: string) => `/interviews/${number}/questions/new`,
  interviewQuestionReceived: (number: string) => `/interviews/${number}/questions/received`,
  interviewSupports: () => '/interviews/supports',
  deskInterviews: () => '/desk/interviews',
  newDeskInterview: (plan?: string) => query('/desk/interviews/new', { plan }),
  deskInterview: (number: string, correct?: number) => query(`/desk/interviews/${number}`, { correct }),
  deskInterviewAct: (number: string, act: 'opening' | 'entries' | 'closing' | 'archive' | 'cancellation') =>
    `/desk/interviews/${number}/${act}`,
  deskInterviewQuestion: (
    number: string,
    position: number | string,
    act: 'passing' | 'refusal' | 'asking' | 'airing' | 'answer' | 'matter',
  ) => `/desk/interviews/${number}/questions/${position}/${act}`,
  deskConference: () => '/desk/conference',
  deskConferenceMembers: () => '/desk/conference/members',
  newDeskMeeting: () => '/desk/conference/meetings/new',
  deskMeeting: (id: string, subject?: string) => query(`/desk/conference/meetings/${id}`, { subject }),
  deskMeetingAct: (id: string, act: 'items' | 'conclusion') => `/desk/conference/meetings/${id}/${act}`,
  // 回访：抽样、登记
  newDeskRevisits: (from: { redraw?: string } = {}) => query('/desk/revisits/new', from),
  deskRevisitDraws: () => '/desk/revisits',
  deskRevisits: (draw: string) => `/desk/revisits/${draw}`,
  deskRevisit: (draw: string, label: string) => `/desk/revisits/${draw}/${label}`,
  // 12345 来电：话务台、班长席、数字、录音、质检
  acdEvents: () => '/webhooks/acd',
  deskCalls: () => '/desk/calls',
  deskCallsState: () => '/desk/calls/state',
  deskCallsKnowledge: () => '/desk/calls/knowledge',
  deskCall: (id: string) => `/desk/calls/${id}`,
  deskCallAct: (
    id: string,
    act:
      | 'matter'
      | 'answer'
      | 'search'
      | 'emergency'
      | 'referral'
      | 'transfer'
      | 'help'
      | 'help-end'
      | 'finish'
      | 'listening'
      | 'nuisance'
      | 'call-back',
  ) => `/desk/calls/${id}/${act}`,
  deskCallRecording: (id: string, listening: string) => `/desk/calls/${id}/recording/${listening}`,
  deskCallsMissed: (after?: string) => query('/desk/calls/missed', { after }),
  deskCallFloor: () => '/desk/calls/floor',
  deskCallFigures: (filters: Record<string, string | undefined> = {}) => query('/desk/calls/figures', filters),
  deskCallFiguresFile: (format: 'csv' | 'xlsx', filters: Record<string, string | undefined> = {}) =>
    query(`/desk/calls/figures.${format}`, filters),
  deskCallChart: (name: 'days' | 'hours', filters: Record<string, string | undefined> = {}) =>
    query(`/desk/calls/figures/${name}.svg`, filters),
  deskCallHandover: () => '/desk/calls/handover',
  deskCallHandoverPrint: () => '/desk/calls/handover/print',
  deskCallLimits: () => '/desk/calls/limits',
  deskCallLimitAct: (id: string, act: 'decision' | 'end') => `/desk/calls/limits/${id}/${act}`,
  newDeskCallCheck: () => '/desk/calls/checks/new',
  deskCallChecks: (draw: string) => `/desk/calls/checks/${draw}`,
  deskCallCheck: (draw: string, label: string) => `/desk/calls/checks/${draw}/${label}`,
  letters: (filters: Record<string, string | number | undefined> = {}) => query('/letters', filters),
  newLetter: (title?: string) => query('/letters/new', { title }),
  letterHints: () => '/letters/hints',

  // 知识库: questions answered once.
  knowledge: (filters: Record<string, string | undefined> = {}) => query('/knowledge', filters),
  knowledgeFeed: (format: 'rss' | 'atom' | 'json') => `/knowledge/feed.${format}`,
  article: (no: number | string) => `/knowledge/${no}`,
  articleHelp: (no: number | string) => `/knowledge/${no}/help`,
  deskKnowledge: (filters: Record<string, string | undefined> = {}) => query('/desk/knowledge', filters),
  newDeskArticle: (letter?: string) => query('/desk/knowledge/new', { letter }),
  deskArticle: (no: number | string) => `/desk/knowledge/${no}`,
  deskArticleAct: (no: number | string, act: 'versions' | 'publication' | 'refusal' | 'review' | 'retirement') =>
    `/desk/knowledge/${no}/${act}`,

  letterReceipt: () => '/letters/receipt',
  letterReceiptPrint: () => '/letters/receipt/print',
  letterStatistics: () => '/letters/statistics',
  letterStatisticsFile: (format: 'xlsx' | 'csv', year?: number) => query(`/letters/statistics.${format}`, { year }),
  lettersFile: (filters: Record<string, string | number | undefined> = {}) => query('/letters/list.xlsx', filters),
  letterRates: (year?: number) => query('/letters/rates', { year }),
  letterRatesFile: (year: number) => query('/letters/rates.csv', { year }),
  letterRatesChart: (year: number, narrow?: boolean) =>
    query('/letters/rates.svg', { year, narrow: narrow ? '1' : undefined }),
  letterChart: (name: string) => `/letters/statistics/${name}.svg`,
  letterFeed: (format: 'rss' | 'atom' | 'json', filters: Record<string, string | number | undefined> = {}) =>
    query(`/letters/feed.${format}`, filters),
  letter: (number: string) => `/letters/${number}`,
  // 热点话题，“我也有这个问题”
  letterTopics: (asked: { after?: string } = {}) => query('/letters/topics', asked),
  letterTopic: (id: string, asked: { after?: string } = {}) => query(`/letters/topics/${id}`, asked),
  letterTopicChart: (id: string, narrow = false) =>
    query(`/letters/topics/${id}/time.svg`, { narrow: narrow ? '1' : undefined }),
  letterTopicConcern: (id: string) => `/letters/topics/${id}/same-concern`,
  letterConcern: (number: string) => `/letters/${number}/same-concern`,
  apiLetterTopics: () => '/api/v1/letter-topics',
  deskCopiedAnswers: () => '/desk/copied-answers',
  deskTopics: (asked: { after?: string } = {}) => query('/desk/topics', asked),
  deskTopic: (id: string) => `/desk/topics/${id}`,
  deskTopicAct: (id: string, act: 'naming' | 'draft' | 'answer') => `/desk/topics/${id}/${act}`,
  letterPaper: (number: string) => `/letters/${number}/letter.pdf`,
  letterFile: (number: string, fileId: string) => `/letters/${number}/files/${fileId}`,

  follow: (number?: string) => query('/follow', { number }),
  followClosure: () => '/follow/closure',
  followMatter: (number: string) => `/follow/${number}`,
  followWhy: (number: string) => `/follow/${number}/why`,
  followCalendarFile: (number: string) => `/follow/${number}/due.ics`,
  followData: (number: string) => `/follow/${number}/data`,
  followDataCopy: (number: string, format: 'html' | 'json') => `/follow/${number}/data/copy.${format}`,
  followDataAct: (number: string, act: 'correction' | 'erasure') => `/follow/${number}/data/${act}`,
  followFile: (number: string, fileId: string) => `/follow/${number}/files/${fileId}`,
  followPaper: (number: string, paper: string) => `/follow/${number}/papers/${paper}`,
  followAct: (
    number: string,
    act:
      | 'supplements'
      | 'acceptance'
      | 'rejection'
      | 'rating'
      | 'withdrawal'
      | 'reopening'
      | 'thanks'
      | 'delivery'
      | 'recheck'
      | 'final-review'
      | 'corrections'
      | 'reasons',
  ) => `/follow/${number}/${act}`,

  desk: () => '/desk',
  deskLetters: (filters: Record<string, string | number | undefined> = {}) => query('/desk/letters', filters),
  deskLetter: (number: string) => `/desk/letters/${number}`,
  deskLetterPaper: (number: string, paper: string) => `/desk/letters/${number}/papers/${paper}`,
  /** 派单建议和来信分类 */
  deskDispatching: () => '/desk/dispatching',
  deskAdviceSwitch: () => '/desk/dispatching/switch',
  deskAdviceLearning: () => '/desk/dispatching/learning',
  deskAdviceTaking: (id: string) => `/desk/dispatching/versions/${id}/taking`,
  deskLetterCategories: () => '/desk/dispatching/categories',
  deskLetterCategoryEnd: (id: string) => `/desk/dispatching/categories/${id}/end`,
  // 相似来信：不是同一件；并单照常是 merger。
  deskLetterAct: (number: string, act: 'merger' | 'unlikeness') => `/desk/letters/${number}/${act}`,
  /** 交办件 */
  deskReferrals: () => '/desk/referrals',
  deskReferral: (number: string) => `/desk/referrals/${number}`,
  newDeskReferral: (from: { title?: string; origin?: string } = {}) => query('/desk/referrals/new', from),
  deskReferralInstruction: (number: string) => `/desk/referrals/${number}/instruction`,
  deskReferralInstructionPicture: (number: string) => `/desk/referrals/${number}/instruction/picture`,

  // 信访：网上提出和回执；登记和办理。
  newPetition: () => '/petitions/new',
  petitionReceipt: () => '/petitions/receipt',
  petitionReceiptPrint: () => '/petitions/receipt/print',
  deskPetitions: () => '/desk/petitions',
  deskPetitionsYear: (asked: { year?: number | undefined } = {}) => query('/desk/petitions/year', asked),
  deskPetitionsYearFile: (asked: { year?: number | undefined } = {}) => query('/desk/petitions/year.xlsx', asked),
  deskPetition: (number: string) => `/desk/petitions/${number}`,
  newDeskPetition: () => '/desk/petitions/new',
  deskPetitionPaper: (number: string, paper: string) => `/desk/petitions/${number}/papers/${paper}`,
  // 依申请公开
  disclosure: () => '/disclosure',
  newDisclosure: (about: { unit?: string; of?: string } = {}) => query('/disclosure/new', about),
  disclosureReceipt: () => '/disclosure/receipt',
  disclosureOpinion: () => '/disclosure/opinion',
  disclosureOpinionAnswer: () => '/disclosure/opinion/answer',
  deskDisclosures: (filters: Record<string, string | number | undefined> = {}) => query('/desk/disclosures', filters),
  deskDisclosure: (number: string) => `/desk/disclosures/${number}`,
  deskDisclosureOpinions: () => '/desk/disclosure-opinions',
  deskDisclosureOpinion: (number: string) => `/desk/disclosure-opinions/${number}`,
  deskDisclosureOpinionReceipt: (number: string) => `/desk/disclosure-opinions/${number}/receipt`,
  newDeskDisclosure: () => '/desk/disclosures/new',
  deskDisclosureReceipt: () => '/desk/disclosures/receipt',
  deskDisclosureIdentity: (number: string) => `/desk/disclosures/${number}/identity`,
  deskDisclosurePaper: (number: string, paper: string) => `/desk/disclosures/${number}/papers/${paper}`,
  deskDisclosureYear: (asked: { year?: number | undefined; unit?: string | undefined } = {}) =>
    query('/desk/disclosures/year', asked),
  deskDisclosureYearFile: (asked: { year?: number | undefined; unit?: string | undefined } = {}) =>
    query('/desk/disclosures/year.xlsx', asked),

  deskExports: () => '/desk/exports',
  deskExport: (id: string) => `/desk/exports/${id}`,
  deskExportFile: (id: string) => `/desk/exports/${id}/file`,
  deskReports: () => '/desk/reports',
  deskReport: (id: string) => `/desk/reports/${id}`,
  deskReportFile: (id: string, format: 'pdf' | 'docx') => `/desk/reports/${id}/report.${format}`,
  deskPublications: () => '/desk/publications',
  deskLetterPublication: (number: string) => `/desk/letters/${number}/publication`,
  deskUrgentWithdrawal: (number: string) => `/desk/letters/${number}/publication/urgent-withdrawal`,
  deskDispatches: () => '/desk/dispatches',
  deskSignatures: () => '/desk/signatures',
  deskTemplates: () => '/desk/templates',
  deskTemplate: (id: string) => `/desk/templates/${id}`,
  deskCalendar: () => '/desk/calendar',
  deskCalendarYear: (year: number | 'local') => `/desk/calendar/${year}`,
  deskUnits: () => '/desk/units',
  newDeskUnit: () => '/desk/units/new',
  deskUnit: (id: string) => `/desk/units/${id}`,
  deskUnitAct: (id: string, act: 'closure' | 'reopening' | 'settling') => `/desk/units/${id}/${act}`,
  deskAccounts: (filters: Record<string, string | undefined> = {}) => query('/desk/accounts', filters),
  newDeskAccount: () => '/desk/accounts/new',
  deskAccount: (id: string) => `/desk/accounts/${id}`,
  deskAccountAct: (
    id: string,
    act: 'roles' | 'password' | 'unlocking' | 'second-factor-end' | 'closure' | 'reopening',
  ) => `/desk/accounts/${id}/${act}`,
  deskRoleEnd: (id: string, roleId: string) => `/desk/accounts/${id}/roles/${roleId}/end`,
  deskAudit: (filters: Record<string, string | undefined> = {}) => query('/desk/audit', filters),
  deskAuditCheck: () => '/desk/audit/check',

  // The board of speed, and what is red today.
  speed: (asked: Record<string, string | undefined> = {}) => query('/speed', asked),
  speedFile: (format: 'xlsx' | 'csv', asked: Record<string, string | undefined> = {}) =>
    query(`/speed.${format}`, asked),
  speedChart: (name: string, asked: Record<string, string | undefined> = {}) => query(`/speed/${name}.svg`, asked),
  deskSpeed: (asked: Record<string, string | undefined> = {}) => query('/desk/speed', asked),
  deskSpeedFile: (format: 'xlsx' | 'csv', asked: Record<string, string | undefined> = {}) =>
    query(`/desk/speed.${format}`, asked),
  deskSpeedChart: (name: string, asked: Record<string, string | undefined> = {}) =>
    query(`/desk/speed/${name}.svg`, asked),
  deskSpeedMatters: (asked: Record<string, string | undefined> = {}) => query('/desk/speed/matters', asked),
  deskSpeedBooks: () => '/desk/speed/books',
  deskSpeedBookAct: (month: string, act: 'closure' | 'correction') => `/desk/speed/books/${month}/${act}`,
  deskExclusions: (filters: Record<string, string | undefined> = {}) => query('/desk/speed/exclusions', filters),
  newDeskExclusion: (number?: string) => query('/desk/speed/exclusions/new', { number }),
  deskExclusionAct: (id: string, act: 'confirmation' | 'refusal' | 'check') => `/desk/speed/exclusions/${id}/${act}`,
  deskRed: (filters: Record<string, string | undefined> = {}) => query('/desk/red', filters),
  deskRedUrge: (number: string) => `/desk/red/${number}/urge`,
  apiSpeed: () => '/api/v1/speed',

  deskWebhooks: () => '/desk/webhooks',
  newDeskWebhook: () => '/desk/webhooks/new',
  deskWebhook: (id: string) => `/desk/webhooks/${id}`,
  deskWebhookAct: (id: string, act: 'ping' | 'secret' | 'closure' | 'reopening' | 'repeats') =>
    `/desk/webhooks/${id}/${act}`,

  deskApiKeys: () => '/desk/api-keys',
  newDeskApiKey: (unit?: string) => query('/desk/api-keys/new', { unit }),
  deskApiKeyAct: (id: string, act: 'revocation') => `/desk/api-keys/${id}/${act}`,

  // 首问责任、职责目录、休假
  deskAbsences: () => '/desk/absences',
  deskAbsenceEnd: (id: string) => `/desk/absences/${id}/end`,
  duties: (filters: Record<string, string | undefined> = {}) => query('/duties', filters),
  dutiesFeed: (format: 'rss' | 'atom' | 'json') => `/duties/feed.${format}`,
  dutiesFile: () => '/duties/list.xlsx',
  duty: (id: string) => `/duties/${id}`,
  deskDuties: () => '/desk/duties',
  newDeskDuty: (from: { ruling?: string; duty?: string } = {}) => query('/desk/duties/new', from),
  deskDutyEnd: (id: string) => `/desk/duties/${id}/end`,
  deskRulingAct: (id: string, act: 'leaving') => `/desk/duties/rulings/${id}/${act}`,
  firstAsked: (filters: Record<string, string | undefined> = {}) => query('/first-asked', filters),
  firstAskedFile: (format: 'xlsx' | 'csv', filters: Record<string, string | undefined> = {}) =>
    query(`/first-asked/figures.${format}`, filters),
  firstAskedChart: (name: string, filters: Record<string, string | undefined> = {}) =>
    query(`/first-asked/${name}.svg`, filters),
  contactDesk: (code: string) => `/first-asked/${code}`,
  contactStarted: (code: string, sign: string) => `/first-asked/${code}/started/${sign}`,
  deskContacts: (from: { start?: string; ref?: string } = {}) => query('/desk/contacts', from),
  deskSpotAnswers: () => '/desk/contacts/answers',
  deskContactStartEnd: (id: string) => `/desk/contacts/starts/${id}/end`,
  deskContactCard: () => '/desk/contacts/card',
  deskContactCardPrint: () => '/desk/contacts/card/print',
  deskContactDesks: () => '/desk/contacts/desks',
  deskContactDeskPrint: (id: string) => `/desk/contacts/desks/${id}/print`,
  deskContactDeskClosure: (id: string) => `/desk/contacts/desks/${id}/closure`,
  deskRequests: () => '/desk/contacts/requests',
  deskInquiries: (filters: Record<string, string | number | undefined> = {}) => query('/desk/inquiries', filters),
  deskInquiry: (number: string) => `/desk/inquiries/${number}`,
  deskWatches: (filters: Record<string, string | undefined> = {}) => query('/desk/watches', filters),
  deskWatchesSeen: () => '/desk/watches/seen',
  deskWatchClosure: (id: string) => `/desk/watches/${id}/closure`,
  deskWatchMoves: () => '/desk/watches/moves',
  deskWatchMoveAct: (act: 'acceptance' | 'refusal' | 'withdrawal') => `/desk/watches/moves/${act}`,
  deskFirstAsked: (filters: Record<string, string | undefined> = {}) => query('/desk/first-asked', filters),
  deskFirstAskedUnit: (id: string, filters: Record<string, string | undefined> = {}) =>
    query(`/desk/first-asked/${id}`, filters),

  // Doors: walk-in, message boards and new media, Open311 GeoReport v2.
  newDeskLetter: () => '/desk/letters/new',
  deskLetterReceipt: () => '/desk/letters/new/receipt',
  deskLetterReceiptPrint: () => '/desk/letters/new/receipt/print',
  deskDoorImports: () => '/desk/doors/imports',
  deskDoorTemplate: () => '/desk/doors/imports/template.xlsx',
  deskDoorImport: (id: string) => `/desk/doors/imports/${id}`,
  deskDoorReplies: (asked: { list?: string | undefined; after?: string | undefined } = {}) =>
    query('/desk/doors/replies', asked),
  deskDoorRepliesFile: (format: 'csv' | 'json') => `/desk/doors/replies.${format}`,
  deskDoorPostings: () => '/desk/doors/replies/postings',
  deskDoorSources: () => '/desk/doors/sources',
  deskDoorSecret: (id: string) => `/desk/doors/sources/${id}/secret`,
  mediaWebhook: (source: string) => `/webhooks/media/${source}`,
  open311: () => '/open311/v2',
  open311Discovery: (format = '') => `/open311/v2/discovery${format}`,
  open311Services: (format = '') => `/open311/v2/services${format}`,
  open311Service: (code: string, format = '') => `/open311/v2/services/${code}${format}`,
  open311Requests: (format = '') => `/open311/v2/requests${format}`,
  open311Request: (id: string, format = '') => `/open311/v2/requests/${id}${format}`,
  open311Token: (id: string, format = '') => `/open311/v2/tokens/${id}${format}`,

  apiDocs: () => '/api/docs',
  apiProblem: (code: string) => `/api/problems/${code}`,
  apiDocument: () => '/api/v1/openapi.json',
  apiToken: () => '/api/v1/oauth/token',
  apiDue: () => '/api/v1/due',
  apiLetters: () => '/api/v1/letters',
  apiLetter: (number: string) => `/api/v1/letters/${number}`,
  apiMatter: (number: string) => `/api/v1/matters/${number}`,
  apiMatterFile: (number: string, fileId: string) => `/api/v1/matters/${number}/files/${fileId}`,
  apiMatterAct: (number: string, act: string) => `/api/v1/matters/${number}/${act}`,
  apiDeskLetterAct: (number: string, act: string) => `/api/v1/desk/letters/${number}/${act}`,
  apiDeskLetterFile: (number: string, fileId: string) => `/api/v1/desk/letters/${number}/files/${fileId}`,

  // 抓落实台账 and 落实对照表.
  works: (filters: Record<string, string | number | undefined> = {}) => query('/works', filters),
  worksFeed: (format: 'rss' | 'atom' | 'json') => `/works/feed.${format}`,
  worksFile: (filters: Record<string, string | number | undefined> = {}) => query('/works/list.xlsx', filters),
  worksCalendarFile: () => '/works/milestones.ics',
  worksChart: (name: string, of: Record<string, string | number | undefined> = {}) =>
    query(`/works/charts/${name}.svg`, of),
  work: (number: string) => `/works/${number}`,
  workCalendarFile: (number: string) => `/works/${number}/milestones.ics`,
  workFile: (number: string, fileId: string) => `/works/${number}/files/${fileId}`,
  workRating: (number: string) => `/works/${number}/rating`,
  deskWorks: (filters: Record<string, string | number | undefined> = {}) => query('/desk/works', filters),
  newDeskWork: () => '/desk/works/new',
  deskWorksBoard: () => '/desk/works/board',
  deskWorksChart: (name: string, of: Record<string, string | number | undefined> = {}) =>
    query(`/desk/works/board/${name}.svg`, of),
  deskWorksImport: () => '/desk/works/import',
  deskWorksTemplate: () => '/desk/works/import/template.xlsx',
  deskWorksSamples: () => '/desk/works/samples',
  deskWorksSample: (id: string) => `/desk/works/samples/${id}`,
  deskWorksSampleDraw: (id: string) => `/desk/works/samples/${id}/draw`,
  deskWork: (number: string) => `/desk/works/${number}`,
  deskWorkAct: (number: string, act: string) => `/desk/works/${number}/${act}`,
  deskWorkCalendarFile: (number: string) => `/desk/works/${number}/milestones.ics`,
  deskWorkFile: (number: string, fileId: string) => `/desk/works/${number}/files/${fileId}`,
  implementation: (of: Record<string, string | number | undefined> = {}) => query('/implementation', of),
  implementationSentence: (id: string, of: Record<string, string | number | undefined> = {}) =>
    query(`/implementation/${id}`, of),
  implementationFile: (format: 'xlsx' | 'csv', of: Record<string, string | number | undefined> = {}) =>
    query(`/implementation/table.${format}`, of),
  apiWorks: () => '/api/v1/works',
  apiWork: (number: string) => `/api/v1/works/${number}`,
  apiDeskWorks: () => '/api/v1/desk/works',
  apiDeskWork: (number: string) => `/api/v1/desk/works/${number}`,
  apiDeskWorkAct: (number: string, act: string) => `/api/v1/desk/works/${number}/${act}`,
  apiImplementation: () => '/api/v1/implementation',
  apiDuties: () => '/api/v1/duties',
  apiDuty: (id: string) => `/api/v1/duties/${id}`,
  apiDeskDuties: () => '/api/v1/desk/duties',
  apiFirstAsked: () => '/api/v1/first-asked/figures',
  apiSpotAnswers: () => '/api/v1/first-asked/spot-answers',
  apiContacts: () => '/api/v1/first-asked/contacts',
  apiUnitRequests: () => '/api/v1/first-asked/requests',
  apiInquiry: (number: string) => `/api/v1/inquiries/${number}`,
  apiDisclosures: () => '/api/v1/disclosures',
  apiPetitions: () => '/api/v1/petitions',
  apiPetition: (number: string) => `/api/v1/petitions/${number}`,
  apiInquiryAct: (number: string, act: string) => `/api/v1/inquiries/${number}/${act}`,
  apiWatches: () => '/api/v1/desk/watches',
  apiWatchClosure: (id: string) => `/api/v1/desk/watches/${id}/closure`,
  apiWatchMoves: (act?: 'acceptance' | 'refusal') => `/api/v1/desk/watches/moves${act ? `/${act}` : ''}`,

  // 首问问责: what falls short of the first-asked duty, raised, heard, decided, appealed.
  complaintDoor: () => '/first-asked/complaint',
  followComplaint: (number: string) => `/follow/${number}/complaint`,
  deskBreaches: (filters: Record<string, string | undefined> = {}) => query('/desk/breaches', filters),
  newDeskBreach: (about: { matter?: string; unit?: string } = {}) => query('/desk/breaches/new', about),
  deskBreach: (id: string) => `/desk/breaches/${id}`,
  deskBreachFile: (id: string, fileId: string) => `/desk/breaches/${id}/files/${fileId}`,
  deskBreachAct: (id: string, act: string) => `/desk/breaches/${id}/${act}`,
  apiComplaints: (number: string) => `/api/v1/inquiries/${number}/complaints`,
  apiBreaches: () => '/api/v1/desk/breaches',
  apiBreach: (id: string) => `/api/v1/desk/breaches/${id}`,
  apiBreachFile: (id: string, fileId: string) => `/api/v1/desk/breaches/${id}/files/${fileId}`,
  apiBreachAct: (id: string, act: string) => `/api/v1/desk/breaches/${id}/${act}`,
} as const
