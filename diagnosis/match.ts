import type { Where } from './entry';
import type { Finding } from './finding';

const origins = {
  gateway: 'the gateway',
  integration: 'the integration',
  'before the gateway': 'something before the gateway',
} as const;

/** Where nobody knows which layer has answered, whatever came from a server may have come from the function. */
function comesFrom(origin: keyof typeof origins, found: string | undefined): boolean {
  return found === origins[origin] || (origin === 'integration' && found === 'an undetermined layer');
}

export function matches(where: Where, finding: Finding): boolean {
  const { scenarios, test, request, identity, expected, got, status, code, origin, errorType, says, saysNot } = where;
  return (
    (scenarios === undefined || scenarios.includes(finding.scenario)) &&
    is(test, finding.test) &&
    is(request, finding.request) &&
    is(identity, finding.identity) &&
    is(expected, finding.expected) &&
    is(got, finding.got) &&
    is(status, String(finding.status ?? '')) &&
    is(code, finding.code ?? '') &&
    (origin === undefined || comesFrom(origin, finding.origin)) &&
    is(errorType, finding.errorType ?? '') &&
    is(says, finding.text) &&
    (saysNot === undefined || !saysNot.test(finding.text))
  );
}

function is(pattern: RegExp | undefined, text: string): boolean {
  return pattern === undefined || pattern.test(text);
}
