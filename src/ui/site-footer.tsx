import type { Frame, SiteFooter } from './frame.ts'
import { Icon } from './icon.tsx'

/** Used until the city has entered its own: says openly that it is a demonstration. */
function footerOf(frame: Frame): SiteFooter {
  return (
    frame.footer ?? {
      siteCode: '演示站点，未编码',
      filing: '演示站点，未备案',
      sponsor: `${frame.cityName}人民政府办公室`,
      correctionHref: '/letters/new',
      links: [
        { href: '/messages/check', label: '收到的短信是不是我们发的？' },
        { href: '/knowledge', label: '常见问题' },
        { href: '/interviews', label: '在线访谈' },
        { href: '/gatherings', label: '活动' },
        { href: '/draws', label: '随机抽取' },
        { href: '/ledger', label: '公示存证' },
        { href: '/documents/verify', label: '文书核验' },
        { href: '/about/data', label: '我们存了什么、存多久' },
        { href: '/api/docs', label: '开放接口' },
      ],
    }
  )
}

export function SiteFooterBar({ frame }: { frame: Frame }) {
  const footer = footerOf(frame)
  const joint = footer.correctionHref.includes('?') ? '&' : '?'
  return (
    <footer class="site-footer">
      <div class="footer-ridge" aria-hidden="true" />
      <div class="container">
        <div class="footer-help">
          <a class="footer-phone" href="tel:12345">
            <Icon name="phone" />
            <span>
              <b>12345</b>
              <small>政务服务便民热线，全天候</small>
            </span>
          </a>
          <a class="footer-correct" href={`${footer.correctionHref}${joint}page=${encodeURIComponent(frame.path)}`}>
            <Icon name="flag" />
            <span>
              <b>我要纠错</b>
              <small>本页有误？请告诉我们，有时限、有答复</small>
            </span>
          </a>
        </div>
        {footer.links && (
          <nav class="footer-links" aria-label="页脚链接">
            <ul>
              {footer.links.map((link) => (
                <li key={link.href}>
                  <a href={link.href}>{link.label}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class="footer-facts">
          <ul>
            <li>主办单位：{footer.sponsor}</li>
            <li>网站标识码：{footer.siteCode}</li>
            <li>{footer.filing}</li>
            {footer.policeFiling && <li>{footer.policeFiling}</li>}
          </ul>
        </div>
      </div>
    </footer>
  )
}
