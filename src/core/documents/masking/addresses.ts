import { type MaskSpan, spansOf } from './span.ts'

const number = '(?:\\d{1,4}|[一二三四五六七八九十百]{1,4}|[A-Za-z]\\d{0,2})'
const level = '(?:\\d{1,3}(?:楼|层))'
const room = '(?:\\d{1,4}(?:-\\d{1,4})?(?:室|号房?|房)?)'

/** 3栋2单元501室, 5号楼1202, 2单元601; bounded everywhere. */
const building = new RegExp(
  `(?<![\\dA-Za-z])${number}号?(?:栋|幢|座|号楼)-?(?:[东西南北]?${number}(?:个)?单元${level}?-?${room}?|${level}?\\d{3,4}(?:室|号房?|房)?)`,
  'g',
)
const unit = new RegExp(`(?<![\\dA-Za-z一二三四五六七八九十])${number}单元${level}?-?${room}`, 'g')
const dashed = /(?<![\d-])\d{1,3}-\d{1,2}-\d{3,4}(?:室|号|房)?(?![\d-]|年|月)/g
const roomOnly = /(?<![\dA-Za-z第共-])\d{3,4}(?:室|号房|房)(?![内外间产屋子价地租])/g
/** A building alone, behind the name of where people live. */
const homeBuilding =
  /(?:小区|花园|家园|公寓|宿舍|新村|新城|苑|园|府|庭|邸|轩|寓|湾|郡|期|家住|住在|住)(?<mask>(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Z]\d{0,2})(?:栋|幢|号楼))(?![栋幢])/g
const houseNumber =
  /(?<=路|街|巷|弄|胡同|大道|段|组)(?<mask>\d{1,5}(?:-\d{1,4})?号(?:附\d{1,3}号)?)(?!线|公路|文|令|楼|院|地块|桩|井|门)/g

const classNumber = '(?:\\d{1,2}|[一二三四五六七八九十]{1,2})'
const schoolClass = new RegExp(
  `(?:(?:[一二三四五六七八九1-9]年级|[初高][一二三123]年?级?|(?:20)?\\d{2}级|[大中小]班?)[ (（]{0,2}${classNumber}[ )）]{0,2}班|(?<![\\d一二三四五六七八九十])[一二三四五六][(（]${classNumber}[)）]班)`,
  'g',
)

/** Where somebody lives, and which class a child is in. Streets, estates and schools stay. `text` is narrow. */
export function addressSpans(text: string): MaskSpan[] {
  const home = { replacement: '（门牌略）', reason: '楼栋、单元、房号' }
  return [
    ...spansOf(text, building, 'address', () => home),
    ...spansOf(text, unit, 'address', () => home),
    ...spansOf(text, dashed, 'address', () => home),
    ...spansOf(text, roomOnly, 'address', () => home).filter((span) => !isOffice(text, span)),
    ...spansOf(text, homeBuilding, 'address', () => home),
    ...spansOf(text, houseNumber, 'address', () => ({
      replacement: '（门牌略）',
      reason: '门牌号；单位的办公地址请保留',
    })).filter((span) => !isOffice(text, span)),
    ...spansOf(text, schoolClass, 'schoolClass', () => ({ replacement: '（班级略）', reason: '学校班级' })),
  ]
}

const officeBefore = /(?:局|委|中心|大厅|窗口|办公|银行|公司|街道|学校|小学|中学|医院|法院|政府|信息科)[^。；\n]{0,24}$/
const homeBefore = /(?:我|家|住|本人|业主|租)[^。；\n]{0,16}$/

/** Where a unit receives people; its address is public. */
function isOffice(text: string, { start }: MaskSpan): boolean {
  const before = text.slice(Math.max(0, start - 32), start)
  return officeBefore.test(before) && !homeBefore.test(before)
}
