import { expect, test } from '@playwright/test';
import { cookieIn, setCookies } from '../../../../fixtures/client/cookies';

const answer = (...lines: string[]) => ({ headers: { 'set-cookie': lines.join('\n') } });

for (const [name, lines, value] of [
  ['one', ['rt=abc; Path=/auth; HttpOnly'], 'abc'],
  ['the last of several', ['rt=old', 'other=1', 'rt=new; Max-Age=5'], 'new'],
  ['none of this name', ['art=abc', 'rt2=abc'], undefined],
  ['one that is removed', ['rt=; Max-Age=0'], undefined],
  ['one that is removed after it was set', ['rt=abc', 'rt=; Max-Age=0'], undefined],
  ['one in other letters', ['RT=abc'], undefined],
  ['what is no cookie', ['', ';;;'], undefined],
  ['a placeholder', ['rt=[cookie:rt …ab12]; HttpOnly'], '[cookie:rt …ab12]'],
  ['what is encoded stays so', ['rt=s%3Aabc%3D%3D; Path=/'], 's%3Aabc%3D%3D'],
  ['with what looks like another one in it', ['rt=a=b; Path=/'], 'a=b'],
] as const) {
  test(`the cookie that an answer sets: ${name}`, () => {
    expect(cookieIn(answer(...lines), 'rt')).toBe(value);
  });
}

test('an answer that sets none', () => {
  expect(setCookies({ headers: {} })).toEqual([]);
  expect(cookieIn({ headers: {} }, 'rt')).toBeUndefined();
});
