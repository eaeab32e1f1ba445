/** Widths at which the layout changes: a phone below the first, a tablet or small window below the second. */
export const phone = '@media (max-width: 639px)'
export const tablet = '@media (max-width: 1099px)'
export const phoneQuery = '(max-width: 639px)'
