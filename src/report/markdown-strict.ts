/** What GitHub, Azure DevOps and GitLab make of text beyond CommonMark: mentions, references, HTML, math. */
export const strict = {
  unsafe: [
    { character: '@', inConstruct: 'phrasing' as const },
    { character: '#', inConstruct: 'phrasing' as const },
    { character: '$', inConstruct: 'phrasing' as const },
    { character: '~', inConstruct: 'phrasing' as const },
    { character: '<', inConstruct: 'phrasing' as const },
  ],
}
