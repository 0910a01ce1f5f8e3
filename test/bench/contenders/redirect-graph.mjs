// Preloaded into the CLI for Microsoft 365, which knows Graph by its public name only: its first request goes to the
// embedded tenant instead. Everything else is the CLI's own.
import https from 'node:https'
import { URL } from 'node:url'

const { hostname, port } = new URL(process.env.AZURE_AUTHORITY_HOST)
const original = https.request
https.request = (options, ...rest) =>
  (options.hostname ?? options.host) === 'graph.microsoft.com'
    ? original({ ...options, hostname, host: hostname, port, servername: hostname }, ...rest)
    : original(options, ...rest)
