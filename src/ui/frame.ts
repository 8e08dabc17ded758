import type { Display } from './display.ts'
import type { Tone } from './tone.ts'

export type NavItem = { href: string; label: string; current?: boolean; badge?: number | string; hint?: string }

export type NavGroup = { label: string; items: NavItem[] }

/** What the footer of a government site must name (政府网站发展指引). */
export type SiteFooter = {
  /** 网站标识码, ten digits. */
  siteCode: string
  /** ICP备案号. */
  filing: string
  /** 公安备案号. */
  policeFiling?: string
  /** 主办单位. */
  sponsor: string
  /** 我要纠错; the page's own path is added as `page`. */
  correctionHref: string
  links?: NavItem[]
}

/** Everything around the page: one value built per request by the front door and handed to a layout. */
export type Frame = {
  title: string
  description?: string
  /** Path with query of this page: where the display switch comes back to. */
  path: string
  display: Display
  cityName: string
  siteNav: NavItem[]
  deskNav: NavGroup[]
  person: { name: string; unit?: string; kind: 'citizen' | 'staff' } | null
  assets: { style: string; script?: string; deskScript?: string; icon: string; logo: string }
  searchQuery?: string
  /** Of what is printed; a sheet of A4 unless said. */
  paper?: 'card'
  breadcrumbs?: NavItem[]
  /** Other forms of this page for machines: feeds, calendar files. */
  alternates?: { type: string; href: string; title: string }[]
  /** schema.org, as JSON-LD; published words only. */
  linkedData?: Record<string, unknown>
  /** OpenSearch description. */
  openSearchHref?: string
  flash?: { tone: Tone; text: string } | null
  /** Shows the ribbon 演示环境. */
  demo?: boolean
  footer?: SiteFooter
  /** Title of the whole site; 阳光政务 when absent. */
  siteName?: string
}
