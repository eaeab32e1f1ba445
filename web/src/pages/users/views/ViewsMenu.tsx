import {
  Button, Menu, MenuDivider, MenuItem, MenuItemRadio, MenuList, MenuPopover, MenuTrigger, useRestoreFocusTarget,
} from '@fluentui/react-components'
import { BookmarkRegular, DeleteRegular, SaveRegular } from '@fluentui/react-icons'
import { lazy, Suspense, useState } from 'react'
import { useI18n } from '../../../i18n/context'
import { type ColumnKey, DEFAULT_COLUMNS } from '../list/columns'
import { type Criteria, NO_CRITERIA } from '../list/criteria'
import { useViews } from './use-views'
import { viewShowing } from './views'

const SaveViewDialog = lazy(() => import('./SaveViewDialog').then((module) => ({ default: module.SaveViewDialog })))

interface Props {
  criteria: Criteria
  columns: readonly ColumnKey[]
  onShow: (criteria: Criteria, columns: readonly ColumnKey[]) => void
}

/** The views that were saved: show one, save what is shown, delete the one that is shown. */
export function ViewsMenu({ criteria, columns, onShow }: Props) {
  const { t } = useI18n()
  const { views, save, remove } = useViews()
  const [saving, setSaving] = useState(false)
  const restoreFocus = useRestoreFocusTarget()
  const standard = { name: '', criteria: NO_CRITERIA, columns: DEFAULT_COLUMNS }
  const current = viewShowing([standard, ...views], criteria, columns)
  const show = (name: string) => {
    const view = [standard, ...views].find((one) => one.name === name)
    if (view) onShow({ ...NO_CRITERIA, ...view.criteria }, view.columns)
  }
  return (
    <>
      <Menu checkedValues={{ view: current ? [current.name] : [] }} onCheckedValueChange={(_, data) => show(data.checkedItems[0] ?? '')}>
        <MenuTrigger disableButtonEnhancement>
          <Button {...restoreFocus} size="small" appearance="subtle" icon={<BookmarkRegular />}>
            {current?.name ? t('users.views.current', { name: current.name }) : t('users.views')}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItemRadio name="view" value="">{t('users.views.standard')}</MenuItemRadio>
            {views.map(({ name }) => <MenuItemRadio key={name} name="view" value={name}>{name}</MenuItemRadio>)}
            <MenuDivider />
            <MenuItem icon={<SaveRegular />} onClick={() => setSaving(true)}>{t('users.views.save')}</MenuItem>
            {current?.name && (
              <MenuItem icon={<DeleteRegular />} onClick={() => remove(current.name)}>{t('users.views.delete', { name: current.name })}</MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      {saving && (
        <Suspense fallback={null}>
          <SaveViewDialog
            taken={views.map(({ name }) => name)} onClose={() => setSaving(false)}
            onSave={(name) => { save({ name, criteria, columns }); setSaving(false) }}
          />
        </Suspense>
      )}
    </>
  )
}
