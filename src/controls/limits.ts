/** What no ratio of registered users proves, whatever the control; shown wherever controls are. */
export const generalLimits = [
  'Registered is not enforced: these users could use MFA. Whether a sign-in demands it is decided by Conditional Access or security defaults, which are not read here.',
  'The report lags: Microsoft computes it some hours behind the directory, so it describes a recent moment, not this one.',
  'A ratio is not everybody: at a minimum below 100 % some users may lack the measure while the rule passes.',
  'Only enabled user accounts are counted: disabled accounts, service principals and managed identities are not.',
  'Accounts that a rules document excludes are not in the ratio; the report lists how many and why.',
] as const

const guests =
  'A guest counts by the registration in this tenant: one whose home tenant demands MFA, which cross-tenant access settings may trust, can count as not registered.'

const phishing =
  'Users whom mfaRegistered, mfaCapable or strongMethod counts may have only SMS, voice or push, which are not phishing-resistant.'

const weaker =
  'A user who has registered a phishing-resistant method may also have weaker ones and sign in with those.'

const roles =
  'Admins are users with a role of Microsoft Entra; privileges in Azure, in applications and on servers are not visible here.'

const enforcement =
  'The control demands that MFA is enforced; registration only has to come first, as enforcement would lock out users who have not registered.'

/** Sentences that several controls share. */
export const limits = { guests, phishing, weaker, roles, enforcement } as const
