import { Refusal } from '../session-service/refusal';
import type { Role } from '../session-service/users';
import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';
import { changed } from './parts';
import { aroundRoute, withFields, withStatus } from './sessions-parts';

/** Who may administer, and who makes himself one who may. */
export const sessionRoleFaults = inGroup('sessions', [
  {
    name: 'role-taken-at-the-registration',
    defect: 'Whoever registers with a role gets it.',
    cause: 'The request is bound to the table, and has all of its columns.',
    fails: ['SE2', 'SE9'],
    mutate: (template) => {
      takeAtRegistration(template, 'role');
    },
  },
  {
    name: 'flag-taken-at-the-registration',
    defect: 'Whoever registers as is_superuser becomes an admin.',
    cause: 'The model of the request extends the one of the back office.',
    fails: ['SE2', 'SE9'],
    mutate: (template) => {
      takeAtRegistration(template, 'is_superuser');
    },
  },
  {
    name: 'role-taken-at-the-update',
    defect: 'Whoever changes his profile may change his role.',
    cause: 'The update sets every field that the request has.',
    fails: ['SE9'],
    mutate: (template) => {
      takeAtUpdate(template, 'role');
    },
  },
  {
    name: 'flag-taken-at-the-update',
    defect: 'Whoever changes his profile to is_admin becomes an admin.',
    cause: 'The old flag is still read for the sake of clients that nobody has any more.',
    fails: ['SE9'],
    mutate: (template) => {
      takeAtUpdate(template, 'is_admin');
    },
  },
  {
    name: 'admin-guard-missing',
    defect: 'Every user gets the list of users.',
    cause: 'The route was moved to another router, and its dependency was not.',
    fails: ['SE9'],
    mutate: ({ sessions: { parts } }) => {
      parts.guard = changed(parts.guard, () => ({ mayAdminister: () => true }));
    },
  },
  {
    name: 'admin-route-open',
    defect: 'The list of users is answered to whoever asks, with or without a token.',
    cause: 'The guard is optional where the token is, and lets nobody pass as well.',
    fails: ['SE9'],
    mutate: (template) => {
      aroundRoute(template, 'GET /admin/users', (answer) => (answer.ok ? answer : Response.json({ items: [] })));
    },
  },
  {
    name: 'admin-route-hidden',
    defect: 'A user who is no admin is told that there is no such route.',
    cause: 'It was hidden so as not to be noticed.',
    fails: ['SE9'],
    mutate: ({ sessions: { parts } }) => {
      parts.refusals = changed(parts.refusals, () => ({ forbidden: () => new Refusal(404, 'Not Found') }));
    },
  },
  {
    name: 'admins-kept-out',
    defect: 'Nobody may administer, admins included.',
    cause: 'The role is compared with the name that it had before the migration.',
    fails: ['SE9'],
    mutate: ({ sessions: { parts } }) => {
      parts.guard = changed(parts.guard, () => ({ mayAdminister: () => false }));
    },
  },
  {
    name: 'admin-route-forbids-nobody-known',
    defect: 'The admin route answers 403 where there is no token.',
    cause: "The framework's bearer scheme answers so, unless told otherwise.",
    fails: ['SE9'],
    mutate: (template) => {
      aroundRoute(template, 'GET /admin/users', (answer) => (answer.status === 401 ? withStatus(answer, 403) : answer));
    },
  },
  {
    name: 'role-missing-from-the-profile',
    defect: 'The profile does not have the role.',
    cause: 'The response model was made before there were any.',
    fails: ['SE2', 'SE9'],
    mutate: (template) => {
      aroundRoute(template, 'GET /users/me', (answer) =>
        answer.ok ? withFields(answer, { role: undefined }) : answer,
      );
    },
  },
]);

function takeAtRegistration({ sessions: { parts } }: DeploymentTemplate, name: string): void {
  parts.fields = changed(parts.fields, ({ registration }) => ({
    registration: (body) => ({ ...registration(body), role: roleIn(body, name) ?? 'user' }),
  }));
}

function takeAtUpdate({ sessions: { parts } }: DeploymentTemplate, name: string): void {
  parts.fields = changed(parts.fields, ({ update }) => ({
    update: (body) => ({ ...update(body), role: roleIn(body, name) }),
  }));
}

/** Undefined: the body says nothing of it. */
function roleIn(body: unknown, name: string): Role | undefined {
  const { [name]: said } = Object(body) as Record<string, unknown>;
  if (said === undefined) return undefined;
  return said === true || said === 'admin' ? 'admin' : 'user';
}
