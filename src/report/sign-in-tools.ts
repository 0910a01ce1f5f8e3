interface Tool {
  readonly title: string
  /** What signs a person in. */
  readonly signIn: string
}

const tools: Readonly<Record<string, Tool>> = {
  'azure-cli': { title: 'the Azure CLI', signIn: 'az login' },
  'azure-powershell': { title: 'Azure PowerShell', signIn: 'Connect-AzAccount' },
  'azure-developer-cli': { title: 'the Azure Developer CLI', signIn: 'azd auth login' },
}

/** A tool that people sign in with; undefined for any other way in. */
export function toolOf(way: string): Tool | undefined {
  return Object.hasOwn(tools, way) ? tools[way] : undefined
}
