import { ConfigurationError } from './problem.ts'
import { quoted } from './quoted.ts'
import type { Given } from './setting-row.ts'
import { azurePackages } from './stack-config.ts'

/** One of Microsoft's clouds: a login and the Graph that takes its tokens. */
export interface Cloud {
  readonly name: 'public' | 'usgovernment' | 'dod' | 'china'
  /** For people. */
  readonly title: string
  /** Where tokens come from. */
  readonly authority: string
  /** Graph's origin; also what its tokens are for. */
  readonly graph: string
  /** Whether `getCredentialUserRegistrationCount` exists there; Microsoft documents it for the public cloud alone. */
  readonly hasCountReport: boolean
}

/** Sources: Microsoft Graph, national cloud deployments; the pages of each report say where it exists. */
export const clouds = {
  public: {
    name: 'public',
    title: 'the public cloud',
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    hasCountReport: true,
  },
  usgovernment: {
    name: 'usgovernment',
    title: 'the US Government cloud (GCC High)',
    authority: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    hasCountReport: false,
  },
  dod: {
    name: 'dod',
    title: 'the US Government cloud for the DoD',
    authority: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    hasCountReport: false,
  },
  china: {
    name: 'china',
    title: 'the cloud in China (21Vianet)',
    authority: 'https://login.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    hasCountReport: false,
  },
} as const satisfies Record<Cloud['name'], Cloud>

/** The names that Pulumi's Azure providers accept, in lower case, and `dod`, which they have no name for. */
const names: Readonly<Record<string, Cloud>> = {
  public: clouds.public,
  global: clouds.public,
  azurecloud: clouds.public,
  azurepubliccloud: clouds.public,
  usgov: clouds.usgovernment,
  usgovernment: clouds.usgovernment,
  usgovernmentl4: clouds.usgovernment,
  azureusgovernment: clouds.usgovernment,
  azureusgovernmentcloud: clouds.usgovernment,
  dod: clouds.dod,
  usgovernmentl5: clouds.dod,
  china: clouds.china,
  azurechinacloud: clouds.china,
}

/**
 * The cloud: `MFA_GATE_CLOUD`, else the `environment` that the stack's configuration gives one of Pulumi's Azure
 * packages, else `ARM_ENVIRONMENT`, else `AZURE_ENVIRONMENT`, else whose login `AZURE_AUTHORITY_HOST` or
 * `ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST` is, else the public one. Where Pulumi takes an unknown name for the public
 * cloud, it is refused here, because a token must not go to a cloud that nobody asked for.
 * @throws ConfigurationError
 */
export function parseCloud(text: string | undefined, given: Given): Cloud {
  const { environment, stack } = given
  const named = [
    [given.name, text],
    ...azurePackages.map((name) => {
      const key = `${name}:environment`
      return [`the stack config ${key}`, stack[key]] as const
    }),
    ['ARM_ENVIRONMENT', environment['ARM_ENVIRONMENT']],
    ['AZURE_ENVIRONMENT', environment['AZURE_ENVIRONMENT']],
  ].find((entry): entry is [string, string] => Boolean(entry[1]?.trim()))
  const cloud = named === undefined ? undefined : byName(...named)
  return byAuthority(given, cloud)
}

function byName(origin: string, given: string): Cloud {
  const key = given.trim().toLowerCase()
  const cloud = Object.hasOwn(names, key) ? names[key] : undefined
  if (cloud !== undefined) return cloud
  throw new ConfigurationError([
    `${origin} is ${quoted(given)}, which is not a cloud that the gate knows; write public, usgovernment, dod or china`,
  ])
}

/** Authority, Graph and scope belong together, so a login of another cloud than the one named is refused. */
function byAuthority({ environment, simulated }: Given, named: Cloud | undefined): Cloud {
  let cloud = named
  for (const name of ['AZURE_AUTHORITY_HOST', 'ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST']) {
    const text = environment[name]?.trim() ?? ''
    // The embedded tenant is a login of its own.
    if (text === '' || simulated) continue
    const owner = ownersOf(text)
    const fits = cloud === undefined ? owner[0] : owner.find((candidate) => candidate.name === cloud?.name)
    if (fits === undefined) throw new ConfigurationError([authorityProblem(name, text, cloud)])
    cloud = fits
  }
  return cloud ?? clouds.public
}

function ownersOf(authority: string): readonly Cloud[] {
  const url = authority.includes('://') ? authority : `https://${authority}`
  const origin = URL.canParse(url) ? new URL(url).origin : ''
  const known = origin === 'https://login.partner.microsoftonline.cn' ? clouds.china.authority : origin
  return Object.values(clouds).filter((cloud) => cloud.authority === known)
}

function authorityProblem(name: string, text: string, cloud: Cloud | undefined): string {
  return cloud === undefined
    ? `${name} is ${quoted(text)}, which is not the login of a cloud that the gate knows; unset it and set MFA_GATE_CLOUD to public, usgovernment, dod or china`
    : `${name} is ${quoted(text)}, which is not the login of ${cloud.title}; unset it, or name the cloud it belongs to`
}
