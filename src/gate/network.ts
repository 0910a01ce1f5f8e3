/** What a reading needs of the network, in one piece: it is loaded when a reading is due, and not at every start. */
export { graphRootOf } from '../graph/graph-root.ts'
export { chooseCredential } from '../identity/choose/choose-credential.ts'
export { openCredential } from '../identity/open-credential.ts'
export { signIn } from '../identity/sign-in.ts'
export { ClockWatch } from '../wire/clock-watch.ts'
export { SignInWire } from '../wire/sign-in-wire.ts'
export { createTransport } from '../wire/transport.ts'
