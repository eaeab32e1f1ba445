import { Breadcrumb, BreadcrumbButton, BreadcrumbDivider, BreadcrumbItem } from '@fluentui/react-components'
import { useI18n } from '../../i18n/context'
import { RouterLink } from '../../ui/RouterLink'

/** The way back to Licenses. */
export function Trail({ product }: { product?: string }) {
  const { t } = useI18n()
  return (
    <Breadcrumb aria-label={t('nav.breadcrumb')} size="small">
      <BreadcrumbItem><RouterLink to="/licenses">{t('licenses.title')}</RouterLink></BreadcrumbItem>
      {product && (
        <>
          <BreadcrumbDivider />
          <BreadcrumbItem><BreadcrumbButton current>{product}</BreadcrumbButton></BreadcrumbItem>
        </>
      )}
    </Breadcrumb>
  )
}
