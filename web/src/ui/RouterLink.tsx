import { Link, useRestoreFocusTarget } from '@fluentui/react-components'
import { createLink } from '@tanstack/react-router'
import { type AnchorHTMLAttributes, forwardRef } from 'react'

const Anchor = forwardRef<HTMLAnchorElement, AnchorHTMLAttributes<HTMLAnchorElement>>(function Anchor(props, ref) {
  const restoreFocus = useRestoreFocusTarget()
  return <Link as="a" href="" {...restoreFocus} {...props} ref={ref} />
})

/** A link of the console's look that stays inside the console. Focus comes back to it from a pane it opened. */
export const RouterLink = createLink(Anchor)
