import type { SpecialDay } from './calendar.ts'

/** A year's decree as published, with its days. */
export type Decree = { year: number; title: string; sourceUrl: string; days: SpecialDay[] }

const FIRST_YEAR = 2004
const LAST_YEAR = 2026

/**
 * The decrees of 2004–2026, read from `chinese-days` when a database is seeded; never asked afterwards, because for any other year the library
 * answers as if there were no holidays. Checked by test against the lists of the rule table.
 */
export async function seedDecrees(): Promise<Decree[]> {
  const data = (await import('chinese-days/dist/chinese-days.json', { with: { type: 'json' } })).default
  const rows = [
    ...Object.entries<string>(data.holidays).map(([on, name]) => ({ on, name, kind: 'off' as const })),
    ...Object.entries<string>(data.workdays).map(([on, name]) => ({ on, name, kind: 'work' as const })),
    ...missingDays,
  ].sort((a, b) => (a.on < b.on ? -1 : 1))
  return Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, at) => {
    const year = FIRST_YEAR + at
    const title = `国务院办公厅关于${year}年部分节假日安排的通知`
    const days = rows
      .filter((row) => row.on.startsWith(`${year}-`))
      .map(({ on, name, kind }) => ({ on: Temporal.PlainDate.from(on), kind, name: holidayName(name), source: title }))
    return { year, title, sourceUrl: sources[year] ?? '', days }
  })
}

/** All days of the decrees, as one list. */
export const seedDays = async (): Promise<SpecialDay[]> => (await seedDecrees()).flatMap((decree) => decree.days)

export const seedYears = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, at) => FIRST_YEAR + at)

/** The decree for 2006 says "12月31日(星期六)上班" of 2005; the library's table of 2005 leaves the day out. */
const missingDays = [{ on: '2005-12-31', name: ',元旦,', kind: 'work' as const }]

const fullNames: Record<string, string> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' }

/** The library writes "Tomb-sweeping Day,清明,1". */
function holidayName(entry: string): string {
  const name = entry.split(',')[1] ?? ''
  return fullNames[name] ?? name
}

/** The statutory core days of a year whose decree is not known: computed, shown as provisional, replaced by the decree. */
export const provisionalDays2027: SpecialDay[] = (
  [
    ['元旦', '2027-01-01'],
    ['春节', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'],
    ['清明节', '2027-04-05'],
    ['劳动节', '2027-05-01', '2027-05-02'],
    ['端午节', '2027-06-09'],
    ['中秋节', '2027-09-15'],
    ['国庆节', '2027-10-01', '2027-10-02', '2027-10-03'],
  ] as const
).flatMap(([name, ...days]) =>
  days.map((on) => ({
    on: Temporal.PlainDate.from(on),
    kind: 'off' as const,
    name,
    source: '全国年节及纪念日放假办法第二条（暂定）',
  })),
)

/** Where each year's decree was published; two early years are known from reprints only. */
const sources: Record<number, string> = {
  2026: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
  2025: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
  2024: 'https://www.gov.cn/zhengce/content/202310/content_6911527.htm',
  2023: 'http://www.gov.cn/zhengce/content/2022-12/08/content_5730844.htm',
  2022: 'http://www.gov.cn/zhengce/content/2021-10/25/content_5644835.htm',
  2021: 'http://www.gov.cn/zhengce/content/2020-11/25/content_5564127.htm',
  2020: 'http://www.gov.cn/zhengce/content/2019-11/21/content_5454164.htm',
  2019: 'http://www.gov.cn/xinwen/2018-12/06/content_5346287.htm',
  2018: 'http://www.gov.cn/zhengce/content/2017-11/30/content_5243579.htm',
  2017: 'http://www.gov.cn/zhengce/content/2016-12/01/content_5141603.htm',
  2016: 'http://www.gov.cn/zhengce/content/2015-12/10/content_10394.htm',
  2015: 'http://www.gov.cn/zhengce/content/2014-12/16/content_9302.htm',
  2014: 'http://www.gov.cn/zwgk/2013-12/11/content_2546204.htm',
  2013: 'http://www.gov.cn/zwgk/2012-12/10/content_2286598.htm',
  2012: 'http://www.gov.cn/zwgk/2011-12/06/content_2012097.htm',
  2011: 'http://www.gov.cn/zwgk/2010-12/10/content_1762643.htm',
  2010: 'http://www.gov.cn/zwgk/2009-12/08/content_1482691.htm',
  2009: 'http://www.gov.cn/zwgk/2008-12/10/content_1174014.htm',
  2008: 'http://www.gov.cn/zwgk/2007-12/18/content_837184.htm',
  2007: 'http://www.gov.cn/fwxx/sh/2006-12/18/content_471877.htm',
  2006: 'http://www.gov.cn/jrzg/2005-12/22/content_133837.htm',
  2004: 'https://zh.wikisource.org/zh-hans/国务院办公厅关于2004年部分节假日安排的通知',
}
