/** The few credentials of an app, by name, so that a bundle leaves the rest of Microsoft's library out of their way. */
export {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
} from '@azure/identity'
