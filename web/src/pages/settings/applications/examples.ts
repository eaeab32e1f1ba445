import type { ApplicationKind } from './kinds'

/** The addresses under which a program finds this server and organization. */
export function endpointsOf(origin: string, tenantId: string): { authority: string; token: string; graph: string } {
  const authority = `${origin}/${tenantId}`
  return { authority, token: `${authority}/oauth2/v2.0/token`, graph: `${origin}/v1.0` }
}

/** Five lines of shell that sign the application in and read people; a public client signs a person in instead. */
export function exampleOf(kind: ApplicationKind, origin: string, tenantId: string, clientId: string): string {
  const { authority, token, graph } = endpointsOf(origin, tenantId)
  if (kind === 'public') {
    return [
      `curl -s ${authority}/oauth2/v2.0/devicecode -d client_id=${clientId} -d scope='User.Read offline_access'`,
      `# Open ${origin}/devicelogin, type the code of the answer, then:`,
      `TOKEN=$(curl -s ${token} -d client_id=${clientId} -d device_code="$DEVICE_CODE" \\`,
      `  -d grant_type=urn:ietf:params:oauth:grant-type:device_code | jq -r .access_token)`,
      `curl -s ${graph}/me -H "Authorization: Bearer $TOKEN"`,
    ].join('\n')
  }
  return [
    `TOKEN=$(curl -s ${token} \\`,
    `  -d grant_type=client_credentials -d client_id=${clientId} \\`,
    `  --data-urlencode client_secret="$SECRET" \\`,
    `  -d scope=https://graph.microsoft.com/.default | jq -r .access_token)`,
    `curl -s '${graph}/users?$top=5' -H "Authorization: Bearer $TOKEN"`,
  ].join('\n')
}
