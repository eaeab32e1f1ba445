/**
 * The console's words as a reader of the article expects them, on purpose not taken from the catalogues.
 */
export const languages = {
  en: {
    locale: 'en-US',
    licenses: 'Licenses', activeUsers: 'Active users', users: 'Users',
    unassignLicenses: 'Unassign licenses', unassign: (n: number) => `Unassign ${n} license${n === 1 ? '' : 's'}`,
    unassignSome: /^Unassign \d+ licenses?$/, manage: 'Manage product licenses', unassignAll: /^Unassign all/, saveChanges: 'Save changes', done: 'Done', undo: 'Undo',
    cancel: 'Cancel', close: 'Close', tab: 'Licenses and apps', licensesSection: /^Licenses \(/, appsSection: /^Apps \(/,
    whatWillHappen: 'What will happen', result: 'Result per person', changed: 'Changed', unlicensed: 'Unlicensed',
    freed: (product: string, n: number) => `${product}: ${n} license${n === 1 ? ' becomes' : 's become'} free.`,
    mailbox: /mailbox(es are| is) disconnected at once\. The mail is kept for 30 days; the last day is \d{1,2} \w+ \d{4}, in 30 days/,
    filesKept: /Files in OneDrive are kept/, officeUnlicensed: /“Unlicensed Product”/, billUnchanged: /the bill does not change/,
    undoFor: (n: number) => (n === 1 ? 'Undo for 1 person' : `Undo for ${n} people`), selectRow: /^Select (?!everyone)/, search: 'Search by name or sign-in name',
    summary: (n: number) => (n === 1 ? '1 person was changed.' : `${n} people were changed.`), asJob: 'Run as bulk job', atMost20: /At most 20 people/,
    jobFinished: /people were changed/, needsRole: /License admin/, keepEditing: 'Keep editing', discard: 'Discard changes', unsaved: 'Discard unsaved changes?',
  },
  'zh-Hans': {
    locale: 'zh-CN',
    licenses: '许可证', activeUsers: '活动用户', users: '用户',
    unassignLicenses: '取消分配许可证', unassign: (n: number) => `取消分配 ${n} 个许可证`,
    unassignSome: /^取消分配 \d+ 个许可证$/, manage: '管理产品许可证', unassignAll: /^取消分配所有/, saveChanges: '保存更改', done: '完成', undo: '撤消',
    cancel: '取消', close: '关闭', tab: '许可证和应用', licensesSection: /^许可证（/, appsSection: /^应用（/,
    whatWillHappen: '将发生的情况', result: '每个人的结果', changed: '已更改', unlicensed: '未授权',
    freed: (product: string, n: number) => `${product}：将有 ${n} 个许可证变为可用。`,
    mailbox: /个邮箱将立即断开连接。邮件保留 30 天，最后一天是 \d{4}年\d{1,2}月\d{1,2}日（30天后）/,
    filesKept: /OneDrive 中的文件会保留/, officeUnlicensed: /“未授权的产品”/, billUnchanged: /账单不会因此改变/,
    undoFor: (n: number) => `撤消 ${n} 人的更改`, selectRow: /^选择 (?!此页)/, search: '按姓名或登录名搜索',
    summary: (n: number) => `已更改 ${n} 人。`, asJob: '作为批量作业运行', atMost20: /最多可对 20 人/,
    jobFinished: /已更改 \d+ 人/, needsRole: /许可证管理员/, keepEditing: '继续编辑', discard: '放弃更改', unsaved: '放弃未保存的更改？',
  },
} as const

export type Words = (typeof languages)[keyof typeof languages]
