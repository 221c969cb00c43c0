import { expect, inParts, paths, test } from '../../fixtures';

inParts(paths(), (part) => {
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
