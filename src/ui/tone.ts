/** The mood of a message; a tone is always accompanied by words or a shape, never by colour alone. */
export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad' | 'sun'
