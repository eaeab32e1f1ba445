import { Caption1, Caption1Strong, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components'
import { DocumentRegular, PersonRegular, ReceiptRegular } from '@fluentui/react-icons'
import { useEffect, useRef } from 'react'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { phone } from '../../ui/breakpoints'
import { groups, type SearchOption } from './options'
import type { TopSearch } from './use-top-search'

const useStyles = makeStyles({
  box: {
    position: 'absolute', top: 'calc(100% + 4px)', left: 0, right: 0, zIndex: 100, padding: '8px', maxHeight: 'min(78vh, 660px)', display: 'flex', flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1, borderRadius: tokens.borderRadiusLarge, boxShadow: tokens.shadow16,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    [phone]: { position: 'fixed', top: '52px', maxHeight: 'calc(100dvh - 52px)', borderRadius: 0 },
  },
  closed: { display: 'none' },
  // The list scrolls rather than the box: its keys are those of the field that controls it.
  list: { overflowY: 'auto', minHeight: 0 },
  group: { display: 'block', padding: '8px 8px 4px', color: tokens.colorNeutralForeground3 },
  option: {
    display: 'grid', gridTemplateColumns: '24px minmax(0, 1fr)', columnGap: '8px', alignItems: 'center', padding: '6px 8px', cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium, ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  active: { backgroundColor: tokens.colorNeutralBackground1Selected, boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}` },
  words: { display: 'grid', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
  // A phone has no such keys.
  help: { display: 'block', padding: '8px 8px 2px', color: tokens.colorNeutralForeground2, [phone]: { display: 'none' } },
  nothing: { display: 'block', padding: '8px' },
})

const icons = { people: PersonRegular, products: ReceiptRegular, pages: DocumentRegular }

interface Props {
  listId: string
  helpId: string
  open: boolean
  search: TopSearch
  active: number
}

/** What was found, by groups, below the search. */
export function SearchResults({ listId, helpId, open, search, active }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { options, settled, error, take } = search
  return (
    // The focus stays in the text while the mouse chooses.
    <div className={mergeClasses(styles.box, !open && styles.closed)} onMouseDown={(event) => event.preventDefault()}>
      <div id={listId} role="listbox" className={styles.list} aria-label={t('search.results')}>
        {groups.filter((kind) => options.some((option) => option.kind === kind)).map((kind) => (
          <div key={kind} role="group" aria-labelledby={`${listId}-${kind}`}>
            <Caption1Strong id={`${listId}-${kind}`} className={styles.group}>{t(`search.group.${kind}`)}</Caption1Strong>
            {options.map((option, index) => option.kind === kind && (
              <Option key={option.key} id={`${listId}-${index}`} option={option} active={index === active} onTake={() => take(option)} />
            ))}
          </div>
        ))}
      </div>
      {Boolean(error) && <ErrorNotice error={error} />}
      <span role="status">
        {open && settled && options.length === 0 && !error && <Text className={styles.nothing}>{t('search.none', { text: search.text.trim() })}</Text>}
      </span>
      <Caption1 id={helpId} className={styles.help}>{t('search.help')}</Caption1>
    </div>
  )
}

function Option({ id, option, active, onTake }: { id: string; option: SearchOption; active: boolean; onTake: () => void }) {
  const styles = useStyles()
  const Icon = icons[option.kind]
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => { if (active) row.current?.scrollIntoView({ block: 'nearest' }) }, [active])
  return (
    <div ref={row} id={id} role="option" aria-selected={active} className={mergeClasses(styles.option, active && styles.active)} onClick={onTake}>
      <Icon aria-hidden fontSize={20} className={styles.quiet} />
      <span className={styles.words}>
        <Text>{option.title}</Text>
        {option.detail && <Caption1 className={styles.quiet}>{option.detail}</Caption1>}
      </span>
    </div>
  )
}
