import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { importPeople } from '../../../api/users-actions'
import type { ImportRow } from '../../../api/users-types'
import { refreshAfterChange } from '../../../api/query-client'
import { useSession } from '../../../hooks/use-session'
import { type CsvFile, type Part, partsOf, repeatedNames } from './csv-file'

/** Rows in one request: few enough that progress moves and an interruption loses little. The server takes 1,000. */
const PART = 200

export interface ImportRun {
  rows: readonly ImportRow[]
  done: number
  running: boolean
  finished: boolean
  error: unknown
  start: () => void
  stop: () => void
}

/** A result with the lines of the whole file in place of those of the part. */
function inFile(row: ImportRow, { lineOf }: Part): ImportRow {
  const values = row.values.line === undefined ? row.values : { ...row.values, line: String(lineOf(Number(row.values.line))) }
  return { ...row, values, line: row.line === null ? null : lineOf(row.line) }
}

/** Tries a file out or carries it out, part by part; run again it ends the same. */
export function useImport(file: CsvFile, dryRun: boolean): ImportRun {
  const { tenant } = useSession()
  const [rows, setRows] = useState<readonly ImportRow[]>([])
  const [done, setDone] = useState(0)
  const stopped = useRef(false)
  useEffect(() => () => { stopped.current = true }, [])

  const run = useMutation({
    mutationFn: async () => {
      stopped.current = false
      const repeated = repeatedNames(file, tenant.defaultDomain)
      const twice = [...repeated].map(([line, { name, first }]): ImportRow => (
        { line, userPrincipalName: name, status: 'refused', userId: null, temporaryPassword: null, problem: '', code: 'signInNameTwice', values: { line: String(first) } }))
      setRows(twice)
      setDone(twice.length)
      const once = { ...file, rows: file.rows.filter((row) => !repeated.has(row.line)) }
      for (const part of partsOf(once, PART)) {
        if (stopped.current) return
        const answer = await importPeople(part.csv, dryRun)
        const found = answer.rows.map((row) => inFile(row, part))
        setRows((before) => [...before, ...found].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)))
        setDone((before) => before + part.rows)
        // A fault in the header concerns every part alike: once is enough.
        if (found.length > 0 && found.every((row) => row.line === null || row.line <= 1)) return
      }
    },
    onSettled: dryRun ? undefined : refreshAfterChange,
  })
  return {
    rows, done, running: run.isPending, finished: run.isSuccess || run.isError, error: run.error,
    start: () => run.mutate(), stop: () => { stopped.current = true },
  }
}
