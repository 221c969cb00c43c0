import { test as base } from '@playwright/test';
import { startDeployment, type Deployment, type DeploymentTemplate } from '../../../../local-deployment';

/** Where a step of a sign-up takes place at a deployment, before or after it is done. */
export type Moment = `${'before' | 'after'} ${'mint' | 'find' | 'delete' | 'begin' | 'verify'}`;

export interface Watched extends Deployment {
  /** The steps that have taken place. */
  moments: Moment[];
  /** Bootstrap tokens and recovery codes: what nobody may read anywhere. */
  secrets: string[];
}

interface Fixtures {
  /** A deployment that tells of each step, as it takes place. */
  deploy: (change?: {
    at?: (moment: Moment) => void;
    mutate?: (template: DeploymentTemplate) => void;
  }) => Promise<Watched>;
}

const paths = { 'begin-with-token': 'begin', 'verify-with-token': 'verify' } as const;

export const test = base.extend<Fixtures>({
  deploy: async ({}, use) => {
    const started: Deployment[] = [];
    await use(async ({ at = () => undefined, mutate } = {}) => {
      const moments: Moment[] = [];
      const secrets: string[] = [];
      const reach = (moment: Moment): void => {
        moments.push(moment);
        at(moment);
      };
      const deployment = await startDeployment({}, (template) => {
        watch(template, reach, secrets);
        mutate?.(template);
      });
      started.push(deployment);
      return { ...deployment, moments, secrets };
    });
    for (const deployment of started) await deployment.stop();
  },
});

export { expect } from '@playwright/test';

function watch({ operator, firewall, parts }: DeploymentTemplate, reach: (moment: Moment) => void, secrets: string[]) {
  const { actions } = operator;
  operator.actions = (environment, aws) => {
    const original = actions(environment, aws);
    const watched = (name: keyof typeof original): (typeof original)[typeof name] => {
      return async (request) => {
        reach(`before ${name}`);
        const result = await original[name](request);
        if ('token' in result) secrets.push(String(result.token));
        reach(`after ${name}`);
        return result;
      };
    };
    return { mint: watched('mint'), find: watched('find'), delete: watched('delete') };
  };
  firewall.blocks = ({ path }) => {
    const step = Object.entries(paths).find(([end]) => path.endsWith(end))?.[1];
    if (step !== undefined) reach(`before ${step}`);
    return false;
  };
  const { challenges, presentUser } = parts.registration;
  parts.registration.challenges = (environment, aws) => {
    const original = challenges(environment, aws);
    return {
      ...original,
      async put(...given) {
        await original.put(...given);
        reach('after begin');
      },
    };
  };
  parts.registration.presentUser = (userId, codes) => {
    secrets.push(...codes);
    reach('after verify');
    return presentUser(userId, codes);
  };
}
