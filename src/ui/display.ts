/** How one visitor wants pages to look. Lives in a cookie without identifier, so it is part of the page cache's key. */
export type Display = { elder: boolean; contrast: boolean; dark: boolean }

export const plainDisplay: Display = { elder: false, contrast: false, dark: false }

/** Classes of `<html>`. `prefers-color-scheme` never decides: a cached page must not depend on what the browser prefers. */
export function displayClass(display: Display): string {
  return [display.elder && 'display-elder', display.contrast && 'display-contrast', display.dark && 'display-dark']
    .filter((name) => name !== false)
    .join(' ')
}
