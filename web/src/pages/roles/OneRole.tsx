import { Field, Select } from '@fluentui/react-components'
import { useState } from 'react'
import type { RoleMatrix } from '../../api/roles'
import { useI18n } from '../../i18n/context'
import { roleName } from '../../i18n/roles'
import { RoleRights } from './RoleRights'

/** The matrix on a phone: one role at a time. */
export function OneRole({ matrix }: { matrix: RoleMatrix }) {
  const { t } = useI18n()
  const [chosen, setChosen] = useState(matrix.value[0]?.id)
  const role = matrix.value.find((one) => one.id === chosen)
  return (
    <>
      <Field label={t('roles.role')}>
        <Select value={chosen} onChange={(_, data) => setChosen(data.value)}>
          {matrix.value.map((one) => <option key={one.id} value={one.id}>{roleName(t, one)}</option>)}
        </Select>
      </Field>
      {role && <RoleRights role={role} actions={matrix.actions} />}
    </>
  )
}
