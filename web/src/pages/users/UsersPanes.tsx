import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import type { UsersPane } from '../../app/search-params'
import { type Chosen, countOf, onlyOne } from '../../components/update/chosen'
import type { Criteria } from './list/criteria'

const AddPane = lazy(() => import('./add/AddPane').then((module) => ({ default: module.AddPane })))
const ImportPane = lazy(() => import('./import/ImportPane').then((module) => ({ default: module.ImportPane })))
const ExportDialog = lazy(() => import('./export/ExportDialog').then((module) => ({ default: module.ExportDialog })))
const ManagePane = lazy(() => import('./manage/ManagePane').then((module) => ({ default: module.ManagePane })))
const CopyPane = lazy(() => import('../../components/copy/CopyPane').then((module) => ({ default: module.CopyPane })))
const UpdatePane = lazy(() => import('../../components/update/UpdatePane').then((module) => ({ default: module.UpdatePane })))
const PasswordPane = lazy(() => import('../../components/account/PasswordPane').then((module) => ({ default: module.PasswordPane })))

interface Props {
  pane: UsersPane
  chosen: Chosen
  criteria: Criteria
  /** Called with whether anything was done. */
  onClose: (done: boolean) => void
}

/** The panes that need nobody to be selected. */
const GENERAL: readonly UsersPane[] = ['add', 'import', 'export']

/** The pane that the address names, for whoever was selected when it opened: the change itself may empty the list. */
export function UsersPanes(props: Props) {
  const [chosen] = useState(props.chosen)
  const useless = !GENERAL.includes(props.pane) && countOf(chosen) === 0
  const close = useRef(props.onClose)
  // After a reload nobody is selected: the address shall not say that something is open.
  useEffect(() => { if (useless) close.current(false) }, [useless])
  return <Suspense fallback={null}>{paneOf({ ...props, chosen })}</Suspense>
}

function paneOf({ pane, chosen, criteria, onClose }: Props): ReactNode {
  const one = onlyOne(chosen)
  switch (pane) {
    case 'add': return <AddPane onClose={onClose} />
    case 'import': return <ImportPane onClose={onClose} />
    case 'export': return <ExportDialog criteria={criteria} onClose={() => onClose(false)} />
    case 'password': return one && <PasswordPane person={one} onClose={onClose} />
    case 'copy': return one && <CopyPane person={one} onClose={onClose} />
    case 'manage': return countOf(chosen) > 0 && <ManagePane chosen={chosen} onClose={onClose} />
    default: return countOf(chosen) > 0 && <UpdatePane kind={pane} chosen={chosen} onClose={onClose} />
  }
}
