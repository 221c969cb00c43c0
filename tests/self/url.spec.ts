import { expect, test } from '@playwright/test';
import { joinUrl } from '../../fixtures/client/url';

const cases = [
  ['a stage', 'https://api.example.com/prod', '/users/me', 'https://api.example.com/prod/users/me'],
  ['a stage with a slash', 'https://api.example.com/prod/', '/users/me', 'https://api.example.com/prod/users/me'],
  ['two segments', 'https://api.example.com/v1/prod', '/users', 'https://api.example.com/v1/prod/users'],
  ['no stage', 'https://api.example.com', '/users/me', 'https://api.example.com/users/me'],
  ['a port', 'http://127.0.0.1:8080', '/users/me', 'http://127.0.0.1:8080/users/me'],
  ['a path without a slash', 'https://api.example.com/prod', 'users/me', 'https://api.example.com/prod/users/me'],
  ['a path of slashes', 'https://api.example.com/prod', '//evil.test', 'https://api.example.com/prod/evil.test'],
  ['an encoded id', 'https://api.example.com/prod', '/keys/a%2Fb', 'https://api.example.com/prod/keys/a%2Fb'],
] as const;

test.describe('a path is joined to the base', () => {
  for (const [name, base, path, joined] of cases) {
    test(name, () => {
      expect(joinUrl(base, path)).toBe(joined);
    });
  }
});

test('resolving instead of joining would lose the stage', () => {
  expect(new URL('/users/me', 'https://api.example.com/prod').href).toBe('https://api.example.com/users/me');
});

test.describe('a query', () => {
  test('is encoded', () => {
    expect(joinUrl('https://api.example.com/prod', '/keys', { cursor: 'a b&c=d/é' })).toBe(
      'https://api.example.com/prod/keys?cursor=a+b%26c%3Dd%2F%C3%A9',
    );
  });

  test('joins the one that the path has', () => {
    expect(joinUrl('https://api.example.com', '/keys?limit=5', { cursor: 'x' })).toBe(
      'https://api.example.com/keys?limit=5&cursor=x',
    );
  });

  test('may be absent', () => {
    expect(joinUrl('https://api.example.com', '/keys', {})).toBe('https://api.example.com/keys');
  });
});
