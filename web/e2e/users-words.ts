/** The words of Active users as a reader expects them, on purpose not taken from the catalogues. */
export const usersWords = {
  en: {
    add: 'Add a user', importing: 'Import users', exporting: 'Export users', more: 'More commands', setLocation: 'Set usage location', block: 'Block sign-in', unblock: 'Unblock sign-in',
    revoke: 'Sign out everywhere', reset: 'Reset password', copyTo: 'Copy licenses to', copy: 'Copy licenses', assignMore: /^Assign more/, replace: /^Replace/, preview: 'See what will happen',
    turn: 'Turn apps and services on or off', tooFew: (product: string, n: number) => `${product}: ${n} license${n === 1 ? '' : 's'} too few.`, holders: (product: string) => `See who holds ${product}`,
    first: 'First name', last: 'Last name', upn: 'Sign-in name', displayName: 'Display name', location: 'Usage location', password: 'New password', own: 'Type a password', once: /shown only now/,
    added: /was added with the sign-in name/, without: 'Added without a license.', another: 'Add another user', open: (name: string) => `Open ${name}`,
    blockFor: (n: number) => `Block sign-in for ${n} ${n === 1 ? 'person' : 'people'}`, unblockFor: (n: number) => `Unblock sign-in for ${n} ${n === 1 ? 'person' : 'people'}`,
    locationFor: (n: number) => `Set the usage location of ${n} ${n === 1 ? 'person' : 'people'}`, signOut: (n: number) => `Sign ${n} ${n === 1 ? 'person' : 'people'} out`,
    blocked: 'Sign-in blocked', licensed: 'Licensed', unlicensedFilter: 'Unlicensed', resetDone: (name: string) => `The password of ${name} was reset.`, copyButton: 'Copy', who: 'Who gets the licenses',
    copyFor: (n: number) => `Copy licenses to ${n} ${n === 1 ? 'person' : 'people'}`, file: 'CSV file', would: '1 person would be created, 1 updated, 0 left as they are, 2 rows are wrong.',
    did: '1 person was created, 1 updated, 0 left as they were, 2 rows were refused.', importFor: (n: number) => `Import ${n} ${n === 1 ? 'person' : 'people'}`, wrongTable: 'Rows that are wrong', rightTable: 'Rows that are right',
    twice: 'The same sign-in name is on line 2 already; keep one of the two rows.', passwords: 'Download the first passwords', report: 'Download the report', filter: 'Add filter', product: 'Product', department: 'Department',
    apply: 'Apply', remove: (filter: string) => `Remove the filter ${filter}`, departmentIs: (name: string) => `Department: ${name}`, productIs: (name: string) => `Product: ${name}`, columns: 'Columns', jobTitle: 'Job title',
    views: 'Views', view: (name: string) => `View: ${name}`, saveView: 'Save this view', viewName: 'Name of the view', save: 'Save', allUsers: 'All active users', deleteView: (name: string) => `Delete the view ${name}`,
    selectPage: 'Select everyone on this page', selectAll: /^Select all \d+ that match$/, everyone: /^All \d+ people who match are selected/, inFile: /people are in the file/, edit: 'Edit', saved: 'The changes were saved.',
    account: 'Account', roles: 'Roles', changes: 'Changes', germany: 'Germany', france: 'France', needsUserAdmin: /User admin/, discardText: /was not added/, activeUsers: 'Active users', selectOne: 'Select one person: each gets a password of their own.',
  },
  'zh-Hans': {
    add: '添加用户', importing: '导入用户', exporting: '导出用户', more: '更多命令', setLocation: '设置使用位置', block: '阻止登录', unblock: '取消阻止登录',
    revoke: '从所有位置注销', reset: '重置密码', copyTo: '复制许可证到其他人', copy: '复制许可证', assignMore: /^分配更多/, replace: /^替换/, preview: '查看将发生的情况',
    turn: '打开或关闭应用和服务', tooFew: (product: string, n: number) => `${product}：缺少 ${n} 个许可证。`, holders: (product: string) => `查看谁拥有 ${product}`,
    first: '名字', last: '姓氏', upn: '登录名', displayName: '显示名称', location: '使用位置', password: '新密码', own: '输入密码', once: /只显示这一次/,
    added: /^已添加 /, without: '已添加，但没有许可证。', another: '添加另一个用户', open: (name: string) => `打开 ${name}`,
    blockFor: (n: number) => `阻止 ${n} 人登录`, unblockFor: (n: number) => `取消阻止 ${n} 人登录`,
    locationFor: (n: number) => `设置 ${n} 人的使用位置`, signOut: (n: number) => `注销 ${n} 人`,
    blocked: '已阻止登录', licensed: '已授权', unlicensedFilter: '未授权', resetDone: (name: string) => `已重置 ${name} 的密码。`, copyButton: '复制', who: '谁获得许可证',
    copyFor: (n: number) => `将许可证复制给 ${n} 人`, file: 'CSV 文件', would: '将创建 1 人，更新 1 人，保持不变 0 人，有误 2 行。',
    did: '已创建 1 人，更新 1 人，保持不变 0 人，拒绝 2 行。', importFor: (n: number) => `导入 ${n} 人`, wrongTable: '有误的行', rightTable: '正确的行',
    twice: '第 2 行已有相同的登录名；请只保留其中一行。', passwords: '下载初始密码', report: '下载报告', filter: '添加筛选', product: '产品', department: '部门',
    apply: '应用', remove: (filter: string) => `移除筛选“${filter}”`, departmentIs: (name: string) => `部门：${name}`, productIs: (name: string) => `产品：${name}`, columns: '列', jobTitle: '职务',
    views: '视图', view: (name: string) => `视图：${name}`, saveView: '保存此视图', viewName: '视图名称', save: '保存', allUsers: '所有活动用户', deleteView: (name: string) => `删除视图“${name}”`,
    selectPage: '选择此页上的所有人', selectAll: /^选择匹配的全部 \d+ 人$/, everyone: /^已选择匹配的全部 \d+ 人/, inFile: /文件中有 \d+ 人/, edit: '编辑', saved: '已保存更改。',
    account: '帐户', roles: '角色', changes: '更改', germany: '德国', france: '法国', needsUserAdmin: /用户管理员/, discardText: /尚未添加/, activeUsers: '活动用户', selectOne: '请选择一个人：每个人的密码各不相同。',
  },
} as const

export type UsersWords = (typeof usersWords)[keyof typeof usersWords]
