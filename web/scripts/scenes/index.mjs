// Every scene of every page: each file of this folder exports its own as `scenes`.
import { readdirSync } from 'node:fs'

const OWN = ['index.mjs', 'steps.mjs']
const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.mjs') && !OWN.includes(file)).sort()
const modules = await Promise.all(files.map((file) => import(new URL(file, import.meta.url))))

export const scenes = modules.flatMap((module) => module.scenes ?? [])

const names = scenes.map(({ name }) => name)
const twice = names.filter((name, index) => names.indexOf(name) !== index)
if (twice.length > 0) throw new Error(`two scenes would write the same picture: ${twice.join(', ')}`)
