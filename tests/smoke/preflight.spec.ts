import { expect, paths, test } from '../../fixtures';

test.describe('every path answers its preflight without credentials', () => {
  for (const { path, methods, route } of paths()) {
    test(`OPTIONS ${path}`, { tag: '@AC10' }, async ({ probe, run }) => {
      const response = await probe.preflight(route);

      expect(response).toAllowCors({ origin: run.origin, methods });
    });
  }
});
