import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';

// What is wrong before a request is sent: between the settings and the issuer.

export const issuerFaults = inGroup('issuer', [
  {
    name: 'issuer-refuses-the-key',
    defect: "The issuer's Backend API refuses the secret key.",
    cause: 'The key was rotated in the dashboard, and the pipeline still has the former one.',
    fails: [],
    refusedOver: 'CLERK_SECRET_KEY',
    mutate: ({ settings }) => {
      settings['CLERK_SECRET_KEY'] = 'sk_test_rotated';
    },
  },
  {
    name: 'test-user-deleted',
    defect: 'The user whose tokens are to be minted does not exist any more.',
    cause: 'Somebody tidied up the users of the instance.',
    fails: [],
    refusedOver: 'SMOKE_TEST_USER_ID',
    mutate: ({ issuers, users }) => {
      issuers.clerk.users = issuers.clerk.users.filter(({ id }) => id !== users.main.userId);
    },
  },
  {
    name: 'admin-role-taken-away',
    defect: 'The user that stands for an admin is none any more.',
    cause: "The role in the user's metadata was reset with a copy of other users.",
    fails: [],
    refusedOver: 'SMOKE_TEST_ADMIN_USER_ID',
    mutate: ({ issuers, users }) => {
      issuers.clerk.users = issuers.clerk.users.map((user) =>
        user.id === users.admin.userId ? { ...user, role: 'user' } : user,
      );
    },
  },
  {
    name: 'one-user-for-two-identities',
    defect: "The rate-limit identity is the main one, and would use up the other scenarios' requests.",
    cause: 'There was only one test user at hand.',
    fails: [],
    refusedOver: 'SMOKE_TEST_RATE_LIMIT_USER_ID',
    mutate: ({ settings, users }) => {
      settings['SMOKE_TEST_RATE_LIMIT_USER_ID'] = users.main.userId;
    },
  },
  {
    name: 'publishable-key-of-another-instance',
    defect: "The publishable key is another instance's than the secret key.",
    cause: 'One of the two was copied while the dashboard showed the other instance.',
    fails: [],
    refusedOver: 'CLERK_PUBLISHABLE_KEY',
    mutate: (template) => {
      addStaging(template);
      template.settings['CLERK_PUBLISHABLE_KEY'] = { issuer: 'staging', attribute: 'publishableKey' };
    },
  },
  {
    name: 'tokens-of-another-instance',
    defect: 'The tokens come from another instance than the one that the authorizer trusts.',
    cause: 'The pipeline has the keys of staging, and the deployment those of production.',
    fails: ['AC1', 'AC5', 'AC6', 'AC7', 'AC9', 'AC11', 'AC12', 'AC13', 'AC14'],
    mutate: (template) => {
      addStaging(template);
      const { settings } = template;
      settings['CLERK_SECRET_KEY'] = { issuer: 'staging', attribute: 'secretKey' };
      settings['CLERK_PUBLISHABLE_KEY'] = { issuer: 'staging', attribute: 'publishableKey' };
      settings['CLERK_API_URL'] = { issuer: 'staging', attribute: 'url' };
    },
  },
]);

function addStaging({ issuers }: DeploymentTemplate): void {
  issuers['staging'] = { ...issuers.clerk };
}
