interface Tool {
  readonly title: string
  /** What signs a person in. */
  readonly signIn: string
  readonly signOut: string
  /** What makes it sign in by a code that is typed into another device. */
  readonly deviceCode: string
}

const tools: Readonly<Record<string, Tool>> = {
  'azure-cli': {
    title: 'the Azure CLI',
    signIn: 'az login',
    signOut: 'az logout',
    deviceCode: '--use-device-code',
  },
  'azure-powershell': {
    title: 'Azure PowerShell',
    signIn: 'Connect-AzAccount',
    signOut: 'Disconnect-AzAccount',
    deviceCode: '-UseDeviceAuthentication',
  },
  'azure-developer-cli': {
    title: 'the Azure Developer CLI',
    signIn: 'azd auth login',
    signOut: 'azd auth logout',
    deviceCode: '--use-device-code',
  },
}

/** A tool that people sign in with; undefined for any other way in. */
export function toolOf(way: string): Tool | undefined {
  return Object.hasOwn(tools, way) ? tools[way] : undefined
}
