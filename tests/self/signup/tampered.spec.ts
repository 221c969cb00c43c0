import { expect, test } from '@playwright/test';
import { tampered } from '../../../fixtures/signup/requests';

for (const token of [
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  'DEADBEEF00AA11FF22BB33CC44DD55EE',
  'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  '00112233445566778899',
  'gAAAAABkQ2Zm9vYmFyYmF6cXV4cXV1eA==',
]) {
  test(`one character of ${token.slice(0, 12)}… is another one, of the same kind, and not only in its case`, () => {
    const other = tampered(token);
    const differing = [...token.matchAll(/./g)].filter(([character], at) => character !== other[at]);

    expect(other).toHaveLength(token.length);
    expect(differing).toHaveLength(1);
    expect(differing[0]?.index).toBeLessThan(token.length - 1);
    expect(other.toLowerCase()).not.toBe(token.toLowerCase());
    expect(other.replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a').replace(/\d/g, '0')).toBe(
      token.replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a').replace(/\d/g, '0'),
    );
  });
}
