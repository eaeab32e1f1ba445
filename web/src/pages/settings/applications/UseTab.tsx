import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { Application } from '../../../api/applications'
import { useSession } from '../../../hooks/use-session'
import { useI18n } from '../../../i18n/context'
import { CopyButton } from '../../../ui/CopyButton'
import { endpointsOf, exampleOf } from './examples'
import { Fact } from './Fact'
import { kindOf, redirectUrisOf } from './kinds'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between' },
  code: {
    margin: 0, padding: '12px', overflowX: 'auto', borderRadius: tokens.borderRadiusMedium, backgroundColor: tokens.colorNeutralBackground3,
    fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  list: { margin: 0, paddingLeft: '18px', overflowWrap: 'anywhere' },
})

/** What a program needs to know, each with a copy button, and an example that runs. */
export function UseTab({ application }: { application: Application }) {
  const styles = useStyles()
  const { t } = useI18n()
  const { tenant } = useSession()
  const { authority, token, graph } = endpointsOf(window.location.origin, tenant.id)
  const example = exampleOf(kindOf(application), window.location.origin, tenant.id, application.appId)
  const redirects = redirectUrisOf(application)
  return (
    <div className={styles.root}>
      <Fact label={t('applications.tenantId')} value={tenant.id} />
      <Fact label={t('applications.clientId')} value={application.appId} />
      <Fact label={t('applications.authority')} value={authority} />
      <Fact label={t('applications.tokenEndpoint')} value={token} />
      <Fact label={t('applications.graph')} value={graph} />
      {redirects.length > 0 && (
        <div>
          <Text size={200} weight="semibold">{t('applications.redirect')}</Text>
          <ul className={styles.list}>{redirects.map((uri) => <li key={uri}>{uri}</li>)}</ul>
        </div>
      )}
      <div>
        <div className={styles.head}>
          <Text size={200} weight="semibold">{t('applications.example')}</Text>
          <CopyButton text={example} label={t('applications.example')} />
        </div>
        <pre className={styles.code} tabIndex={0} role="region" aria-label={t('applications.example')}>{example}</pre>
      </div>
    </div>
  )
}
