import { expect, it } from 'vitest'
import { problemText } from './problem-text'

const words = {
  t: (key: string, values: Record<string, string>) => `${key} ${values.column}/${values.value}`,
  reason: ({ code }: { code: string }) => (code === 'upnTaken' ? { message: 'Taken.', remedy: 'Choose another.' } : { message: code }),
} as unknown as Parameters<typeof problemText>[0]

it('words what is wrong with a row, and why a change was refused', () => {
  expect(problemText(words, { problem: 'x', code: 'countryUnknown', values: { column: 'Usage location', value: 'XX' } })).toBe('import.problem.countryUnknown Usage location/XX')
  expect(problemText(words, { problem: 'x', code: 'upnTaken', values: {} })).toBe('Taken. Choose another.')
})

it('leaves the words of the server where there are no others', () => {
  expect(problemText(words, { problem: 'A new fault.', code: 'newFault', values: {} })).toBe('A new fault.')
  expect(problemText(words, { problem: null, code: null, values: {} })).toBeNull()
})
