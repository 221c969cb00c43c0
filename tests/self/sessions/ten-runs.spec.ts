import { startDeployment } from '../../../local-deployment';
import { expect, test } from '../support/loopback';
import { startSmoke } from '../support/smoke-run';

const ROUNDS = [1, 2, 3, 4, 5];
const parameters = ['--project=sessions', '--grep', '@SE(2|7|10)\\b'];

test('ten runs, two at a time, have four accounts and leave no post', async ({}, testInfo) => {
  test.setTimeout(600_000);
  const deployment = await startDeployment();
  try {
    const run = (name: string) => startSmoke(testInfo.outputPath(name), { ...deployment.settings }, parameters).ended;
    for (const round of ROUNDS) {
      const both = await Promise.all([run(`${round}-one`), run(`${round}-other`)]);

      expect(both.map(({ exitCode, stdout }) => (exitCode === 0 ? 'passed' : stdout))).toEqual(['passed', 'passed']);
    }

    expect(await deployment.count()).toMatchObject({ sessionAccounts: 4, posts: 0 });
  } finally {
    await deployment.stop();
  }
});
