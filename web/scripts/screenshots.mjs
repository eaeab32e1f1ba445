// A picture of every page: both languages, light and dark, several widths. Usage:
//   RESEAT_URL=http://127.0.0.1:4173 node scripts/screenshots.mjs [output folder] [only pages whose name begins so, by commas]
import { mkdirSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { scenes } from './scenes/index.mjs'

const base = process.env.RESEAT_URL ?? 'http://127.0.0.1:4173'
const out = process.argv[2] ?? 'screenshots'
const only = (process.argv[3] ?? '').split(',')
const widths = (process.env.WIDTHS ?? '1440,1024,390').split(',').map(Number)
const themes = (process.env.THEMES ?? 'light,dark').split(',')
const languages = (process.env.LANGUAGES ?? 'en,zh-Hans').split(',')

mkdirSync(out, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
})

for (const language of languages) {
  for (const theme of themes) {
    for (const width of widths) {
      const context = await browser.newContext({ viewport: { width, height: width < 640 ? 844 : 900 }, baseURL: base, locale: language === 'en' ? 'en-GB' : 'zh-CN', reducedMotion: 'reduce', ignoreHTTPSErrors: true })
      context.setDefaultTimeout(10_000)
      await context.addInitScript(([l, t]) => {
        localStorage.setItem('reseat.language', l)
        localStorage.setItem('reseat.theme', t)
      }, [language, theme])
      for (const scene of scenes.filter(({ name }) => only.some((start) => name.startsWith(start)))) {
        const page = await context.newPage()
        try {
          await scene.run(page, language)
          await page.screenshot({ path: `${out}/${scene.name}-${language}-${theme}-${width}.png` })
        } catch (error) {
          console.error(`${scene.name} ${language} ${theme} ${width}: ${error.message.split('\n')[0]}`)
          await page.screenshot({ path: `${out}/FAILED-${scene.name}-${language}-${theme}-${width}.png` })
          process.exitCode = 1
        }
        await page.close()
      }
      await context.close()
    }
  }
}
await browser.close()
