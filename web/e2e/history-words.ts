/** The words of Home, search, history and audit, on purpose not taken from the catalogues. */
export const pastWords = {
  en: {
    home: 'Home', attention: 'Needs attention', seats: 'Licenses by product', losses: 'Lost in the next 30 days', mailboxGone: 'The mailbox is deleted for good.',
    why: 'See the change that led to it', blocked: /blocked (person holds|people hold) licenses/, showThem: 'Show them', addUser: 'Add a user', userAdmin: /User admin/,
    quick: 'Quick actions', topSearch: 'Search', closeSearch: 'Close search', results: 'Search results', nothing: /Nothing found for/,
    changes: 'Changes', audit: 'Audit', history: 'History', unassigned: 'Unassigned licenses', folded: /^Unassigned licenses \(\d+ changes\)$/, notAssigned: 'Not assigned',
    undone: /Undone|undone$/, undoneBy: 'Show the undo', alreadyUndone: /already been undone/, byPerson: 'Person by person', exportPeople: 'Export people', export: 'Export',
    person: 'Person', through: 'Through', face: 'Admin center', removeThrough: 'Remove the filter Through', from: 'From', clear: 'Clear filters', noChange: 'No change matches',
    activity: 'Activity', changeLicense: 'Change user license', removeActivity: 'Remove the filter Activity', noRecord: 'No record matches',
    properties: 'Changed properties', reportsReader: /Reports reader/, denied: 'Your role does not allow this', notRevertible: /cannot be undone|is not undone here/,
  },
  'zh-Hans': {
    home: '主页', attention: '需要注意', seats: '各产品的许可证', losses: '未来 30 天内将丢失的内容', mailboxGone: '邮箱将永久删除。',
    why: '查看导致此结果的更改', blocked: /个被阻止登录的人仍有许可证/, showThem: '查看名单', addUser: '添加用户', userAdmin: /用户管理员/,
    quick: '快速操作', topSearch: '搜索', closeSearch: '关闭搜索', results: '搜索结果', nothing: /没有与“.*”匹配的内容/,
    changes: '更改', audit: '审核', history: '历史记录', unassigned: '取消分配许可证', folded: /^取消分配许可证（\d+ 项更改）$/, notAssigned: '未分配',
    undone: /已撤消/, undoneBy: '查看撤消操作', alreadyUndone: /已/, byPerson: '逐人查看', exportPeople: '导出人员', export: '导出',
    person: '人员', through: '方式', face: '管理中心', removeThrough: '移除筛选“方式”', from: '从', clear: '清除筛选', noChange: '没有匹配的更改',
    activity: '活动', changeLicense: '更改用户许可证', removeActivity: '移除筛选“活动”', noRecord: '没有匹配的记录',
    properties: '已更改的属性', reportsReader: /报告读取者/, denied: '你的角色不允许此操作', notRevertible: /不能|无法|不在此/,
  },
} as const

export type PastWords = (typeof pastWords)[keyof typeof pastWords]
