import type { House } from '#platform/house.ts'
import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { DocsPage, ProblemPage } from './docs-page.tsx'
import { apiDocument } from './document.ts'

const serverOf = ({ config }: House): string => config.publicUrl ?? `http://${config.host}:${config.port}`

const breadcrumbs = [
  { href: urls.home(), label: '首页' },
  { href: urls.apiDocs(), label: '开放接口' },
]

/** The document for machines and for people, and a page behind every `type` of a problem. */
export const docsRoutes = routes()
  .get(urls.apiDocument(), (c) => {
    const house = c.get('house')
    return c.json(apiDocument(house.config.cityName, serverOf(house)))
  })
  .get(urls.apiDocs(), (c) => {
    const house = c.get('house')
    const server = serverOf(house)
    return page(c, '开放接口', <DocsPage document={apiDocument(house.config.cityName, server)} server={server} />, {
      breadcrumbs,
      description: '来信的提交、查询、办理和公开，期限计算：给程序用的接口',
    })
  })
  .get(urls.apiProblem(':code'), (c) => {
    const code = c.req.param('code') ?? ''
    if (!/^[a-z][a-z-]{1,40}$/.test(code)) throw notFound()
    return page(c, `接口错误 ${code}`, <ProblemPage code={code} />, { breadcrumbs })
  })
