import { Text } from '@fluentui/react-components'
import type { CatalogImport } from '../../api/catalog'
import { useI18n } from '../../i18n/context'

/** Rows that are named; a file with more is better mended first. */
const PROBLEMS_SHOWN = 20

/** What an import of products did or would do, and which rows were left out. */
export function CatalogReport({ report }: { report: CatalogImport }) {
  const { t } = useI18n()
  const { added, updated, unchanged } = report.products
  const more = report.problems.length - PROBLEMS_SHOWN
  return (
    <div role="status">
      <Text>{t(report.dryRun ? 'setup.catalog.would' : 'setup.catalog.did', { added, updated, unchanged })}</Text>
      {report.problems.length > 0 && (
        <ul>
          {report.problems.slice(0, PROBLEMS_SHOWN).map((problem, index) => (
            <li key={index}>{problem.line === null ? problem.message : t('setup.catalog.line', { line: problem.line, message: problem.message })}</li>
          ))}
        </ul>
      )}
      {more > 0 && <Text>{t('setup.catalog.moreProblems', { count: more })}</Text>}
    </div>
  )
}
