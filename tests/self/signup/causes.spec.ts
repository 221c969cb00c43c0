import { expect, test } from '@playwright/test';
import { defaultContract as contract, likelyCause, mergeContract, type SignupContract } from '../../../contract';

const body = (code: string): string => `{"error":{"code":"${code}"}}`;

for (const [name, step, answer, cause] of [
  ['no token', 'SU1', { text: 'ended with exit code 1' }, 'the signing key of bootstrap links is not set'],
  ['begin: invalid or expired', 'SU2', { status: 400, text: body('INVALID_OR_EXPIRED') }, 'another signing key'],
  ['the same in words', 'SU2', { status: 400, text: '{"detail":"Invalid, or expired."}' }, 'another signing key'],
  ['begin: not found', 'SU2', { status: 404, text: '' }, 'the feature flag of sign-up by link is off'],
  ['verify: failed', 'SU4', { status: 400, text: body('VERIFICATION_FAILED') }, 'challenge store is out of reach'],
  ['verify: no session', 'SU4', { status: 400, text: body('SESSION_NOT_FOUND') }, 'wrote no user row'],
  ['no row', 'SU5', { text: '1 user row and no credential row' }, 'the write failed'],
  ['the operator timed out', 'SU5', { text: 'SMOKE_SIGNUP_FIND_CMD timed out after 60 s' }, 'had to start first'],
  ['the operator timed out when minting', 'SU1', { text: 'SMOKE_SIGNUP_MINT_CMD timed out' }, 'had to start first'],
  ['nothing at all', 'SU5', { text: 'got no user row and no credential row' }, 'looks in another place'],
] as const) {
  test(`a likely cause: ${name}`, () => {
    const [first, second, ...others] = likelyCause(contract.signup, [step], answer);

    expect(first).toContain('likely cause: ');
    expect(first).toContain(cause);
    expect(second).toMatch(/^try: .{20}/);
    expect(others).toEqual([]);
  });
}

for (const [name, step, answer] of [
  ['another status', 'SU2', { status: 500, text: body('INVALID_OR_EXPIRED') }],
  ['another step', 'SU4', { status: 404, text: '' }],
  ['a gateway that timed out', 'SU2', { status: 504, text: '{"message":"Endpoint request timed out"}' }],
  ['a mint command that could not be started', 'SU1', { text: 'could not be started (ENOENT)' }],
  ['another text', 'SU4', { status: 400, text: body('VALIDATION_ERROR') }],
] as const) {
  test(`no likely cause: ${name}`, () => {
    expect(likelyCause(contract.signup, [step], answer)).toEqual([]);
  });
}

test("a user's own cause goes before those that are there", () => {
  const merged = mergeContract({
    signup: { causes: { ours: { step: 'SU2', status: 404, cause: 'the canary is on', next: 'wait' } } },
  });
  const signup = 'contract' in merged ? merged.contract.signup : ({} as SignupContract);

  expect(likelyCause(signup, ['SU2'], { status: 404, text: '' })).toEqual([
    'likely cause: the canary is on',
    'try: wait',
  ]);
});
