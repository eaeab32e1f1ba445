import type { Person } from '../../api/types'
import type { PersonAction } from '../../app/search-params'
import { CopyPane } from '../../components/copy/CopyPane'
import { PasswordPane } from '../../components/account/PasswordPane'
import { UpdatePane } from '../../components/update/UpdatePane'

interface Props {
  person: Person
  action: PersonAction
  onClose: () => void
}

/** What opens over the person's pane. */
export function ActionOverlay({ person, action, onClose }: Props) {
  if (action === 'password') return <PasswordPane person={person} onClose={onClose} />
  if (action === 'copy') return <CopyPane person={person} onClose={onClose} />
  return <UpdatePane kind={action} chosen={{ kind: 'some', users: [person] }} onClose={onClose} />
}
