import type { HTMLAttributes } from 'preact'

/** Our custom elements; without script each is an ordinary box around working markup. */
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'search-suggest': HTMLAttributes<HTMLElement>
      'upload-field': HTMLAttributes<HTMLElement>
      'upload-progress': HTMLAttributes<HTMLElement>
      'read-aloud': HTMLAttributes<HTMLElement>
      'copy-code': HTMLAttributes<HTMLElement>
      'push-button': HTMLAttributes<HTMLElement>
      'verify-record': HTMLAttributes<HTMLElement>
      'answer-hints': HTMLAttributes<HTMLElement>
      'draw-live': HTMLAttributes<HTMLElement>
      'calls-live': HTMLAttributes<HTMLElement>
      'knowledge-live': HTMLAttributes<HTMLElement>
      'redraw-here': HTMLAttributes<HTMLElement>
      'live-text': HTMLAttributes<HTMLElement>
      'passkey-button': HTMLAttributes<HTMLElement>
    }
  }
}
