import { z } from '../zod';
import { Refusal } from '../functions/shared/refusal';
import { inGroup } from './fault';
import { around, changed } from './parts';

const displayName = z.string().min(1).max(100);
const roleChange = z.object({ role: z.string() });

export const profileFaults = inGroup('profile', [
  {
    name: 'email-missing',
    defect: 'Profiles have no e-mail address.',
    cause:
      "The issuer's token has no claim for it unless somebody configures one, and the record was made from the token.",
    fails: ['AC1', 'AC5'],
    mutate: ({ functions }) => {
      functions.profile.environment['EMAIL_IN_PROFILE'] = 'false';
    },
  },
  {
    name: 'time-as-a-number',
    defect: 'Profiles give createdAt as a number.',
    cause: 'The table holds milliseconds, and the conversion got lost with an upgrade of the serializer.',
    fails: ['AC1', 'AC5'],
    mutate: ({ parts }) => {
      parts.profile.present = around(parts.profile.present, (present, user) => ({
        ...present(user),
        createdAt: Date.parse(user.createdAt),
      }));
    },
  },
  {
    name: 'update-not-stored',
    defect: 'An update is answered with the new profile, and not stored.',
    cause: 'The write is not awaited, and the function is frozen once it has answered.',
    fails: ['AC11'],
    mutate: ({ parts }) => {
      parts.profile.users = changed(parts.profile.users, (users) => ({
        update: async (userId, changes) => {
          const user = await users.find(userId);
          const set = Object.entries(changes).filter(([, value]) => value !== null);
          return user && { ...user, ...Object.fromEntries(set) };
        },
      }));
    },
  },
  {
    name: 'update-answers-with-the-old-profile',
    defect: 'An update is stored, and answered with the profile as it was before.',
    cause: 'The update asks the table for the old values in place of the new ones.',
    fails: ['AC11'],
    mutate: ({ parts }) => {
      parts.profile.users = changed(parts.profile.users, (users) => ({
        update: async (userId, changes) => {
          const before = await users.find(userId);
          await users.update(userId, changes);
          return before;
        },
      }));
    },
  },
  {
    name: 'display-name-not-removable',
    defect: 'A display name can be changed, and never be removed again.',
    cause: 'The validation of creation, where a name is required, is used for updates.',
    fails: ['AC11'],
    mutate: ({ parts }) => {
      const { readChanges } = parts.profile;
      parts.profile.readChanges = (body) => {
        const changes = readChanges(body);
        if (changes['displayName'] === null) throw new Refusal(400, 'VALIDATION_ERROR', 'displayName: is required');
        return changes;
      };
    },
  },
  {
    name: 'unknown-fields-accepted',
    defect: 'An update of fields that it does not know is answered as done.',
    cause: 'The schema drops what it does not know, as schemas do by default.',
    fails: ['AC12'],
    mutate: ({ parts }) => {
      const lenient = z.object({ displayName: displayName.nullable().optional() });
      const { readChanges } = parts.profile;
      parts.profile.readChanges = (body) => {
        const known = lenient.safeParse(body).data;
        return known && known.displayName === undefined ? {} : readChanges(known ?? body);
      };
      parts.profile.users = changed(parts.profile.users, (users) => ({
        update: (userId, changes) =>
          Object.keys(changes).length === 0 ? users.find(userId) : users.update(userId, changes),
      }));
    },
  },
  {
    name: 'role-change-applied',
    defect: 'Anybody can give themselves any role.',
    cause: 'The body is written to the table as it comes.',
    fails: ['AC12'],
    mutate: ({ parts }) => {
      const { readChanges } = parts.profile;
      parts.profile.readChanges = (body) => roleChange.safeParse(body).data ?? readChanges(body);
    },
  },
  {
    name: 'role-change-refused-too-late',
    defect: 'A change to an unknown role is refused, after it was stored.',
    cause: 'Roles are validated when the record is read back, and the write is not undone.',
    fails: ['AC12'],
    mutate: ({ parts, users: seeded }) => {
      const roles: readonly string[] = Object.values(seeded).map(({ role }) => role);
      const { readChanges } = parts.profile;
      parts.profile.readChanges = (body) => roleChange.safeParse(body).data ?? readChanges(body);
      parts.profile.users = changed(parts.profile.users, (users) => ({
        update: async (userId, changes) => {
          const updated = await users.update(userId, changes);
          const known = updated === undefined || roles.includes(updated.role);
          if (!known) throw new Refusal(400, 'VALIDATION_ERROR', `role: ${updated.role} is no role`);
          return updated;
        },
      }));
    },
  },
  {
    name: 'role-change-refused-as-forbidden',
    defect: 'A change of the role is refused as forbidden where a validation error was promised.',
    cause: 'A middleware for roles now refuses before the validation has a look.',
    fails: ['AC12'],
    mutate: ({ parts }) => {
      const { readChanges } = parts.profile;
      parts.profile.readChanges = (body) => {
        if (roleChange.safeParse(body).success) throw new Refusal(403, 'FORBIDDEN', 'This needs the admin role');
        return readChanges(body);
      };
    },
  },
]);
