/** A sign-in name that, where it must, breaks at the sign rather than inside a word. */
export function SignInName({ upn }: { upn: string }) {
  const at = upn.indexOf('@')
  return <>{upn.slice(0, at)}<wbr />{upn.slice(at)}</>
}
