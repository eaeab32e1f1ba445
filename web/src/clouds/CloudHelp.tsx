import { Button, Link, makeStyles, Popover, PopoverSurface, PopoverTrigger, Subtitle2, Text, tokens } from '@fluentui/react-components'
import { BookInformationRegular } from '@fluentui/react-icons'
import { useI18n } from '../i18n/context'
import { articleLink, pageLink } from './facts'
import type { LinkedPage } from './table'
import { useCloud } from './use-cloud'

const useStyles = makeStyles({
  surface: { display: 'grid', gap: '8px', width: '340px', maxWidth: 'calc(100vw - 56px)', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

/** Help on a page in the words of the cloud: the article about it, and the link by which the article leads here. */
export function CloudHelp({ page }: { page: LinkedPage }) {
  const styles = useStyles()
  const { t, language } = useI18n()
  const { facts } = useCloud()
  const link = pageLink(facts, page)
  return (
    <Popover withArrow trapFocus positioning="below-end">
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="transparent" size="small" icon={<BookInformationRegular />}>{t('cloud.help')}</Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('cloud.help')}>
        <Subtitle2 as="h2">{t(facts.name)}</Subtitle2>
        <Text className={styles.quiet}>{t('cloud.host', { host: facts.host })}</Text>
        <Link href={articleLink(facts, page, language)} target="_blank" rel="noreferrer">{t('cloud.article')}</Link>
        <Text>{t('cloud.permanent')} <Link href={link} inline>{link}</Link></Text>
      </PopoverSurface>
    </Popover>
  )
}
