import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { DismissRegular, SearchRegular } from '@fluentui/react-icons'
import { useCallback, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useI18n } from '../../i18n/context'
import { SearchCombobox } from './SearchCombobox'
import { useSearchKeys } from './use-search-keys'

const useStyles = makeStyles({
  middle: { flexGrow: 2, flexBasis: '320px', minWidth: '140px', display: 'flex', justifyContent: 'center' },
  over: {
    position: 'absolute', inset: '0 0 auto 0', height: '52px', zIndex: 20, display: 'flex', alignItems: 'center', gap: '4px', padding: '0 4px 0 12px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
})

/** The search in the middle of the top bar; on a phone a button that opens it over the whole bar. */
export function TopSearch({ isPhone }: { isPhone: boolean }) {
  const styles = useStyles()
  const { t } = useI18n()
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const focus = useCallback(() => {
    // The field has to be there before it can take the focus.
    flushSync(() => setOver(true))
    input.current?.focus()
    input.current?.select()
  }, [])
  useSearchKeys(focus)
  if (!isPhone) return <div className={styles.middle}><SearchCombobox inputRef={input} /></div>
  const leave = () => { setOver(false); opener.current?.focus() }
  return (
    <>
      <Button ref={opener} appearance="subtle" icon={<SearchRegular />} aria-label={t('search.label')} onClick={focus} />
      {over && (
        <div className={styles.over}>
          <SearchCombobox inputRef={input} onTaken={leave} />
          <Button appearance="subtle" icon={<DismissRegular />} aria-label={t('search.close')} onClick={leave} />
        </div>
      )}
    </>
  )
}
