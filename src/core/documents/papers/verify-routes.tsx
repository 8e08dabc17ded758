import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { urls } from '#urls.ts'
import { verifyPaper } from './papers.ts'
import { VerifyPage } from './verify-page.tsx'

/** The check code may stand in the address: it is printed on the paper, opens nothing, and tells no more than the paper itself. */
export const verifyRoutes = routes().get(urls.verifyPaper(), async (c) => {
  const typed = {
    number: (c.req.query('number') ?? '').slice(0, 80).trim(),
    code: (c.req.query('code') ?? '').slice(0, 40).trim(),
  }
  const isAsked = typed.code !== '' || typed.number !== ''
  const paper = isAsked ? await verifyPaper(c.get('house').db, typed) : undefined
  c.header('Cache-Control', 'no-store')
  return page(c, '文书核验', <VerifyPage typed={typed} paper={paper} />, {
    breadcrumbs: [
      { href: urls.home(), label: '首页' },
      { href: urls.verifyPaper(), label: '文书核验' },
    ],
  })
})
