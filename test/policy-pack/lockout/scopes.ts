import {
  admins,
  all,
  asks190,
  asksAtMost190,
  guestTypes,
  id,
  open,
  policy,
  secret,
  strength,
  unknown,
  type Row,
} from './row.ts'

export const scopes: readonly Row[] = [
  {
    title: 'all but nobody in particular',
    props: policy({ users: { ...all, excludedUsers: [] } }),
    answer: 'refused',
    says: asks190,
  },
  {
    title: 'all but two users and a group, who are counted all the same',
    props: policy({ users: { ...all, excludedUsers: [id, unknown], excludedGroups: [id] } }),
    answer: 'refused',
    says: /at most 23,123 users; 190 .*\n.*\nAt most: it excludes 1 user, 1 group, others who are not known yet\. The counts do not say/,
  },
  {
    title: 'all but a group that the same plan makes',
    props: policy({ users: { ...all, excludedGroups: unknown } }),
    answer: 'refused',
    says: asksAtMost190,
  },
  {
    title: 'all but guests: the members, all of whom are registered',
    props: policy({ users: { ...all, excludedUsers: ['GuestsOrExternalUsers'] } }),
    answer: 'goes on',
    hears:
      /passed: this policy would demand MFA from 22,123 members; 0 of them have none registered \(100 % must be able/,
  },
  {
    title: 'all but guests of every kind',
    props: policy({
      users: {
        ...all,
        excludedGuestsOrExternalUsers: [
          { guestOrExternalUserTypes: ['internalGuest', 'b2bCollaborationGuest', 'b2bDirectConnectUser'] },
        ],
      },
    }),
    answer: 'goes on',
  },
  {
    title: 'all but guests of one tenant, who are not all guests',
    props: policy({
      users: {
        ...all,
        excludedGuestsOrExternalUsers: [
          {
            guestOrExternalUserTypes: ['internalGuest', 'b2bCollaborationGuest'],
            externalTenants: [{ membershipKind: 'enumerated', members: [id] }],
          },
        ],
      },
    }),
    answer: 'refused',
    says: /at most 23,123 users.*\n.*\nAt most: it excludes some external users\./,
  },
  {
    title: 'all, under conditions',
    props: policy({ conditions: { locations: { includedLocations: ['All'] }, signInRiskLevels: ['high'] } }),
    answer: 'refused',
    says: /at most 23,123 users.*\n.*\nAt most: it asks only under conditions \(locations, signInRiskLevels\)/,
  },
  {
    title: 'all, for one application',
    props: policy({ conditions: { applications: { includedApplications: [id] } } }),
    answer: 'refused',
    says: /only under conditions \(applications\)/,
  },
  {
    title: 'holders of a role, all of whom are registered',
    props: policy({ users: admins }),
    answer: 'goes on',
    hears: /at most 40 admins; 0 of them have none registered/,
  },
  {
    title: 'holders of a role that a preview does not know',
    props: policy({ users: { includedRoles: [unknown] }, grants: strength('4') }),
    answer: 'refused',
    says: /at most 40 admins; 2 of them.*\n.*\nAt most: it asks only the holders of the roles that it names/,
  },
  {
    title: 'guests',
    props: policy({ users: guestTypes('internalGuest', 'b2bCollaborationGuest') }),
    answer: 'refused',
    says: /^Below the minimum: this policy would demand MFA from 1,000 guests; 190 of them have none registered\./,
  },
  {
    title: 'guests as Microsoft Graph writes their types',
    props: policy({
      users: {
        includeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest' },
      },
    }),
    answer: 'refused',
    says: /from 1,000 guests; 190/,
  },
  {
    title: 'guests as they used to be written',
    props: policy({ users: { includedUsers: ['GuestsOrExternalUsers'] } }),
    answer: 'refused',
    says: /from 1,000 guests; 190/,
  },
  {
    title: 'external members, when not all members have what is asked',
    props: policy({ users: guestTypes('b2bCollaborationMember'), grants: strength('4') }),
    answer: 'undetermined',
    says: open('external users who are members of the tenant, and of the members 17,123 lack'),
  },
  {
    title: 'external members, when all members have it',
    props: policy({ users: guestTypes('b2bCollaborationMember') }),
    answer: 'goes on',
  },
  {
    title: 'external users without an account',
    props: policy({ users: guestTypes('b2bDirectConnectUser') }),
    answer: 'undetermined',
    says: open('external users who are in no report \\(b2bDirectConnectUser\\)'),
  },
  {
    title: 'external users whose kind is not known',
    props: policy({ users: guestTypes(unknown) }),
    answer: 'undetermined',
    says: open('whom this policy is for'),
  },
  {
    title: 'users by id',
    props: policy({ users: { includedUsers: [id, id] } }),
    answer: 'undetermined',
    says: open('it is for 2 users by id'),
  },
  {
    title: 'a group',
    props: policy({ users: { includedGroups: [id.toUpperCase()] } }),
    answer: 'refused',
    says: new RegExp(`would demand MFA from 10 users of the group ${id}; 2 of them have none registered\\.`),
  },
  {
    title: 'a group of which no number is saved',
    props: policy({ users: { includedGroups: [id.replace('7', '8')] } }),
    answer: 'undetermined',
    says: open('tenant\\.json'),
  },
  {
    title: 'a group that the same plan makes',
    props: policy({ users: { includedGroups: [unknown] } }),
    answer: 'undetermined',
    says: open('whom this policy is for'),
  },
  {
    title: 'a group by its name',
    props: policy({ users: { includedGroups: ['Pilots'] } }),
    answer: 'undetermined',
    says: /^(?!.*Pilots)Could not determine: whom this policy is for \(users\) is written in a way/s,
  },
  {
    title: 'more groups than are read one by one',
    props: policy({ users: { includedGroups: Array.from({ length: 21 }, () => id) } }),
    answer: 'undetermined',
    says: open('it is for 21 groups'),
  },
  {
    title: 'users by id and guests, who lack it for sure',
    props: policy({ users: { includedUsers: [id], ...guestTypes('internalGuest') } }),
    answer: 'refused',
    says: /^Below the minimum: .*1,000 guests(.|\n)*\nCould not determine: it is for 1 user by id/,
  },
  {
    title: 'a group beside all',
    props: policy({ users: { ...all, includedGroups: unknown } }),
    answer: 'refused',
    says: asks190,
  },
  {
    title: 'users that a preview does not know',
    props: policy({ users: unknown }),
    answer: 'undetermined',
    says: open('whom this policy is for \\(users\\) is not known'),
  },
  {
    title: 'secret users',
    props: policy({ users: { includedUsers: [secret('All')] } }),
    answer: 'undetermined',
    says: open('whom this policy is for \\(users\\) is a secret'),
  },
  {
    title: 'conditions that a preview does not know',
    props: { ...policy(), conditions: unknown },
    answer: 'undetermined',
    says: open('whom this policy is for'),
  },
  { title: 'nobody', props: policy({ users: { includedUsers: ['None'] } }), answer: 'goes on' },
  {
    title: 'workloads',
    props: policy({
      users: { includedUsers: ['None'] },
      conditions: { clientApplications: { includedServicePrincipals: [id] } },
    }),
    answer: 'goes on',
  },
  {
    title: 'users in words of another provider',
    props: policy({ users: { everyone: true } }),
    answer: 'undetermined',
    says: open('does not say whom the policy is for'),
  },
  {
    title: 'nulls for everything',
    props: { conditions: null, grantControls: null, state: null },
    answer: 'goes on',
  },
]
