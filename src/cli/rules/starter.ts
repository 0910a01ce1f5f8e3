/** What its one rule demands, as the document is to have it: the document is checked, not these. */
export interface Demand {
  readonly measure: string
  readonly minimum: string
  readonly enforcement: string
}

export const usualDemand = { measure: 'mfaRegistered', minimum: '95%', enforcement: 'mandatory' } as const

const template = `# yaml-language-server: $schema=./node_modules/entra-mfa-gate/docs/schemas/mfa-rules.schema.json
# Rules of entra-mfa-gate. Check this file with: mfa-gate rules validate mfa-rules.yaml
# Every day is a day in UTC. A misspelt key is an error.

rules:
  # Each rule becomes one Pulumi policy of this name.
  - id: <id>
    # What is counted, such as mfaRegistered, phishingResistant or notPhoneOnly; docs/rules.md has all of them.
    measure: <measure>
    # Who is counted: all, members, guests, admins or nonAdmins; docs/sources.md also has groups and roles.
    # segment: members
    # The answer when there is nobody of that kind: "pass", "fail" or "undetermined".
    # onEmpty: undetermined
    # One ratio, "95%" or 0.95 ...
    minimum: <minimum>
    # ... or a ramp: the last step that has begun is in force.
    # minimum:
    #   - { from: 2026-01-01, minimum: "70%" }
    #   - { from: 2027-01-01, minimum: "95%" }
    # Warn this many days before a step that the numbers of today would not reach.
    # warnDays: 30
    # mandatory stops the deployment, advisory warns, disabled does not ask.
    enforcement: <enforcement>
    severity: high
    # fail or warn when the ratio cannot be determined.
    onUndetermined: fail
    # With fewer users than this the answer is "could not determine".
    # minPopulation: 20
    # Percentage points that the ratio may fall below the best recorded one; needs MFA_GATE_BASELINES.
    # noDropMoreThan: "2%"
    # The greatest age of numbers that were not fetched just now.
    # maxAge: 24h
    # No waiver may name this rule.
    # waivable: false
    # With true, policy configuration and "stacks:" may only tighten this rule; true by default where waivable is false.
    # locked: false
  # Segments and exclusions are read user by user, which needs the permission AuditLog.Read.All.
  # - { id: admins, measure: mfaRegistered, segment: admins, minimum: "100%" }

# The report that the counts come from; auto chooses the cheapest one that has what the rules ask for.
# source: auto                      # registrationCounts, registrationDetails, featureSummary

# Accounts that are left out of every count; each answer shows the ratio with and without them.
# exclusions:
#   maxExcluded: 25                 # accounts, or "5%" of all and of each segment; above it nothing is judged
#   accounts:
#     - { kind: breakGlass, users: [emergency@acme.example], reason: "emergency access, SEC-7" }
#     - { kind: syncAccounts, reason: no person behind them }
#     - { kind: pattern, pattern: "room-*@acme.example", reason: meeting rooms }
#     - { kind: guests, reason: gated in their home tenant }

# Stops a deployment whose Conditional Access policy would demand MFA from users who have none registered; off unless given.
# guards:
#   ca-lockout-guard:
#     minimum: "100%"
#     exclusions: ignored             # heeded: every policy excludes the accounts above as well

# What differs for some stacks; every entry that matches applies, and a later one wins.
# stacks:
#   - stack: "*/*/dev"              # glob on organization/project/stack
#     enforcement: advisory
#     project: "sandbox-*"          # and organization: deployers choose stack names and tags
#   - tags: { environment: prod* }  # stack tags
#     rules: [<id>]       # every rule unless given
#     minimum: "98%"

# Waivers hide nothing: the rule is shown as waived, and the deployment goes on.
# waivers:
#   - rule: <id>
#     stack: "acme/landing-zone/prod"
#     reason: Registration campaign runs until the end of the quarter.
#     owner: platform@acme.example
#     ticket: SEC-123
#     created: 2026-11-01
#     expires: 2026-12-31           # the last day, inclusive
#     # covers: [violation, undetermined]   # without it: [violation]
# waiversFile: mfa-waivers.yaml     # further waivers, in a file of their own
# waiverLimits: { maxDays: 90, warnDays: 14 }
`

/** A document that is valid as it stands, with everything else there is in comments. */
export function starterOf({ measure, minimum, enforcement }: Demand): string {
  const id = measure.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const ratio = /^[\d.]+$/.test(minimum) ? minimum : `"${minimum}"`
  const values: Readonly<Record<string, string>> = { id, measure, enforcement, minimum: ratio }
  return template.replaceAll(/<(\w+)>/g, (whole, name: string) => values[name] ?? whole)
}

/** What `rules init` writes. */
export const starterDocument = starterOf(usualDemand)
