import { carriers, expect, refusals, spokenCarrier, test, type RefusalKind } from '../../fixtures';

for (const carrier of carriers()) {
  test(`a valid token opens the socket ${spokenCarrier(carrier)}`, { tag: '@WS1' }, async ({ realtime }) => {
    const { socket, token } = await realtime.open(carrier);

    expect(socket).toBeOpen({ carrier, token });
  });
}

for (const kind of Object.keys(refusals) as RefusalKind[]) {
  test(`nobody gets in ${refusals[kind]}`, { tag: '@WS2' }, async ({ realtime }) => {
    expect(await realtime.attempt(kind)).toBeKeptOut();
  });
}
