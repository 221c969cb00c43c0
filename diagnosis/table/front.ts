import type { Entry } from '../entry';

/** What stands before the gateway: names, certificates, CDN, firewall. */
export const front: readonly Entry[] = [
  {
    id: 'page-in-place-of-the-api',
    cause:
      'a CDN or web server before the gateway answers every request itself: it has no rule for the path of the API',
    next: [
      "add the API's path to the distribution's behaviours, with all methods, caching off and Authorization forwarded",
      "or SMOKE_TEST_API_URL is the web application's URL, not the API's",
    ],
    where: { origin: 'before the gateway', status: /^2/ },
    failed: ['AC1'],
  },
  {
    id: 'errors-replaced-before-the-gateway',
    cause: "a CDN before the gateway replaces the API's 403 and 404 by a page of its own",
    next: ["take the custom error responses (403 and 404 to a page) out of the distribution that the API's path is in"],
    where: { origin: 'before the gateway', status: /^2/ },
    passed: ['AC1'],
  },
  {
    id: 'blocked-before-the-gateway',
    cause: 'a firewall or CDN before the gateway refuses {requests}',
    next: ["look at the firewall's sampled requests, and at which methods the CDN allows"],
    where: { origin: 'before the gateway', status: /^4/ },
  },
  {
    id: 'unavailable-before-the-gateway',
    cause: 'what stands before the gateway (CDN, load balancer) cannot reach it, or not every time',
    next: ["look at the origin's host name, protocol and certificate in the CDN or load balancer"],
    where: { origin: 'before the gateway', status: /^5/ },
  },
  {
    id: 'name-or-certificate',
    cause: "the API's host name or TLS certificate is wrong",
    next: ["compare SMOKE_TEST_API_URL with the custom domain's name, DNS record and certificate"],
    where: { got: /^no answer: .*(host name|certificate|CERT)/ },
  },
  {
    id: 'answered-before-the-gateway',
    cause: 'something before the gateway (a CDN, a proxy, a firewall) answers {requests} itself',
    next: [
      'look at its rules for the path of the API, and at SMOKE_TEST_API_URL',
      'run the whole suite: which other scenarios fail tells more',
    ],
    where: { origin: 'before the gateway' },
    fallback: true,
  },
  {
    id: 'no-answer',
    cause: 'nobody answers {requests}: the connection is refused, dropped or not answered in time',
    next: ['look whether the service runs, and whether a firewall or security group lets this machine reach it'],
    where: { got: /^no answer: / },
    fallback: true,
  },
];
