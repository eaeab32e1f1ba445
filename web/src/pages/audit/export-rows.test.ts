import { expect, it } from 'vitest'
import type { AuditRecord } from '../../api/history'
import { rowsOf } from './ExportAudit'

const record: AuditRecord = {
  id: '5-0', activity: 'Update user', category: 'UserManagement', activityDateTime: '2026-03-02T09:00:00Z', recordedDateTime: '2026-03-02T09:00:00Z',
  result: 'success', actor: { kind: 'app', id: 'app', displayName: 'Script', userPrincipalName: null }, face: 'graph',
  target: { kind: 'User', id: 'u', displayName: 'Ada', userPrincipalName: 'ada@x' }, modifiedProperties: [], changeSetId: 's', requestId: 'r', hash: 'h',
}

it('gives every changed property a row, and a record without any one row', () => {
  expect(rowsOf(record)).toHaveLength(1)
  const two = rowsOf({ ...record, modifiedProperties: [{ name: 'City', old: 'Leeds', new: 'York' }, { name: 'Department', old: '', new: 'Sales' }] })
  expect(two.map((row) => row.slice(12, 15))).toEqual([['City', 'Leeds', 'York'], ['Department', '', 'Sales']])
  expect(two.every((row) => row[0] === '5-0' && row[6] === 'app')).toBe(true)
})
