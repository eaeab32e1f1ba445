import { Button, makeStyles, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, useRestoreFocusTarget } from '@fluentui/react-components'
import { MoreHorizontalRegular } from '@fluentui/react-icons'
import type { UsersPane } from '../../../app/search-params'
import { useI18n } from '../../../i18n/context'
import type { Command } from './use-commands'

const useStyles = makeStyles({ popover: { maxWidth: '320px' } })

/** The commands for which there is no room; one that cannot be used says why under its name. */
export function MoreCommands({ commands, onOpen }: { commands: Command[]; onOpen: (pane: UsersPane) => void }) {
  const styles = useStyles()
  const { t } = useI18n()
  const restoreFocus = useRestoreFocusTarget()
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button {...restoreFocus} appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={t('users.more')} />
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>
          {commands.map(({ pane, label, icon, reason }) => (
            <MenuItem key={pane} icon={icon} disabled={reason !== null} subText={reason ?? undefined} onClick={() => onOpen(pane)}>{label}</MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
