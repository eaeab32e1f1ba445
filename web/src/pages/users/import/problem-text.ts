import type { ImportRow } from '../../../api/users-types'
import type { I18n } from '../../../i18n/context'
import type { MessageKey } from '../../../i18n/en'

/** What can be wrong with a row of the file, with the key of its words. */
const keys: Record<string, MessageKey> = {
  fileEmpty: 'import.problem.fileEmpty',
  columnMissing: 'import.problem.columnMissing',
  notUtf8: 'import.problem.notUtf8',
  rowUnreadable: 'import.problem.rowUnreadable',
  cellEmpty: 'import.problem.cellEmpty',
  valueTooLong: 'import.problem.valueTooLong',
  countryUnknown: 'import.problem.countryUnknown',
  notYesOrNo: 'import.problem.notYesOrNo',
  signInNameTwice: 'import.twice',
  signInNameInvalid: 'import.problem.signInNameInvalid',
  displayNameMissing: 'import.problem.displayNameMissing',
}

/** What the file has to hold as it is, whatever the language of the page. */
const LITERAL = { yes: 'Yes', no: 'No', form: 'name@domain', code: 'DE' }

/** Why a row was left out, in the reader's words: a fault of the file, or why the change was refused. Unknown ones speak for themselves. */
export function problemText({ t, reason }: Pick<I18n, 't' | 'reason'>, { problem, code, values }: Pick<ImportRow, 'problem' | 'code' | 'values'>): string | null {
  if (problem === null || code === null) return problem
  const key = keys[code]
  if (key) return t(key, { ...LITERAL, column: '', value: '', max: '', line: '', ...values })
  const { message, remedy } = reason({ code, params: values })
  if (message === code) return problem
  return remedy ? `${message} ${remedy}` : message
}
