import { Button, Spinner, Text } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { allHolders } from '../../api/holders'
import { ErrorNotice } from '../../components/ErrorNotice'
import { useI18n } from '../../i18n/context'
import { usePageStyles } from '../../ui/page-styles'
import type { HolderRow } from './HoldersTable'
import { rowOf } from './holder-rows'
import type { HolderSelection } from './use-select-all'

interface Props {
  skuId: string
  search: string
  rows: readonly HolderRow[]
  total: number | undefined
  selection: HolderSelection
}

/** Once everyone on the page is selected: the step to everyone in the list, however long it is. */
export function SelectAllBar({ skuId, search, rows, total, selection }: Props) {
  const page = usePageStyles()
  const { t } = useI18n()
  const { table, everyone, selectEveryone } = selection
  const gather = useMutation({
    mutationFn: () => allHolders(skuId, { search }),
    onSuccess: (found) => table.togglePage(found.map(rowOf), true),
  })
  const pageFull = rows.length > 0 && rows.every((row) => table.selected.has(row.id))
  if (!total || total <= rows.length || !pageFull) return null
  if (everyone || table.selected.size >= total) {
    return <Text role="status" size={200}>{t('product.selectAll.done', { count: everyone ? total : table.selected.size })}</Text>
  }
  return (
    <>
      <div className={page.tools}>
        <Text size={200}>{t('product.selectAll.page', { count: rows.length })}</Text>
        <Button
          size="small" disabled={gather.isPending} icon={gather.isPending ? <Spinner size="tiny" /> : undefined}
          onClick={() => (search ? gather.mutate() : selectEveryone())}
        >
          {t(search ? 'product.selectAll.matching' : 'product.selectAll.everyone', { count: total })}
        </Button>
      </div>
      {gather.isError && <ErrorNotice error={gather.error} onRetry={() => gather.mutate()} />}
    </>
  )
}
