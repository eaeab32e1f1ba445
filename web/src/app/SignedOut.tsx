import { Button, makeStyles, Text, Title2, tokens } from '@fluentui/react-components'
import { useEffect } from 'react'
import { paths } from '../api/paths'
import { useI18n } from '../i18n/context'
import { Logo } from '../ui/Logo'
import { LanguageButtons } from './LanguageButtons'

const useStyles = makeStyles({
  page: {
    minHeight: '100dvh', display: 'grid', placeItems: 'center', padding: '16px', boxSizing: 'border-box',
    backgroundColor: tokens.colorNeutralBackground3,
  },
  card: {
    backgroundColor: tokens.colorNeutralBackground1, borderRadius: tokens.borderRadiusXLarge, boxShadow: tokens.shadow8, width: '100%', maxWidth: '440px', padding: '32px', display: 'grid', gap: '16px', boxSizing: 'border-box' },
  brand: { display: 'flex', gap: '12px', alignItems: 'center' },
  text: { color: tokens.colorNeutralForeground2 },
})

/** Nobody is signed in: one button, and back to the same page afterwards. */
export function SignedOut() {
  const styles = useStyles()
  const { t } = useI18n()
  useEffect(() => { document.title = t('app.name') }, [t])
  const returnTo = window.location.pathname + window.location.search
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}><Logo /><Text weight="semibold">Reseat</Text></div>
        <Title2 as="h1">{t('signIn.heading')}</Title2>
        <Text className={styles.text}>{t('signIn.text')}</Text>
        <Button as="a" href={paths.signIn(returnTo)} appearance="primary" size="large">{t('signIn.button')}</Button>
        <LanguageButtons />
      </div>
    </main>
  )
}
