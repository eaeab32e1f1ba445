import { type ChangeSet, historyPaths } from '../../api/history'
import type { LicenseChange, PersonOutcome } from '../../api/types'
import { WALK, walk } from '../../api/walk'
import { ExportButton } from '../../components/ExportButton'
import { type I18n, useI18n } from '../../i18n/context'

// The columns keep the API's names: programs read them, in whichever language the page is.
const COLUMNS = [
  'id', 'userPrincipalName', 'displayName', 'status', 'skuId', 'product', 'path', 'change', 'disabledPlansBefore', 'disabledPlansAfter',
  'mailboxBefore', 'mailboxAfter', 'mailboxPurgeDateTime', 'driveBefore', 'driveAfter', 'officeBefore', 'officeAfter', 'reasons', 'message',
]

/** One row for every licence that changed; one for a person for whom none did. */
export function rowsOf({ user, status, licenses, mailbox, drive, office, reasons }: PersonOutcome, { format, reason }: Pick<I18n, 'format' | 'reason'>): (string | null)[][] {
  const plans = (state: LicenseChange['before']) => (state ? state.disabledPlans.join(' ') : null)
  const changes: (LicenseChange | null)[] = licenses.length > 0 ? licenses : [null]
  return changes.map((change) => [
    user.id, user.userPrincipalName, user.displayName, status,
    change && change.skuId, change && format.name(change.names), change && change.path, change && change.change,
    change && plans(change.before), change && plans(change.after),
    mailbox && mailbox.before, mailbox && mailbox.after, mailbox?.purgeDateTime ?? null,
    drive && drive.before, drive && drive.after, office && office.before, office && office.after,
    reasons.map((coded) => coded.code).join(' '), reasons.map((coded) => reason(coded).message).join(' '),
  ])
}

/** The people of a change set with before and after, as a file. */
export function ExportPeople({ set }: { set: ChangeSet }) {
  const i18n = useI18n()
  return (
    <ExportButton
      label={i18n.t('history.exportPeople')} file={`change-${set.id}.csv`}
      rows={async (asked) => {
        const people = await walk<PersonOutcome>((skiptoken) => historyPaths.items(set.id, { top: WALK, skiptoken }), asked)
        return [COLUMNS, ...people.flatMap((person) => rowsOf(person, i18n))]
      }}
    />
  )
}
