// The Graph client's declarations name types of the DOM library. With that whole library Node's own Web Crypto types
// would no longer fit, so only these names are given, with Node's meaning.
type RequestInfo = string | Request
type HeadersInit = NonNullable<ConstructorParameters<typeof Headers>[0]>
