import { expect, inParts, paths, test } from '../../fixtures';

test.describe('every path answers its preflight without credentials', () => {
  inParts(paths(), { spread: true }, (part) => {
    test.beforeAll(({ sentAhead }, testInfo) =>
      sentAhead.preflights(
        part.map(({ route }) => route),
        testInfo,
      ),
    );

    for (const { path, methods, route } of part) {
      test(`OPTIONS ${path}`, { tag: '@AC10' }, async ({ probe, run }) => {
        const response = await probe.preflight(route);

        expect(response).toAllowCors({ origin: run.origin, methods });
      });
    }
  });
});
