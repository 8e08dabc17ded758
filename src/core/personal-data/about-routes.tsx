import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { cacheable } from '#platform/page-cache/index.ts'
import { columnRegister } from '#platform/register.ts'
import { urls } from '#urls.ts'
import { AboutDataPage } from './about-data-page.tsx'

export const aboutRoutes = routes().get(urls.aboutData(), (c) => {
  cacheable(c, { tags: [] })
  return page(c, '我们存了什么、为什么、存多久', <AboutDataPage tables={columnRegister()} />, {
    description: '每一项个人信息为什么存、依据哪条法律、存多久、怎么查看和删除',
    breadcrumbs: [
      { href: urls.home(), label: '首页' },
      { href: urls.aboutData(), label: '我们存了什么' },
    ],
  })
})
