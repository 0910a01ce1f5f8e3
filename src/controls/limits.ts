/** What no ratio of registered users proves, whatever the control; shown wherever controls are. */
export const generalLimits = [
  'Registered is not enforced: these users could use MFA. Whether a sign-in demands it is decided by Conditional Access or security defaults, which are not read here.',
  'The report lags: Microsoft computes it some hours behind the directory, so it describes a recent moment and not this one.',
  'A ratio is not everybody: at a minimum below 100 % some users may lack the measure while the rule passes.',
  'Only enabled user accounts are counted: disabled accounts, service principals and managed identities are not.',
  'Accounts that a rules document excludes are not in the ratio; the report lists how many and why.',
] as const

const guests =
  'Guests are counted with their registration in this tenant; one who uses MFA at home, trusted by cross-tenant access settings, may be missing.'

const phishing =
  'Users whom mfaRegistered, mfaCapable or strongMethod counts may have SMS, voice or push alone, which are not phishing-resistant.'

const weaker =
  'A user who has registered a phishing-resistant method may have weaker ones beside it and sign in with those.'

const roles =
  'Admins are users with a role of Microsoft Entra; privileges in Azure, in applications and on servers are not seen.'

const enforcement =
  'The control asks that MFA is enforced; registration has to come first, or enforcement locks people out.'

/** Sentences that several controls share. */
export const limits = { guests, phishing, weaker, roles, enforcement } as const
