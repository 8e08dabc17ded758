/** 510402********1234: enough to tell two apart, not enough to use. */
export const maskDocument = (number: string): string =>
  number.length <= 8
    ? `${number.slice(0, 1)}${'*'.repeat(Math.max(0, number.length - 2))}${number.slice(-1)}`
    : `${number.slice(0, 4)}${'*'.repeat(number.length - 8)}${number.slice(-4)}`
