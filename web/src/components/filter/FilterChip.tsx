import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger, tokens } from '@fluentui/react-components'
import { AddRegular, DismissRegular } from '@fluentui/react-icons'
import { type ReactNode, useRef, useState } from 'react'
import { useI18n } from '../../i18n/context'

const useStyles = makeStyles({
  chip: { display: 'inline-flex', maxWidth: '100%', minWidth: 0 },
  set: {
    borderTopRightRadius: 0, borderBottomRightRadius: 0, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap',
    backgroundColor: tokens.colorBrandBackground2, color: tokens.colorBrandForeground2, display: 'block',
  },
  clear: {
    borderTopLeftRadius: 0, borderBottomLeftRadius: 0, borderLeftStyle: 'none', minWidth: '28px',
    backgroundColor: tokens.colorBrandBackground2, color: tokens.colorBrandForeground2,
  },
  surface: { display: 'grid', gap: '8px', minWidth: '240px', maxWidth: 'calc(100vw - 56px)' },
})

interface Props {
  /** What is filtered by. */
  label: string
  /** What it is set to, in words; undefined while it is not. */
  value: string | undefined
  onClear: () => void
  /** The choice, in a box below the chip. */
  children: (close: () => void) => ReactNode
}

/** A filter: a button that opens its choice, and once it is set a chip that says to what, with its way off. */
export function FilterChip({ label, value, onClear, children }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const clear = () => { onClear(); opener.current?.focus() }
  return (
    <span className={styles.chip}>
      <Popover trapFocus open={open} onOpenChange={(_, data) => setOpen(data.open)} positioning="below-start">
        <PopoverTrigger disableButtonEnhancement>
          {value === undefined
            ? <Button ref={opener} size="small" shape="circular" icon={<AddRegular />}>{label}</Button>
            : <Button ref={opener} size="small" shape="circular" className={styles.set}>{t('filter.set', { label, value })}</Button>}
        </PopoverTrigger>
        <PopoverSurface className={styles.surface} aria-label={label}>{open && children(() => setOpen(false))}</PopoverSurface>
      </Popover>
      {value !== undefined && (
        <Button size="small" shape="circular" className={styles.clear} icon={<DismissRegular />} aria-label={t('filter.clear', { label })} onClick={clear} />
      )}
    </span>
  )
}
