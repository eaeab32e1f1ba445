import { useState } from 'react'
import { ImportFlow } from './ImportFlow'
import { type ChosenFile, FileStep } from './FileStep'

/** Import users: choose a file, see what it would do, run it. */
export function ImportPane({ onClose }: { onClose: (done: boolean) => void }) {
  const [file, setFile] = useState<ChosenFile | null>(null)
  if (!file) return <FileStep onChoose={setFile} onClose={() => onClose(false)} />
  return <ImportFlow key={file.name} file={file} onOther={() => setFile(null)} onClose={onClose} />
}
