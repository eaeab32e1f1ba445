import { Link, makeStyles, mergeClasses, Toaster, tokens } from '@fluentui/react-components'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { UndoProvider } from '../components/change/UndoProvider'
import { useMediaQuery } from '../hooks/use-media-query'
import { useI18n } from '../i18n/context'
import { phoneQuery } from '../ui/breakpoints'
import { readPreference, writePreference } from '../util/preferences'
import { JobOverlay } from './JobOverlay'
import { SideNavigation } from './SideNavigation'
import { TOASTER } from '../ui/toaster'
import { TopBar } from './TopBar'

const NavigationDrawer = lazy(() => import('./NavigationDrawer').then((module) => ({ default: module.NavigationDrawer })))

const useStyles = makeStyles({
  root: { height: '100dvh', display: 'grid', gridTemplateRows: 'auto 1fr', overflow: 'hidden' },
  body: { display: 'flex', minHeight: 0 },
  nav: {
    flexShrink: 0, width: '228px', overflowY: 'auto',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground2,
  },
  collapsed: { width: '56px' },
  main: { flexGrow: 1, minWidth: 0, overflowY: 'auto', position: 'relative', backgroundColor: tokens.colorNeutralBackground1 },
  skip: {
    position: 'absolute', left: '-10000px', zIndex: 10, padding: '8px', backgroundColor: tokens.colorNeutralBackground1,
    ':focus': { left: '8px', top: '8px' },
  },
})

/** Top bar, navigation and the page. The navigation remembers whether it is collapsed; on a phone it is a drawer. */
export function Shell({ children }: { children: ReactNode }) {
  const styles = useStyles()
  const { t } = useI18n()
  const isPhone = useMediaQuery(phoneQuery)
  const [collapsed, setCollapsed] = useState(() => readPreference('navigation') === 'collapsed')
  const [drawerOpen, setDrawerOpen] = useState(false)
  const main = useRef<HTMLElement>(null)

  const toggle = () => {
    writePreference('navigation', collapsed ? 'expanded' : 'collapsed')
    setCollapsed(!collapsed)
  }

  return (
    <UndoProvider>
      <div className={styles.root}>
        <Link className={styles.skip} href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus() }}>
          {t('app.skip')}
        </Link>
        <TopBar isPhone={isPhone} onOpenNavigation={() => setDrawerOpen(true)} />
        <div className={styles.body}>
          {!isPhone && (
            <div className={mergeClasses(styles.nav, collapsed && styles.collapsed)}>
              <SideNavigation collapsed={collapsed} onToggle={toggle} />
            </div>
          )}
          <main id="main" ref={main} tabIndex={-1} className={styles.main}>{children}</main>
        </div>
        {isPhone && <Suspense fallback={null}><NavigationDrawer open={drawerOpen} onClose={() => setDrawerOpen(false)} /></Suspense>}
        <JobOverlay />
        <Toaster toasterId={TOASTER} position={isPhone ? 'bottom' : 'bottom-end'} />
      </div>
    </UndoProvider>
  )
}
