/** Our own line icons on a 24 grid. Always decorative: the words stand beside them. */
const shapes = {
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="m15.5 15.5 5 5" />
    </>
  ),
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5M12 7.8v.2" />
    </>
  ),
  warn: (
    <>
      <path d="M12 4 2.8 19.5h18.4z" />
      <path d="M12 10v4.5M12 17v.2" />
    </>
  ),
  stop: (
    <>
      <path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7z" />
      <path d="M12 8v5M12 16v.2" />
    </>
  ),
  right: <path d="M5 12h14M13 6l6 6-6 6" />,
  left: <path d="M19 12H5M11 6l-6 6 6 6" />,
  down: <path d="m6 9.5 6 6 6-6" />,
  upload: <path d="M12 16V5M7 9.5 12 4.5l5 5M4.5 16.5v3h15v-3" />,
  download: <path d="M12 4.5v11M7 11l5 5 5-5M4.5 16.5v3h15v-3" />,
  phone: (
    <path d="M6.5 3.8 9.3 4l1.4 4-2 1.7a12 12 0 0 0 5.6 5.6l1.7-2 4 1.4.2 2.8a2.4 2.4 0 0 1-2.6 2.5C10 19.3 4.7 14 4 6.4a2.4 2.4 0 0 1 2.5-2.6z" />
  ),
  print: <path d="M7 8.5V4h10v4.5M7 17H4V8.5h16V17h-3M7 13.5h10V20H7z" />,
  copy: <path d="M9 9h11v11H9zM5.5 15H4V4h11v1.5" />,
  letter: <path d="M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5" />,
  chart: <path d="M4 20h16M7 20v-7M12 20V5M17 20v-10" />,
  user: (
    <>
      <circle cx="12" cy="8.5" r="4" />
      <path d="M4.5 20c1-4 4-6 7.5-6s6.5 2 7.5 6" />
    </>
  ),
  leave: <path d="M14 4H5v16h9M10 12h10M16 8l4 4-4 4" />,
  speak: <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11" />,
  calendar: <path d="M4 6h16v14H4zM4 10.5h16M8 3.5v4M16 3.5v4" />,
  filter: <path d="M4 6h16l-6 7v5.5l-4 1.5v-7z" />,
  elder: <path d="m2.5 19 5-13 5 13M4.4 14.5h6.2M18 8v9M13.5 12.5h9" />,
  contrast: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 3.5a8.5 8.5 0 0 1 0 17z" fill="currentColor" />
    </>
  ),
  moon: <path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z" />,
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1" />
    </>
  ),
  keyboard: <path d="M3 6.5h18v11H3zM6.5 10h.2M10 10h.2M13.7 10h.2M17.2 10h.2M7.5 14h9" />,
  file: <path d="M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5V8.5h5" />,
  empty: <path d="M4 13.5 6.5 5h11L20 13.5V19H4zM4 13.5h5l1 2.5h4l1-2.5h5" />,
  place: (
    <>
      <path d="M12 21c4-4.5 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2.5 6.5 6.5 11z" />
      <circle cx="12" cy="10" r="2.3" />
    </>
  ),
  flag: <path d="M6 21V4M6 4.5h11.5l-2.5 4 2.5 4H6" />,
  lock: <path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />,
  star: <path d="m12 3.8 2.5 5.3 5.8.8-4.2 4.1 1 5.8-5.1-2.8-5.1 2.8 1-5.8-4.2-4.1 5.8-.8z" />,
} as const

export type IconName = keyof typeof shapes

export function Icon({ name, size = 'normal' }: { name: IconName; size?: 'small' | 'normal' | 'large' }) {
  return (
    <svg class={`icon icon-${size}`} viewBox="0 0 24 24" aria-hidden="true">
      {shapes[name]}
    </svg>
  )
}
