import { Button, Menu, MenuItem, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { TableSettingsRegular } from '@fluentui/react-icons'
import { useI18n } from '../../../i18n/context'
import { type ColumnKey, columnKeys, columnLabel, DEFAULT_COLUMNS, toggleColumn } from '../list/columns'

interface Props {
  columns: readonly ColumnKey[]
  onChange: (columns: readonly ColumnKey[]) => void
}

/** Which columns stand beside the name. */
export function ColumnsMenu({ columns, onChange }: Props) {
  const { t } = useI18n()
  const toggle = (checked: readonly string[]) => {
    const touched = columnKeys.find((key) => checked.includes(key) !== columns.includes(key))
    if (touched) onChange(toggleColumn(columns, touched))
  }
  return (
    <Menu checkedValues={{ columns: [...columns] }} onCheckedValueChange={(_, data) => toggle(data.checkedItems)}>
      <MenuTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" icon={<TableSettingsRegular />}>{t('users.columns')}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {columnKeys.map((key) => <MenuItemCheckbox key={key} name="columns" value={key}>{t(columnLabel[key])}</MenuItemCheckbox>)}
          <MenuItem onClick={() => onChange(DEFAULT_COLUMNS)}>{t('users.columns.reset')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
