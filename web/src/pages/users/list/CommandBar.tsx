import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { lazy, Suspense } from 'react'
import type { UsersPane } from '../../../app/search-params'
import { SelectionBar } from '../../../components/SelectionBar'
import { useMediaQuery } from '../../../hooks/use-media-query'
import { useDenied } from '../../../hooks/use-session'
import { ActionButton } from '../../../ui/ActionButton'
import { phoneQuery } from '../../../ui/breakpoints'
import { StickyBar } from '../../../ui/StickyBar'
import { type Chosen, countOf } from '../../../components/update/chosen'
import { useCommands } from './use-commands'

const MoreCommands = lazy(() => import('./MoreCommands').then((module) => ({ default: module.MoreCommands })))

/** How many commands stand beside each other; the others are in the menu behind them. */
const WIDE = 4
const NARROW = 2
const PHONE = 1

interface Props {
  chosen: Chosen
  onClear: () => void
  onOpen: (pane: UsersPane) => void
}

/** The command bar of Active users. What may not be used says which role could. */
export function CommandBar({ chosen, onClear, onOpen }: Props) {
  const commands = useCommands(chosen)
  const denied = useDenied('license.unassign')
  const isPhone = useMediaQuery(phoneQuery)
  const isNarrow = useMediaQuery('(max-width: 1279px)')
  const inline = isPhone ? PHONE : isNarrow ? NARROW : WIDE
  return (
    <StickyBar>
      <SelectionBar count={countOf(chosen)} onClear={onClear}>
        {commands.slice(0, inline).map(({ pane, label, icon, reason }) => (
          <ActionButton key={pane} icon={icon} appearance="subtle" reason={reason} onClick={() => onOpen(pane)}>{label}</ActionButton>
        ))}
        {commands.length > inline && <Suspense fallback={null}><MoreCommands commands={commands.slice(inline)} onOpen={onOpen} /></Suspense>}
      </SelectionBar>
      {denied && <MessageBar layout="multiline"><MessageBarBody>{denied}</MessageBarBody></MessageBar>}
    </StickyBar>
  )
}
