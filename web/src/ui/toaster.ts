/** The console's one place for toasts. */
export const TOASTER = 'reseat-toaster'
