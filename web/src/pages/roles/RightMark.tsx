import { makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkFilled, SubtractRegular } from '@fluentui/react-icons'
import type { Right } from '../../api/roles'
import { useI18n } from '../../i18n/context'

const useStyles = makeStyles({
  yes: { color: tokens.colorBrandForeground1, fontSize: '16px', verticalAlign: 'middle' },
  no: { color: tokens.colorNeutralForeground3, fontSize: '16px', verticalAlign: 'middle' },
  limited: { fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
})

/** The notes of the rules that limit a right to some people, and the number under which the page explains them. */
const notes = { 'limited:7': { number: 1, text: 'roles.note7' }, 'limited:9': { number: 2, text: 'roles.note9' } } as const

type Limited = keyof typeof notes

const isLimited = (right: Right): right is Limited => right in notes

/** What a limited right is limited to; null for the others. */
export function useLimit(): (right: Right) => string | null {
  const { t } = useI18n()
  return (right) => (isLimited(right) ? t(notes[right].text) : null)
}

/** A cell of the matrix: yes, no, or limited; with the number of its note where the notes stand below. */
export function RightMark({ right, numbered = false }: { right: Right; numbered?: boolean }) {
  const styles = useStyles()
  const { t } = useI18n()
  if (right === 'yes') return <CheckmarkFilled className={styles.yes} aria-label={t('roles.yes')} role="img" />
  if (right === 'no') return <SubtractRegular className={styles.no} aria-label={t('roles.no')} role="img" />
  return (
    <span className={styles.limited}>
      {t('roles.limited')}{numbered && isLimited(right) && <sup>{notes[right].number}</sup>}
    </span>
  )
}

/** What the numbers in the cells mean; only those that occur. */
export function RightLegend({ rights }: { rights: readonly Right[] }) {
  const { t } = useI18n()
  const used = (Object.keys(notes) as Limited[]).filter((note) => rights.includes(note))
  return used.map((note) => <div key={note}><sup>{notes[note].number}</sup> {t(notes[note].text)}</div>)
}
