import { Button, Field, Input, makeStyles } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { useI18n } from '../../../i18n/context'

const useStyles = makeStyles({ form: { display: 'grid', gap: '8px', justifyItems: 'start' }, field: { width: '100%' } })

interface Props {
  value: string
  known: readonly string[]
  onChange: (department: string) => void
}

/** A department by its whole name, with those in sight to choose from. */
export function DepartmentField({ value, known, onChange }: Props) {
  const styles = useStyles()
  const { t } = useI18n()
  const [text, setText] = useState(value)
  const list = useId()
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); onChange(text.trim()) }}>
      <Field className={styles.field} label={t('users.department')} hint={t('users.filter.departmentHint')}>
        <Input list={list} value={text} maxLength={256} onChange={(_, data) => setText(data.value)} />
      </Field>
      <datalist id={list}>{known.map((name) => <option key={name} value={name} />)}</datalist>
      <Button type="submit" size="small">{t('users.filter.apply')}</Button>
    </form>
  )
}
