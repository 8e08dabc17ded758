import { expect, test } from 'vitest'
import { openCity, phone } from './journey.ts'

const city = openCity()

/** What every journey relies on: the look over each page sees what is wrong with it. */
test.each([
  ['an image without words', () => document.querySelector('main')?.append(document.createElement('img')), /image-alt/],
  [
    'text too pale to read',
    () => {
      const main = document.querySelector('main')
      main?.insertAdjacentHTML('beforeend', '<p class="pale">看不清</p>')
      document.querySelector<HTMLElement>('.pale')?.style.setProperty('color', '#eee')
    },
    /color-contrast/,
  ],
  [
    'a part wider than the screen',
    () => document.querySelector('main')?.style.setProperty('width', '1200px'),
    /wider than the screen/,
  ],
  ['an error in a script', () => console.error('lost'), /console: lost/],
  ['a picture from elsewhere', () => new Image().setAttribute('src', 'http://example.invalid/a.png'), /img-src/],
])('%s is noticed', async (_, spoil, noticed) => {
  const person = await city.anybody({ screen: phone })
  await person.goes('/follow')
  await person.page.evaluate(spoil)
  await expect(person.looksRight()).rejects.toThrow(noticed)
})
