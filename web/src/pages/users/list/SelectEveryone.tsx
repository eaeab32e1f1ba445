import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import type { PersonRow } from '../../../api/types'
import { useI18n } from '../../../i18n/context'
import { pageState } from '../../../util/selection'
import type { PeopleSelection } from './use-people-selection'

interface Props {
  selection: PeopleSelection
  rows: readonly PersonRow[] | undefined
  total: number | undefined
}

/** Offers everyone who matches once the whole page is selected and there are more. */
export function SelectEveryone({ selection, rows, total }: Props) {
  const { t } = useI18n()
  if (!rows || total === undefined || total <= rows.length) return null
  if (selection.everyone) {
    return (
      <MessageBar>
        <MessageBarBody>{t('users.everyone.selected', { count: total })}</MessageBarBody>
        <MessageBarActions><Button size="small" onClick={selection.clear}>{t('list.clearSelection')}</Button></MessageBarActions>
      </MessageBar>
    )
  }
  if (pageState(selection.table.selected, rows) !== true) return null
  return (
    <MessageBar>
      <MessageBarBody>{t('users.everyone.page', { count: rows.length })}</MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={selection.selectEveryone}>{t('users.everyone.select', { count: total })}</Button>
      </MessageBarActions>
    </MessageBar>
  )
}
