const scopes = new Map<string, string>()

/** A room says which scopes its operations ask for, in words; called once, at import time. */
export function defineScopes(more: Record<string, string>): void {
  for (const [scope, words] of Object.entries(more)) scopes.set(scope, words)
}

export const scopeWords = (): Readonly<Record<string, string>> => Object.fromEntries(scopes)

export const isScope = (text: string): boolean => scopes.has(text)
