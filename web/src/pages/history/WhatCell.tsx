import { Button, Caption1, makeStyles, mergeClasses } from '@fluentui/react-components'
import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons'
import { actorText } from '../../i18n/actor'
import { useI18n } from '../../i18n/context'
import { phone, tablet } from '../../ui/breakpoints'
import { usePageStyles } from '../../ui/page-styles'
import { RouterLink } from '../../ui/RouterLink'
import { productsText } from './about'
import type { HistoryRow } from './HistoryTable'
import { StatusCell } from './StatusCell'
import { countsText } from './words'

const useStyles = makeStyles({
  inside: { paddingLeft: '28px' },
  toggle: { justifySelf: 'start', textAlign: 'left', minWidth: 0, padding: '0 4px 0 0', margin: '-2px 0' },
  onPhone: { display: 'none', [phone]: { display: 'block' } },
  onTablet: { display: 'none', [tablet]: { display: 'block' } },
})

/** What was done, with which products, to whom and why; on narrow screens also by whom, when and to how many. */
export function WhatCell({ row, onToggle }: { row: HistoryRow; onToggle: () => void }) {
  const styles = useStyles()
  const page = usePageStyles()
  const i18n = useI18n()
  const { t, format } = i18n
  const { set, size, about } = row
  const what = [productsText(i18n, about), about.person?.displayName ?? ''].filter((part) => part !== '')
  return (
    <div className={mergeClasses(page.stack, row.inside && styles.inside)}>
      {size > 1
        ? (
          <Button
            appearance="transparent" className={styles.toggle} aria-expanded={row.open} onClick={onToggle}
            icon={row.open ? <ChevronDownRegular /> : <ChevronRightRegular />}
          >
            {t('history.folded', { what: t(`history.kind.${set.kind}`), count: size })}
          </Button>
        )
        : (
          <RouterLink from="/history" to="/history/$changeSetId" params={{ changeSetId: set.id }} search={(previous) => previous}>
            {t(`history.kind.${set.kind}`)}
          </RouterLink>
        )}
      {what.length > 0 && <Caption1>{what.join(' · ')}</Caption1>}
      {size === 1 && set.reason && <Caption1 className={page.quiet}>{set.reason}</Caption1>}
      <Caption1 className={mergeClasses(page.quiet, styles.onPhone)}>
        {t('history.byOn', { name: actorText(i18n, set.actor), when: format.dateTime(set.createdDateTime) })}
      </Caption1>
      <Caption1 className={mergeClasses(page.quiet, styles.onPhone)}>{countsText(i18n, row.counts)}</Caption1>
      {row.undone > 0 && <span className={styles.onTablet}><StatusCell row={row} /></span>}
    </div>
  )
}
