const graphAppId = '00000003-0000-0000-c000-000000000000'

/** Ids of Microsoft Graph's application permissions, the same in every tenant. Source: Graph permissions reference. */
const appRoleIds = {
  'Reports.Read.All': '230c1aed-a721-4c5d-9cb4-a90514e508ef',
  'AuditLog.Read.All': 'b0afded3-3588-46d8-8b3d-9842eff778da',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6',
  'RoleManagement.Read.Directory': '483bed4a-2ad3-4361-a73b-c83ccdbdc53c',
  'RoleEligibilitySchedule.Read.Directory': 'ff278e11-4a33-4d0c-83d2-d01dc58929a5',
} as const

export type Permission = keyof typeof appRoleIds

export function isPermission(name: string): name is Permission {
  return name in appRoleIds
}

/**
 * How an administrator grants an application permission to an app or a managed identity: three ways to the same app
 * role assignment, which is the grant and its admin consent in one.
 */
export function grantCommands(permission: Permission, appId: string, graph: string): readonly string[] {
  const role = appRoleIds[permission]
  return [
    `Grant ${permission} (application permission) once, as an administrator, in one of these ways.`,
    'Azure CLI:',
    `  principal=$(az ad sp show --id ${appId} --query id --output tsv)`,
    `  graph=$(az ad sp show --id ${graphAppId} --query id --output tsv)`,
    `  az rest --method POST --url "${graph}/v1.0/servicePrincipals/$principal/appRoleAssignments" --body "{\\"principalId\\":\\"$principal\\",\\"resourceId\\":\\"$graph\\",\\"appRoleId\\":\\"${role}\\"}"`,
    'Microsoft Graph PowerShell:',
    '  Connect-MgGraph -Scopes AppRoleAssignment.ReadWrite.All, Application.Read.All',
    `  $app = Get-MgServicePrincipal -Filter "appId eq '${appId}'"`,
    `  $graph = Get-MgServicePrincipal -Filter "appId eq '${graphAppId}'"`,
    `  New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id -PrincipalId $app.Id -ResourceId $graph.Id -AppRoleId ${role}`,
    'Pulumi (azuread, TypeScript):',
    `  const gate = azuread.getServicePrincipalOutput({ clientId: '${appId}' })`,
    `  const graph = azuread.getServicePrincipalOutput({ clientId: '${graphAppId}' })`,
    `  new azuread.AppRoleAssignment('mfa-gate', { appRoleId: '${role}', principalObjectId: gate.objectId, resourceObjectId: graph.objectId })`,
  ]
}
