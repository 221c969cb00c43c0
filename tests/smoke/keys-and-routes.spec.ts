import { expect, inParts, paths, revocationDeadlines, test, type Path } from '../../fixtures';

// In one file, since the routes answer while keys come and go: each of their requests waits for the answer of the one before.
inParts(paths(), everyRouteAnswers, keysComeAndGo);

function everyRouteAnswers(part: readonly Path[]): void {
  test.describe(() => {
    test.beforeAll(({ sendAhead }) => {
      sendAhead.paths(part);
    });

    test.describe('every path answers its preflight without credentials', () => {
      for (const { path, methods, routes } of part) {
        test(`OPTIONS ${path}`, { tag: '@AC10' }, async ({ preflight, run }) => {
          const response = await preflight(routes[0]);

          expect(response).toAllowCors({ origin: run.origin, methods });
        });
      }
    });

    test.describe('every route reaches its integration with every credential that it admits', () => {
      for (const route of part.flatMap(({ routes }) => routes)) {
        test(route.key, { tag: '@AC9' }, async ({ probe }) => {
          const answers = await probe(route);

          expect(answers).toProveDeployed();
        });
      }
    });
  });
}

function keysComeAndGo(beside: readonly Path[]): void {
  test.describe('keys come and go', () => {
    test.beforeAll(({ sendAhead }) => {
      sendAhead.pathsBesideKeys(beside);
    });

    test(
      'a key is created, listed without its secret, deleted, and gone',
      { tag: '@AC13' },
      async ({ keys, contract }) => {
        const response = await keys.request('full');
        expect(response).toMatchContract(contract.apiKeys.createdStatus, contract.shapes.createdKey);

        const key = await keys.of(response, 'full');
        const listing = await keys.untilListed(key);
        expect(listing).toKeepSecret(key);

        const deletion = await keys.remove(key);
        expect(deletion).toMatchContract(contract.apiKeys.deletedStatus);
        await keys.untilUnlisted(key);
      },
    );

    test('a key that was deleted before its first use is refused', { tag: '@AC7' }, async ({ keys, contract }) => {
      const key = await keys.retired();

      const response = await key.client.get(contract.profile.path);

      expect(response).toBeApiError(contract.errors.revokedKey);
    });

    for (const seconds of revocationDeadlines()) {
      test(
        `a key in use is refused within ${seconds} s of its deletion`,
        { tag: '@AC7' },
        async ({ keys, contract }) => {
          const { answer, elapsedMs } = await keys.revokeInUse(seconds);

          expect(answer).toBeApiError(contract.errors.revokedKey);
          test.info().annotations.push({ type: 'refused after', description: `${elapsedMs} ms` });
        },
      );
    }
  });
}
