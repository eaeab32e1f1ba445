import { makeStyles, Text } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useI18n } from '../../i18n/context'
import { ErrorNotice } from '../ErrorNotice'
import { JobView } from './JobView'
import { PreviewProgress } from './PreviewProgress'
import { PreviewView } from './PreviewView'
import { ResultView } from './ResultView'
import type { ChangeState } from './use-change'
import { Waiting } from './Waiting'

const useStyles = makeStyles({ root: { display: 'grid', gap: '12px' } })

interface Props {
  state: ChangeState
  /** The sentence above the preview that says what is about to happen. */
  question?: string
  next?: ReactNode
}

/** The middle of a change's dialog or pane, at whichever step it stands. */
export function ChangeBody({ state, question, next }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const { current } = state
  switch (current.step) {
    case 'previewing':
      return current.job ? <PreviewProgress job={current.job} /> : <Waiting label={t('preview.loading')} />
    case 'previewFailed':
      return <ErrorNotice error={current.error} onRetry={state.previewAgain} />
    case 'confirm':
    case 'applying':
      return (
        <div className={styles.root}>
          {'error' in current && Boolean(current.error) && <ErrorNotice error={current.error} onRetry={state.previewAgain} />}
          {question && <Text>{question}</Text>}
          <PreviewView preview={current.preview} />
        </div>
      )
    case 'result':
      return <ResultView counts={current.result.counts} people={current.result.people} next={next} />
    case 'job':
      return <JobView jobId={current.jobId} next={next} />
  }
}
