import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { en, type MessageKey } from './en'
import type { Language } from './language'
import { localeOf } from './translate'
import { zhHans } from './zh-Hans'

const keys = Object.keys(en) as MessageKey[]

/** Names that stay as they are in Chinese; everything else in Latin letters would be a text left in English. */
const NAMES = /\b(Reseat|Office|OneDrive|Exchange|SharePoint|Online|CSV|UTF-8|Shift|Ctrl|Enter|Graph|ID)\b/g

/** The parser's mark of a literal text. */
const TYPE = { literal: 0 } as const

type Ast = ReturnType<IntlMessageFormat['getAst']>

interface Parts {
  texts: string[]
  params: Set<string>
}

/** The literal texts of a message and the names of its parameters. */
function partsOf(ast: Ast, parts: Parts = { texts: [], params: new Set() }): Parts {
  for (const element of ast) {
    if (element.type === TYPE.literal) parts.texts.push(element.value)
    else if ('value' in element) parts.params.add(element.value)
    if ('options' in element) Object.values(element.options).forEach((option) => partsOf(option.value, parts))
  }
  return parts
}

const parse = (text: string, language: Language) => partsOf(new IntlMessageFormat(text, localeOf[language]).getAst())

describe('the two catalogues', () => {
  it('have the same keys, none empty', () => {
    expect(Object.keys(zhHans).sort()).toEqual([...keys].sort())
    expect(keys.filter((key) => [en[key], zhHans[key]].some((text) => text.length === 0))).toEqual([])
  })

  it('take the same parameters, and every message parses', () => {
    const params = (text: string, language: Language) => [...parse(text, language).params].sort()
    for (const key of keys) expect(params(zhHans[key], 'zh-Hans'), key).toEqual(params(en[key], 'en'))
  })

  it('leave no English in Chinese but names', () => {
    const left = keys.filter((key) => /[A-Za-z]{2,}/.test(parse(zhHans[key], 'zh-Hans').texts.join(' ').replace(NAMES, '')))
    expect(left).toEqual([])
  })

  it('uses the words of the article (UNA-11, UNA-20, UNA-30)', () => {
    const pairs: [MessageKey, string, string][] = [
      ['nav.billing', 'Billing', '计费'], ['nav.licenses', 'Licenses', '许可证'], ['nav.users', 'Users', '用户'],
      ['nav.activeUsers', 'Active users', '活动用户'], ['unassign.command', 'Unassign licenses', '取消分配许可证'],
      ['unassign.title', 'Unassign licenses', '取消分配许可证'], ['unassign.button', 'Unassign', '取消分配'],
      ['manage.unassignAll', 'Unassign all', '取消分配所有'], ['users.manage', 'Manage product licenses', '管理产品许可证'],
      ['person.tab.licenses', 'Licenses and apps', '许可证和应用'], ['common.saveChanges', 'Save changes', '保存更改'],
      ['common.done', 'Done', '完成'], ['common.undo', 'Undo', '撤消'],
    ]
    for (const [key, english, chinese] of pairs) expect([en[key], zhHans[key]], key).toEqual([english, chinese])
    expect(en['unassign.confirm'].startsWith('Unassign')).toBe(true)
    expect(zhHans['unassign.confirm'].startsWith('取消分配')).toBe(true)
  })
})
